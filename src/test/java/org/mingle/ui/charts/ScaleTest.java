package org.mingle.ui.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Property
    void holdsTheDataAndHasFewTicks(@ForAll @DoubleRange(min = -1e4, max = 1e4) double a,
            @ForAll @DoubleRange(min = 0.01, max = 1e4) double width, @ForAll @IntRange(min = 1, max = 20) int steps) {
        Scale s = Scale.of(a, a + width, steps);
        assertTrue(s.low() <= a + 1e-6 * s.step(), s + " begins above " + a);
        assertTrue(s.high() >= a + width - 1e-6 * s.step(), s + " ends below " + (a + width));
        assertTrue(s.ticks() >= 2 && s.ticks() <= 2 * steps + 3, s + " has " + s.ticks() + " ticks for " + steps
                + " steps");
        assertEquals(s.high(), s.tick(s.ticks() - 1), 1e-6 * s.step());
    }

    @Test
    void aConstantStillHasAnAxis() {
        Scale s = Scale.of(0.5, 0.5, 4);
        assertTrue(s.high() > s.low());
        assertTrue(s.position(0.5, 100) >= 0 && s.position(0.5, 100) <= 100);
    }

    @Test
    void beginsAtZeroOnlyWhereThatIsCheap() {
        assertEquals(0, Scale.of(0.1, 1, 5).low());
        assertTrue(Scale.of(0.8, 1, 5).low() > 0.7);
        assertEquals(0.4, Scale.exact(0.4, 1, 3).low(), 1e-9);
    }

    @Test
    void labelsHaveTheDecimalsOfTheirStep() {
        assertEquals("0.25", new Scale(0, 1, 0.05).label(0.25));
        assertEquals("20", new Scale(0, 100, 20).label(20));
        assertEquals("0.0", new Scale(-1, 1, 0.5).label(1e-17));
    }
}
