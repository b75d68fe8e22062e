package org.mingle.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;

/** Whole measures against an independent, slow implementation that draws orders of ties at random. */
class RetrievalMeasuresTest {
    private static final int DRAWS = 1500;

    @Property(tries = 24)
    void agreesWithAveragesOverRandomTieOrders(@ForAll long seed, @ForAll @IntRange(min = 3, max = 70) int n,
            @ForAll boolean multiLabel, @ForAll Similarity similarity, @ForAll boolean sameModality) {
        Embeddings e = Samples.gridded(seed, n, 3, 4, multiLabel);
        int gallery = sameModality ? 0 : 1;
        RetrievalMeasures m = RetrievalMeasures.of(e, 0, gallery, similarity);
        Slow slow = new Slow(e, gallery, similarity, new Random(seed));
        assertEquals(slow.all, m.mapAll(), slow.tolerance(), "map_all");
        assertEquals(slow.found, m.mapAt50Found(), slow.tolerance(), "map_at_50_found");
        assertEquals(slow.at50, m.mapAt50(), slow.tolerance(), "map_at_50");
        assertEquals(slow.atR, m.mapAtR(), slow.tolerance(), "map_at_r");
        if (!sameModality) {
            assertEquals(slow.recall5, m.recallAt().get(5), slow.tolerance(), "recall at 5");
            assertEquals(slow.medianRank, m.medianRank(), 1e-9, "median rank");
        }
    }

    @Property(tries = 40)
    void everyQuerysAveragePrecisionIsThatOfItsRanking(@ForAll long seed, @ForAll @IntRange(min = 2, max = 150) int n,
            @ForAll Similarity similarity, @ForAll boolean sameModality) {
        Embeddings e = Samples.gaussian(seed, n, 9, 3, 0.7);
        int gallery = sameModality ? 0 : 1;
        double[] ap = RetrievalMeasures.of(e, 0, gallery, similarity).averagePrecision();
        Retriever retriever = new Retriever(e, similarity);
        for (int q = 0; q < n; q++) {
            assertEquals(ap[q], retriever.query(e.ids().get(q), 0, gallery, 3).averagePrecision(), 1e-12);
        }
    }

