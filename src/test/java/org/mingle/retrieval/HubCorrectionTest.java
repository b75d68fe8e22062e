package org.mingle.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;

class HubCorrectionTest {
    private static double cosine(Embeddings e, int q, int qm, int g, int gm) {
        float[] a = e.points().get(qm).row(q);
        float[] b = e.points().get(gm).row(g);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }

    /** As the papers define them, for one pair: 2 cos - r(x) - r(y), and exp(b cos) over its sum over all queries. */
    private static double byDefinition(Embeddings e, HubCorrection c, int q, int qm, int g, int gm) {
        int n = e.size();
        if (c == HubCorrection.CSLS) {
            double rx = IntStream.range(0, n).filter(j -> qm != gm || j != q).mapToDouble(j -> -cosine(e, q, qm, j, gm))
                    .sorted().limit(10).average().orElseThrow();
            double ry = IntStream.range(0, n).filter(j -> qm != gm || j != g).mapToDouble(j -> -cosine(e, j, qm, g, gm))
                    .sorted().limit(10).average().orElseThrow();
            return 2 * cosine(e, q, qm, g, gm) + rx + ry;
        }
        double sum = IntStream.range(0, n).filter(j -> qm != gm || j != g)
                .mapToDouble(j -> Math.exp(30 * cosine(e, j, qm, g, gm))).sum();
        return Math.exp(30 * cosine(e, q, qm, g, gm)) / sum;
    }

    @Property(tries = 12)
    void theCorrectedRankingIsThatOfTheDefinition(@ForAll @IntRange(max = 1_000_000) int seed,
            @ForAll boolean softmax, @ForAll boolean within) {
        Embeddings e = Samples.gaussian(seed, 30, 6, 3, 0.5);
        HubCorrection c = softmax ? HubCorrection.INVERTED_SOFTMAX : HubCorrection.CSLS;
        int to = within ? 0 : 1;
        for (int q = 0; q < 30; q++) {
            int query = q;
            List<Ranking.Hit> hits = new Retriever(e, Similarity.COSINE, c).query(e.ids().get(q), 0, to, 100).hits();
            assertEquals(within ? 29 : 30, hits.size());
            double[] values = hits.stream().mapToDouble(h -> byDefinition(e, c, query, 0, e.ids().indexOf(h.id()), to))
                    .toArray();
            for (int i = 1; i < values.length; i++) {
                // Scores are rounded to steps of 2^-20: that far, neighbours may change places.
                double slack = softmax ? values[i] * 30 * 4e-6 : 8e-6;
                assertTrue(values[i - 1] >= values[i] - slack, values[i - 1] + " before " + values[i]);
            }
        }
    }

    @Property(tries = 20)
    void explanationAndMeasureAgreeUnderACorrection(@ForAll @IntRange(max = 1_000_000) int seed,
            @ForAll HubCorrection correction) {
        Embeddings e = Samples.gridded(seed, 40, 3, 3, false);
        double[] measured = RetrievalMeasures.of(e, 0, 1, Similarity.COSINE, correction).averagePrecision();
        Retriever retriever = new Retriever(e, Similarity.COSINE, correction);
        for (int q = 0; q < e.size(); q++) {
            ApExplanation x = ApExplanation.of(retriever, e.ids().get(q), 0, 1);
            double sum = x.ranks().stream().mapToDouble(ApExplanation.Rank::contribution).sum();
            assertEquals(measured[q], x.averagePrecision(), 1e-9);
            if (!Double.isNaN(measured[q])) {
                assertEquals(measured[q], sum, 1e-9);
            }
        }
    }

    @Property(tries = 40)
    void withoutAWrongItemIsTheApOfTheGalleryWithoutIt(@ForAll @IntRange(max = 1_000_000) int seed,
            @ForAll @IntRange(min = 2, max = 30) int n) {
        Embeddings e = Samples.gridded(seed, n, 2, 3, false);
        ApExplanation x = ApExplanation.of(new Retriever(e, Similarity.COSINE), "s0000", 0, 1);
        List<ApExplanation.Rank> ranks = x.ranks();
        int relevant = (int) ranks.stream().filter(ApExplanation.Rank::relevant).count();
        for (int gone = 0; gone < n; gone++) {
            if (ranks.get(gone).relevant()) {
                continue;
            }
            int index = gone;
            List<ApExplanation.Rank> rest = IntStream.range(0, n).filter(i -> i != index).mapToObj(ranks::get).toList();
            int[] keys = new int[n - 1];
            for (int i = 0, group = 0; i < keys.length; i++) {
                group += i > 0 && rest.get(i).score() != rest.get(i - 1).score() ? 1 : 0;
                keys[i] = group << 1 | (rest.get(i).relevant() ? 1 : 0);
            }
            assertEquals(AveragePrecision.precisionSum(keys, n - 1, n - 1) / relevant, ranks.get(gone).withoutIt(), 1e-9);
        }
    }

