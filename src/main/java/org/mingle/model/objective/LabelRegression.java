package org.mingle.model.objective;

/**
 * Label regression: the mean over points of ||s_i - y_i||, s_i the predicted and y_i the true class vector with a 1 for
 * each class of the point, and its gradient (s_i - y_i) / (n ||s_i - y_i||). Source: the discrimination loss in the
 * label space, J1, of Zhen et al., "Deep supervised cross-modal retrieval" (DSCMR), CVPR 2019; like their code, with
 * the plain norm of each row in place of the paper's Frobenius norm.
 */
public final class LabelRegression {
    private static final double LEAST = 1e-6;

    private LabelRegression() {}

    /**
     * @param scores row-major {@code rows x classes}
     * @param targets the classes of each row
     * @param weight factor on the gradient
     * @param gradient row-major {@code rows x classes}, overwritten
     * @return the unweighted value
     */
    public static double evaluate(float[] scores, int rows, int classes, CrossEntropy.Targets targets, double weight,
            float[] gradient) {
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            int at = r * classes;
            System.arraycopy(scores, at, gradient, at, classes);
            for (int c : targets.of(r)) {
                gradient[at + c] -= 1;
            }
            double squares = 0;
            for (int c = 0; c < classes; c++) {
                squares += (double) gradient[at + c] * gradient[at + c];
            }
            double norm = Math.sqrt(squares);
            sum += norm;
            for (int c = 0; c < classes; c++) {
                gradient[at + c] *= (float) (weight / (rows * Math.max(LEAST, norm)));
            }
        }
        return sum / rows;
    }
}
