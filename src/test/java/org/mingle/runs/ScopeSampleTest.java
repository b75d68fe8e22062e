package org.mingle.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.mingle.data.Dataset;
import org.mingle.data.Split;
import org.mingle.ui.DemoData;

class ScopeSampleTest {
    @Property(tries = 30)
    void everyClassIsThereInItsShare(@ForAll @IntRange(min = 8, max = 300) int most) {
        Dataset d = DemoData.pairs(400);
        int[] rows = ScopeSample.rows(d, Split.TRAIN, most);
        int all = d.rows(Split.TRAIN).length;
        assertTrue(rows.length <= Math.min(all, most), rows.length + " rows of " + most);
        assertArrayEquals(rows, Arrays.stream(rows).distinct().sorted().toArray(), "ascending, none twice");
        assertTrue(Arrays.stream(rows).allMatch(r -> d.split(r) == Split.TRAIN));
        long[] counts = new long[d.classNames().size()];
        Arrays.stream(rows).forEach(r -> counts[d.label(r)]++);
        assertEquals(Math.min(30, most / 8), Arrays.stream(counts).min().orElseThrow(),
                "classes are equally frequent here");
        assertEquals(Arrays.stream(counts).min(), Arrays.stream(counts).max());
    }
}
