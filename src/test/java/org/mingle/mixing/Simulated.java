package org.mingle.mixing;

import java.util.Random;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.retrieval.Samples;

/** Pairs drawn from known distributions. */
final class Simulated {
    private Simulated() {}

    /** Normal pairs with a correlation within the pair; the second side is shifted along the first axis. */
    static Embeddings pairs(long seed, int n, int d, double shift, double correlation) {
        Random random = new Random(seed);
        float[][][] p = new float[2][n][d];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                double common = Math.sqrt(correlation) * random.nextGaussian();
                for (int m = 0; m < 2; m++) {
                    p[m][i][j] = (float) (common + Math.sqrt(1 - correlation) * random.nextGaussian() + (m == 1 && j == 0 ? shift : 0));
                }
            }
        }
        return Samples.embeddings(n, 4, false, random, FloatMatrix.of(p[0]), FloatMatrix.of(p[1]));
    }
}