    @Test
    void aHubLosesItsPlaces() {
        // Item a lies between all queries; every other item is nearest to its own query only.
        int n = 12;
        float[][] x = new float[n][n];
        float[][] y = new float[n][n];
        for (int i = 0; i < n; i++) {
            x[i][i] = 1;
            y[i][i] = i == 0 ? 1 : 0.3f;
            for (int j = 0; j < n; j++) {
                x[i][j] += 0.4f;
                y[i][j] += i == 0 ? 0.9f : 0;
                y[i][j] += i != 0 && j == (i + 1) % n ? 0.6f : 0;
            }
        }
        Embeddings e = new Embeddings(List.of("image", "text"), IntStream.range(0, n).mapToObj(i -> "s" + i).toList(),
                IntStream.range(0, n).mapToObj(i -> new int[] {i}).toArray(int[][]::new),
                IntStream.range(0, n).mapToObj(i -> "c" + i).toList(), List.of(FloatMatrix.of(x), FloatMatrix.of(y)));
        HubReport plain = HubReport.of(e, 0, 1, HubCorrection.NONE, 1);
        HubReport corrected = HubReport.of(e, 0, 1, HubCorrection.CSLS, 1);
        assertEquals(n, plain.occurrence().counts()[0], "every query finds the hub first");
        assertTrue(corrected.occurrence().counts()[0] < n / 2, Arrays.toString(corrected.occurrence().counts()));
        assertEquals(n, plain.takenBy().get(0).length);
        assertEquals((n - 1.0) / n, plain.wrongShare(e, 0), 1e-12);
        assertArrayEquals(new int[] {n - 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, plain.histogram());
        assertEquals(0, plain.order()[0]);
    }

    @Test
    void severalSamplesAreAskedByTheMeanOfTheirDirections() {
        Embeddings e = Samples.gaussian(5, 50, 8, 3, 1);
        List<Retriever.Sample> samples = List.of(new Retriever.Sample("s0003", 0), new Retriever.Sample("s0007", 1));
        Ranking r = new Retriever(e, Similarity.COSINE).query(samples, 1, 50);
        List<String> expected = IntStream.range(0, 50).boxed()
                .sorted(Comparator.comparingDouble(g -> -(cosine(e, 3, 0, g, 1) + cosine(e, 7, 1, g, 1))))
                .map(e.ids()::get).toList();
        assertEquals(expected, r.hits().stream().map(Ranking.Hit::id).toList());
        assertEquals("image and text", r.queryModality());
    }

    @Property(tries = 25)
    void theExactIndexFindsWhatSortingEverythingFinds(@ForAll @IntRange(max = 1_000_000) int seed,
            @ForAll @IntRange(min = 1, max = 9000) int n, @ForAll @IntRange(min = 1, max = 3) int queries,
            @ForAll Similarity similarity) {
        Random random = new Random(seed);
        int d = 3;
        float[] g = new float[n * d];
        float[] q = new float[queries * d];
        for (int i = 0; i < g.length; i++) {
            g[i] = random.nextInt(7) - 3;
        }
        for (int i = 0; i < q.length; i++) {
            q[i] = random.nextInt(7) - 3;
        }
        FloatMatrix gallery = new FloatMatrix(n, d, g);
        FloatMatrix asked = new FloatMatrix(queries, d, q);
        try (ExactIndex index = ExactIndex.of(gallery, similarity)) {
            ExactIndex.Top top = index.search(asked, 10);
            for (int i = 0; i < queries; i++) {
                int at = i;
                double[] best = IntStream.range(0, n).mapToDouble(r -> -similarity(asked, at, gallery, r, similarity))
                        .sorted().limit(10).map(v -> -v).toArray();
                assertEquals(Math.min(10, n), top.items()[i].length);
                for (int k = 0; k < best.length; k++) {
                    assertEquals(best[k], top.scores()[i][k], 2e-6 * Math.max(1, Math.abs(best[k])));
                    assertEquals(best[k], similarity(asked, i, gallery, top.items()[i][k], similarity), 2e-6 * Math.max(1,
                            Math.abs(best[k])));
                }
                assertEquals(best.length, Arrays.stream(top.items()[i]).distinct().count());
            }
        }
    }

    private static double similarity(FloatMatrix a, int i, FloatMatrix b, int j, Similarity s) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int c = 0; c < a.cols(); c++) {
            ab += (double) a.get(i, c) * b.get(j, c);
            aa += (double) a.get(i, c) * a.get(i, c);
            bb += (double) b.get(j, c) * b.get(j, c);
        }
        return switch (s) {
            case COSINE -> aa * bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
            case INNER_PRODUCT -> ab;
            case EUCLIDEAN -> -Math.sqrt(aa + bb - 2 * ab);
        };
    }

    @Test
    void aZeroPointHasNoDirection() {
        Embeddings e = Samples.gaussian(5, 10, 4, 2, 1);
        String why = org.junit.jupiter.api.Assertions.assertThrows(org.mingle.data.MingleException.class,
                () -> new Retriever(e, Similarity.COSINE).query("nothing", "image", new float[4], 1, 5)).getMessage();
        assertTrue(why.contains("vector of zeros"), why);
    }
}
