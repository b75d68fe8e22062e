package org.mingle.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SplitCutterTest {
    @Property(tries = 300)
    void everyClassGivesItsShareAndKeepsASample(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 60) Integer> members) {
        int[] sizes = members.stream().mapToInt(Integer::intValue).toArray();
        int[] classes = IntStream.range(0, sizes.length).flatMap(c -> IntStream.generate(() -> c).limit(sizes[c]))
                .toArray();
        Split[] splits = training(classes.length);
        int cut = new SplitCutter(classes, sizes.length, splits, 5).cut(Split.VALIDATION, 0.1);
        int total = 0;
        for (int c = 0; c < sizes.length; c++) {
            int k = c;
            int given = (int) IntStream.range(0, classes.length)
                    .filter(r -> classes[r] == k && splits[r] == Split.VALIDATION).count();
            assertTrue(Math.abs(given - 0.1 * sizes[c]) < 1, given + " of " + sizes[c]);
            assertTrue(sizes[c] == 0 || given < sizes[c]);
            total += given;
        }
        assertEquals(total, cut);
    }

    @Test
    void theTotalIsRight() {
        int[] classes = IntStream.range(0, 150).map(i -> i / 15).toArray(); // 10 classes that owe 1.5 each
        Split[] splits = training(classes.length);
        assertEquals(15, new SplitCutter(classes, 10, splits, 0).cut(Split.VALIDATION, 0.1));
    }

    @Test
    void theSeedDecides() {
        int[] classes = IntStream.range(0, 200).map(i -> i % 4).toArray();
        assertArrayEquals(cut(classes, 3), cut(classes, 3));
        assertFalse(Arrays.equals(cut(classes, 3), cut(classes, 4)));
    }

    @Test
    void otherSplitsAreLeftAlone() {
        int[] classes = new int[100];
        Split[] splits = training(100);
        Arrays.fill(splits, 50, 100, Split.TEST);
        new SplitCutter(classes, 1, splits, 0).cut(Split.VALIDATION, 0.1);
        assertEquals(5, Arrays.stream(splits).filter(s -> s == Split.VALIDATION).count());
        assertTrue(Arrays.stream(splits, 50, 100).allMatch(s -> s == Split.TEST));
    }

    private static Split[] cut(int[] classes, long seed) {
        Split[] splits = training(classes.length);
        new SplitCutter(classes, 4, splits, seed).cut(Split.VALIDATION, 0.1);
        return splits;
    }

    private static Split[] training(int n) {
        Split[] splits = new Split[n];
        Arrays.fill(splits, Split.TRAIN);
        return splits;
    }
}
