package org.mingle.mixing;

import java.util.ArrayList;
import java.util.List;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;

/**
 * "What if the gap were closed by hand?" (Liang et al. 2022): the second modality's unit vectors are moved along the
 * difference of the two centres and brought back to length 1. Retrieval and mixing are then measured again.
 */
public final class GapShift {
    private GapShift() {}

    /**
     * Embeddings with the second modality moved.
     *
     * @param share of the way between the centres: 0 as it is, 1 puts one centre on the other, below 0 widens the gap
     */
    public static Embeddings of(Embeddings embeddings, double share) {
        TwoSample sample = TwoSample.of(embeddings, 0);
        FloatMatrix x = sample.first();
        FloatMatrix y = sample.second();
        int d = x.cols();
        double[] shift = new double[d];
        for (int i = 0; i < x.data().length; i++) {
            shift[i % d] += share * (x.data()[i] - (double) y.data()[i]) / x.rows();
        }
        float[] moved = new float[y.data().length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) (y.data()[i] + shift[i % d]);
        }
        FloatMatrix second = TwoSample.of(sample.names(), x, new FloatMatrix(y.rows(), d, moved), true, null, null, 0).second();
        List<FloatMatrix> points = new ArrayList<>(embeddings.points());
        points.set(0, x);
        points.set(1, second);
        return new Embeddings(embeddings.modalities(), embeddings.ids(), embeddings.labels(), embeddings.classNames(), points);
    }
}
