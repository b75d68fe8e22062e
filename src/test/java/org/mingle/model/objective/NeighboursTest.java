package org.mingle.model.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighboursTest {
    @ParameterizedTest
    @CsvSource({"1, 3", "2, 1", "40, 1", "40, 7", "120, 30", "120, 100", "120, 1000"})
    void theyAreTheFirstOfTheSortedRowAndTiesGoToTheLowerIndex(int pairs, int k) {
        Random random = new Random(pairs + k);
        PointBatch batch = new PointBatch(2, pairs, 3);
        int[][] labels = new int[pairs][1];
        for (int[] l : labels) {
            l[0] = random.nextInt(3);
        }
        batch.begin(pairs, labels);
        int n = batch.size();
        float[] distances = new float[n * n];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = random.nextInt(50) / 8f - 0.5f; // many ties, and some below 0, as rounding leaves them
        }
        for (boolean same : new boolean[] {true, false}) {
            Neighbours search = new Neighbours();
            int count = search.choose(batch, distances, k, same);
            int[] found = IntStream.range(0, count).map(search::get).sorted().toArray();
            int[] expected = IntStream.range(0, n).flatMap(a -> IntStream.range(0, n)
                    .filter(b -> b != a && batch.related()[a * n + b] == (same ? 1 : 0)).boxed()
                    .sorted(Comparator.comparing((Integer b) -> distances[a * n + b]).thenComparing(b -> b)).limit(k)
                    .mapToInt(b -> a * n + b)).sorted().toArray();
            assertArrayEquals(expected, found, Arrays.toString(expected));
        }
    }
}