    @Property(tries = 30)
    void aSampleOfQueriesRanksTheWholeGallery(@ForAll long seed, @ForAll @IntRange(min = 5, max = 300) int n,
            @ForAll Similarity similarity, @ForAll boolean sameModality) {
        Embeddings e = Samples.gaussian(seed, n, 9, 3, 0.7);
        int gallery = sameModality ? 0 : 1;
        int[] asked = new Random(seed).ints(n / 2 + 1, 0, n).sorted().distinct().toArray();
        RetrievalMeasures some = RetrievalMeasures.of(e, 0, gallery, similarity, HubCorrection.NONE, asked);
        RetrievalMeasures all = RetrievalMeasures.of(e, 0, gallery, similarity);
        assertArrayEquals(asked, some.queries());
        assertArrayEquals(Arrays.stream(asked).mapToDouble(q -> all.averagePrecision()[q]).toArray(),
                some.averagePrecision(), 1e-4);
        assertEquals(Arrays.stream(some.averagePrecision()).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN),
                some.mapAll(), 1e-12);
    }

    @Test
    void upToTwentyThousandPairsAllAreAskedAndOfMoreAnEvenSample() {
        assertEquals(20_000, QuerySample.size(20_000));
        assertArrayEquals(new int[] {0, 1, 2}, QuerySample.of(3));
        int[] sample = QuerySample.of(100_000);
        assertEquals(4_000, sample.length);
        for (int i = 0; i < sample.length; i++) {
            assertEquals(25 * i, sample[i]);
        }
    }

    @Test
    void aCollapsedSpaceScoresLikeChanceWhateverTheOrderOfClasses() {
        int n = 1003;
        float[] point = new float[20];
        Random random = new Random(5);
        for (int i = 0; i < 20; i++) {
            point[i] = random.nextFloat();
        }
        float[][] rows = new float[n][];
        Arrays.fill(rows, point);
        int[][] labels = new int[n][];
        for (int i = 0; i < n; i++) {
            labels[i] = new int[] {i * 10 / n};
        }
        Embeddings plain = Samples.gridded(1, n, 20, 10, false);
        Embeddings e = new Embeddings(plain.modalities(), plain.ids(), labels, plain.classNames(),
                List.of(FloatMatrix.of(rows), FloatMatrix.of(rows)));
        for (Similarity s : Similarity.values()) {
            RetrievalMeasures m = RetrievalMeasures.of(e, 0, 1, s);
            assertEquals(0.1, m.mapAll(), 0.01);
            assertEquals(1.0 / n, m.recallAt().get(1), 1e-9);
            assertEquals(n / 2.0 + 0.5, m.medianRank(), 1e-9);
        }
    }

    @Test
    void zeroVectorsHaveCosineZero() {
        Embeddings g = Samples.gridded(3, 4, 2, 2, false);
        Embeddings e = new Embeddings(g.modalities(), g.ids(), g.labels(), g.classNames(), List.of(
                FloatMatrix.of(new float[][] {{1, 0}, {0, 0}, {0, 1}, {1, 1}}),
                FloatMatrix.of(new float[][] {{0, 0}, {-1, 0}, {3, 0}, {1, 1}})));
        Ranking r = new Retriever(e, Similarity.COSINE).query("s0000", 0, 1, 10);
        assertEquals(List.of("s0002", "s0003", "s0000", "s0001"), r.hits().stream().map(Ranking.Hit::id).toList());
        assertEquals(List.of(1.0, 0.7071, 0.0, -1.0), r.hits().stream().map(h -> Math.round(h.score() * 1e4) / 1e4).toList());
        assertEquals(3, r.truePairRank());
        Ranking zero = new Retriever(e, Similarity.COSINE).query("s0001", 0, 1, 10);
        assertEquals(List.of("s0000", "s0001", "s0002", "s0003"), zero.hits().stream().map(Ranking.Hit::id).toList());
    }

    @Test
    void notANumberIsNamedWithItsRow() {
        Embeddings e = Samples.gridded(3, 4, 2, 2, false);
        e.points().get(1).data()[5] = Float.NaN;
        MingleException x = assertThrows(MingleException.class, () -> RetrievalMeasures.of(e, 0, 1, Similarity.COSINE));
        assertTrue(x.getMessage().startsWith("Row 3 "), x.getMessage());
    }

    @Test
    void theSameTwiceIsTheSame() {
        Embeddings e = Samples.gaussian(4, 500, 30, 5, 0.3);
        assertArrayEquals(RetrievalMeasures.of(e, 0, 1, Similarity.COSINE).averagePrecision(),
                RetrievalMeasures.of(e, 0, 1, Similarity.COSINE).averagePrecision());
    }

    /** Sorts shuffled items by a stable sort, many times, and measures by the textbook. */
    private static final class Slow {
        double all;
        double found;
        double at50;
        double atR;
        double recall5;
        double medianRank;
        private final int queries;

        Slow(Embeddings e, int gallery, Similarity s, Random random) {
            int n = e.size();
            int counted = 0;
            List<Double> ranks = new ArrayList<>();
            for (int q = 0; q < n; q++) {
                List<Integer> items = new ArrayList<>();
                double[] score = new double[n];
                for (int j = 0; j < n; j++) {
                    score[j] = -Math.round(similarity(e.points().get(0).row(q), e.points().get(gallery).row(j), s) * 1e6);
                    if (gallery != 0 || j != q) {
                        items.add(j);
                    }
                }
                double own = score[q];
                long before = items.stream().filter(j -> score[j] < own).count();
                long tied = items.stream().filter(j -> score[j] == own).count();
                ranks.add(before + (tied + 1) / 2.0);
                int query = q;
                long relevant = items.stream().filter(j -> e.relevant(query, j)).count();
                double[] sums = new double[5];
                for (int d = 0; d < DRAWS; d++) {
                    Collections.shuffle(items, random);
                    items.sort((a, b) -> Double.compare(score[a], score[b]));
                    int hits = 0;
                    double p = 0;
                    double p50 = 0;
                    double pR = 0;
                    int hits50 = 0;
                    for (int j = 1; j <= items.size(); j++) {
                        if (e.relevant(q, items.get(j - 1))) {
                            hits++;
                            p += (double) hits / j;
                            p50 += j <= 50 ? (double) hits / j : 0;
                            hits50 += j <= 50 ? 1 : 0;
                            pR += j <= relevant ? (double) hits / j : 0;
                        }
                    }
                    sums[0] += p / relevant;
                    sums[1] += p50 / Math.max(1, hits50);
                    sums[2] += p50 / Math.min(50, relevant);
                    sums[3] += pR / relevant;
                    int place = items.indexOf(q);
                    sums[4] += place >= 0 && place < 5 ? 1 : 0;
                }
                recall5 += sums[4] / DRAWS / n;
                if (relevant > 0) {
                    counted++;
                    all += sums[0] / DRAWS;
                    found += sums[1] / DRAWS;
                    at50 += sums[2] / DRAWS;
                    atR += sums[3] / DRAWS;
                }
            }
            all /= counted;
            found /= counted;
            at50 /= counted;
            atR /= counted;
            queries = n;
            Collections.sort(ranks);
            medianRank = (ranks.get((n - 1) / 2) + ranks.get(n / 2)) / 2;
        }

        /** Six standard errors of a mean of values between 0 and 1. */
        double tolerance() {
            return 6 * 0.5 / Math.sqrt((double) DRAWS * queries);
        }

        private static double similarity(float[] a, float[] b, Similarity s) {
            double dot = 0;
            double aa = 0;
            double bb = 0;
            double distance = 0;
            for (int i = 0; i < a.length; i++) {
                dot += a[i] * b[i];
                aa += a[i] * a[i];
                bb += b[i] * b[i];
                distance += (a[i] - b[i]) * (a[i] - b[i]);
            }
            return switch (s) {
                case COSINE -> aa == 0 || bb == 0 ? 0 : dot / Math.sqrt(aa * bb);
                case EUCLIDEAN -> -Math.sqrt(distance);
                case INNER_PRODUCT -> dot;
            };
        }
    }
}
