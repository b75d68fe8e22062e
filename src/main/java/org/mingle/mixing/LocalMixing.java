package org.mingle.mixing;

import java.util.Arrays;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;

/** Mixing around each single point: the effective number of modalities in its neighbourhood, as {@link Lisi} counts it. */
public final class LocalMixing {
    /** Neighbours that are looked at, weighted so that about 30 count. */
    public static final int NEIGHBOURS = NeighbourTable.DEFAULT_K;

    private LocalMixing() {}

    /**
     * One value a point, modality m's row r at {@code m * n + r}: 1 where all neighbours are of one modality, 2 where both
     * are there in equal parts (Korsunsky et al. 2019; cosine, own partners counting). NaN for points beyond the second
     * modality.
     *
     * @throws MingleException with fewer than 30 pairs, one modality, or values that are not finite
     */
    public static double[] of(Embeddings e) {
        TwoSample sample = TwoSample.of(e, 0);
        if (sample.size() < TwoSample.FEWEST) {
            throw new MingleException("Local mixing needs at least " + TwoSample.FEWEST + " pairs, here are " + sample.size()
                    + ": choose a larger split.");
        }
        double[] values = new double[e.modalities().size() * e.size()];
        Arrays.fill(values, Double.NaN);
        double[] known = sample.lisiOfModalities();
        System.arraycopy(known, 0, values, 0, known.length);
        return values;
    }
}
