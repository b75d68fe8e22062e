package org.mingle.mixing;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;

/**
 * The space's statistics computed once more on its picture: a map can merge what is apart and part what is mixed.
 *
 * @param statistics of the points on the plane (Euclidean), by the same names
 * @param disagrees whether space and map tell different stories
 * @param sentence the badge, e.g. "Looks mixed, is separable: ..."; empty where they agree
 */
public record PlaneComparison(List<Statistic> statistics, boolean disagrees, String sentence) {
    private static final int PROBE_PAIRS = 500;

    public PlaneComparison {
        statistics = List.copyOf(statistics);
    }

    /**
     * Compares.
     *
     * @param space the report of the embeddings
     * @param embeddings what the map shows
     * @param xy the map, (modalities * n) x 2: modality m's row r is at m * n + r
     */
    public static PlaneComparison of(MixingReport space, Embeddings embeddings, FloatMatrix xy, Thresholds thresholds) {
        int n = embeddings.size();
        FloatMatrix scaled = scaled(xy);
        TwoSample space2 = TwoSample.of(embeddings, space.seed());
        TwoSample plane = space2.elsewhere(scaled.gather(IntStream.range(0, n).toArray()),
                scaled.gather(IntStream.range(n, 2 * n).toArray()));
        List<Statistic> statistics = Stream.of(new LinearProbe(PROBE_PAIRS), new NeighbourProbe(), new MlpProbe(),
                Lisi.ofModalities(), Lisi.ofClasses(), new EntropyOfMixing(), new Kbet(), Silhouette.ofModalities(),
                Silhouette.ofClasses()).map(s -> s.of(plane)).toList();
        Statistic here = Verdict.strongest(statistics);
        Statistic there = space.strongestProbe();
        double difference = there.value() - here.value();
        boolean apart = there.value() >= thresholds.separableAccuracy() && difference >= thresholds.disagreement();
        boolean mixed = here.value() >= thresholds.separableAccuracy() && -difference >= thresholds.disagreement();
        String numbers = String.format(Locale.ROOT, "the strongest probe names %.0f %% rightly in the space, %.0f %% on the map.",
                100 * there.value(), 100 * here.value());
        return new PlaneComparison(statistics, apart || mixed, apart ? "Looks more mixed than it is: " + numbers
                : mixed ? "Looks more separable than it is: " + numbers : "");
    }

    /** @return the statistic of this name on the map, null if it has no meaning there */
    public Statistic statistic(String name) {
        return statistics.stream().filter(s -> s.name().equals(name)).findFirst().orElse(null);
    }

    /** Centred, the farthest point at distance 1. */
    private static FloatMatrix scaled(FloatMatrix xy) {
        double[] mean = new double[2];
        for (int i = 0; i < xy.data().length; i++) {
            mean[i % 2] += xy.data()[i] / (double) xy.rows();
        }
        double farthest = 0;
        for (int i = 0; i < xy.data().length; i += 2) {
            farthest = Math.max(farthest, Math.hypot(xy.data()[i] - mean[0], xy.data()[i + 1] - mean[1]));
        }
        float[] data = new float[xy.data().length];
        for (int i = 0; i < data.length; i++) {
            data[i] = farthest > 0 ? (float) ((xy.data()[i] - mean[i % 2]) / farthest) : 0;
        }
        return new FloatMatrix(xy.rows(), 2, data);
    }
}
