package org.mingle.model.objective;

/**
 * Softmax cross-entropy of logits against target distributions, -1/n sum_i sum_c t_ic log softmax(s_i)_c, and its
 * gradient with respect to the logits, (softmax(s_i) - t_i) / n.
 */
public final class CrossEntropy {
    private CrossEntropy() {}

    /**
     * @param logits row-major {@code rows x classes}
     * @param targets for each row the classes that share its probability mass equally
     * @param weight factor on the gradient
     * @param gradient row-major {@code rows x classes}, overwritten
     * @return the unweighted value
     */
    public static double evaluate(float[] logits, int rows, int classes, Targets targets, double weight,
            float[] gradient) {
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            int at = r * classes;
            double top = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                top = Math.max(top, logits[at + c]);
            }
            double total = 0;
            for (int c = 0; c < classes; c++) {
                total += Math.exp(logits[at + c] - top);
            }
            double log = top + Math.log(total);
            for (int c = 0; c < classes; c++) {
                gradient[at + c] = (float) (weight / rows * Math.exp(logits[at + c] - log));
            }
            int[] wanted = targets.of(r);
            for (int c : wanted) {
                sum += (log - logits[at + c]) / wanted.length;
                gradient[at + c] -= (float) (weight / rows / wanted.length);
            }
        }
        return sum / rows;
    }

    /** The target classes of a row. */
    @FunctionalInterface
    public interface Targets {
        int[] of(int row);
    }
}
