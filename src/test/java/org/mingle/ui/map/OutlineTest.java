package org.mingle.ui.map;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class OutlineTest {
    @Property
    void aBoxHoldsWhatIsBetweenItsCorners(@ForAll @Size(4) @DoubleRange(min = -9, max = 9) double[] c,
            @ForAll @DoubleRange(min = -9, max = 9) double x, @ForAll @DoubleRange(min = -9, max = 9) double y) {
        boolean between = Math.min(c[0], c[2]) < x && x < Math.max(c[0], c[2])
                && Math.min(c[1], c[3]) < y && y < Math.max(c[1], c[3]);
        boolean onEdge = x == c[0] || x == c[2] || y == c[1] || y == c[3];
        if (!onEdge) {
            assertEquals(between, Outline.box(c[0], c[1], c[2], c[3]).contains(x, y));
        }
    }

    @Property
    void aPolygonHoldsWhatIsWithinItsCircle(@ForAll @DoubleRange(min = 0, max = 6.28) double angle,
            @ForAll @DoubleRange(min = 0, max = 20) double radius) {
        Outline polygon = new Outline();
        for (int i = 0; i < 360; i++) {
            polygon.add(3 + 10 * Math.cos(Math.toRadians(i)), 10 * Math.sin(Math.toRadians(i)) - 2);
        }
        boolean inside = polygon.contains(3 + radius * Math.cos(angle), radius * Math.sin(angle) - 2);
        if (radius < 9.99 || radius > 10.01) {
            assertEquals(radius < 10, inside);
        }
    }

    @Example
    void whatIsGoneAroundTwiceIsOutside() {
        Outline outline = new Outline();
        for (int turn = 0; turn < 2; turn++) {
            outline.add(0, 0);
            outline.add(10, 0);
            outline.add(10, 10);
            outline.add(0, 10);
        }
        assertEquals(false, outline.contains(5, 5));
        assertEquals(false, new Outline().contains(0, 0));
    }

    @Example
    void sets() {
        BitSet before = BitSet.valueOf(new long[] {0b0110});
        BitSet area = BitSet.valueOf(new long[] {0b1100});
        assertEquals(BitSet.valueOf(new long[] {0b1100}), Combine.of(false, false).apply(before, area));
        assertEquals(BitSet.valueOf(new long[] {0b1110}), Combine.of(true, false).apply(before, area));
        assertEquals(BitSet.valueOf(new long[] {0b0010}), Combine.of(false, true).apply(before, area));
        assertEquals(BitSet.valueOf(new long[] {0b0100}), Combine.of(true, true).apply(before, area));
        assertEquals(BitSet.valueOf(new long[] {0b0110}), before);
    }
}
