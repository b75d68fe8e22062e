package org.mingle.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;

class CellIndexTest {
    /** Clusters of items that touch each other. */
    private static FloatMatrix clusters(int n, int d, long seed) {
        Random random = new Random(seed);
        float[][] centres = new float[20][d];
        for (float[] c : centres) {
            for (int i = 0; i < d; i++) {
                c[i] = (float) random.nextGaussian();
            }
        }
        float[] x = new float[n * d];
        for (int i = 0; i < x.length; i++) {
            x[i] = centres[i / d % 20][i % d] + 0.7f * (float) random.nextGaussian();
        }
        return new FloatMatrix(n, d, x);
    }

    @Property(tries = 20)
    void withAllCellsItFindsWhatTheExactIndexFinds(@ForAll @IntRange(max = 1_000_000) int seed,
            @ForAll @IntRange(min = 1, max = 3000) int n, @ForAll boolean cosine) {
        Similarity similarity = cosine ? Similarity.COSINE : Similarity.EUCLIDEAN;
        FloatMatrix gallery = clusters(n, 7, seed);
        FloatMatrix queries = clusters(5, 7, seed + 1L);
        try (CellIndex cells = new CellIndex(gallery, similarity, seed);
                ExactIndex exact = ExactIndex.of(gallery, similarity)) {
            ExactIndex.Top found = cells.search(queries, 10);
            ExactIndex.Top wanted = exact.search(queries, 10);
            for (int q = 0; q < 5; q++) {
                assertEquals(Math.min(10, n), found.items()[q].length);
                assertArrayEquals(wanted.scores()[q], found.scores()[q], 2e-3f);
                assertEquals(found.items()[q].length, Arrays.stream(found.items()[q]).distinct().count());
            }
        }
    }

    @Test
    void itFindsTheShareOfNeighboursThatItSays() {
        int n = 20_000;
        int k = 10;
        FloatMatrix gallery = clusters(n, 16, 3);
        try (CellIndex cells = new CellIndex(gallery, Similarity.EUCLIDEAN, 1);
                ExactIndex exact = ExactIndex.of(gallery, Similarity.EUCLIDEAN)) {
            CellIndex.Recall said = cells.tune(null, k, 0.9);
            assertTrue(said.recall() >= 0.9, said.words());
            assertTrue(said.probes() < said.cells() / 4, said.words());
            int[] index = new int[n * k];
            float[] squared = new float[n * k];
            cells.neighbours(k, index, squared);
            int[] order = cells.order();
            int[] place = new int[n];
            for (int p = 0; p < n; p++) {
                place[order[p]] = p;
            }
            // Of other points than those by which the number of cells was chosen.
            int asked = 500;
            float[] q = new float[asked * 16];
            for (int i = 0; i < asked; i++) {
                System.arraycopy(gallery.row(37 * i + 5), 0, q, 16 * i, 16);
            }
            int[][] truth = exact.search(new FloatMatrix(asked, 16, q), k + 1).items();
            int found = 0;
            for (int i = 0; i < asked; i++) {
                int row = 37 * i + 5;
                for (int j = 0; j < k; j++) {
                    int item = order[index[place[row] * k + j]];
                    assertTrue(item != row);
                    assertTrue(j == 0 || squared[place[row] * k + j] >= squared[place[row] * k + j - 1]);
                    found += Arrays.stream(truth[i]).anyMatch(t -> t == item) ? 1 : 0;
                }
            }
            // 5,000 neighbours: three standard deviations of a share of 0.9 are 0.013, and neighbours come in cells together.
            assertEquals(said.recall(), found / (double) (asked * k), 0.03);
        }
    }

    @Test
    void copiesOfOneItemAreAllFound() {
        FloatMatrix same = new FloatMatrix(300, 3, new float[900]);
        try (CellIndex cells = new CellIndex(same, Similarity.COSINE, 0)) {
            cells.tune(null, 5, 0.95);
            int[] index = new int[300 * 5];
            cells.neighbours(5, index, new float[300 * 5]);
            for (int r = 0; r < 300; r++) {
                int row = r;
                assertTrue(Arrays.stream(index, 5 * r, 5 * r + 5).allMatch(j -> j != row && j >= 0 && j < 300));
            }
        }
    }

    @Test
    void theInnerProductIsRefused() {
        assertTrue(assertThrows(MingleException.class, () -> new CellIndex(clusters(9, 2, 1), Similarity.INNER_PRODUCT, 0))
                .getMessage().contains("exact"));
    }
}
