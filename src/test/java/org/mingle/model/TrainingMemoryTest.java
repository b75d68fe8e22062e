package org.mingle.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mingle.data.MingleException;

class TrainingMemoryTest {
    private final TrainingSettings settings = TestData.small("daml").with("averaging", "0").with("dropout", "0");
    private final List<int[]> mappers = List.of(new int[] {30, 8, 6}, new int[] {20, 8, 6});

    @Test
    void refusalNamesTheLargestBatchThatFits() {
        long free = TrainingMemory.ofWeights(settings, mappers) + TrainingMemory.ofBatch(settings, mappers, 700);
        MingleException e = assertThrows(MingleException.class,
                () -> TrainingMemory.check(settings, mappers, 1000, free));
        Matcher m = Pattern.compile("batch to at most (\\d+)").matcher(e.getMessage());
        assertTrue(m.find(), e.getMessage());
        int named = Integer.parseInt(m.group(1));
        assertEquals(700, named);
        assertDoesNotThrow(() -> TrainingMemory.check(settings, mappers, named, free));
    }

    @Test
    void networksThatNeverFitAreSaidToBeTooLarge() {
        MingleException e = assertThrows(MingleException.class,
                () -> TrainingMemory.check(settings, mappers, 100, 1000));
        assertTrue(e.getMessage().contains("hidden"), e.getMessage());
    }

    @Test
    void needGrowsWithTheSquareOfTheBatch() {
        long one = TrainingMemory.ofBatch(settings, mappers, 4000);
        long two = TrainingMemory.ofBatch(settings, mappers, 8000);
        assertTrue(two > 3.9 * one && two <= 4 * one, one + " and " + two);
    }
}
