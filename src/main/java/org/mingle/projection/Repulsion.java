package org.mingle.projection;

/**
 * What drives the points of a layout apart: for each point i the sum over j of (y_i - y_j) / (1 + |y_i - y_j|^2)^2, and
 * the normaliser Z, the sum over i != j of 1 / (1 + |y_i - y_j|^2) (van der Maaten and Hinton 2008).
 */
interface Repulsion {
    /**
     * @param x first coordinates, n
     * @param y second coordinates, n
     * @param fx receives the first component of each point's sum, not yet divided by Z
     * @param fy receives the second
     * @return Z
     */
    double compute(float[] x, float[] y, float[] fx, float[] fy);

    /** The quicker way for this many points. */
    static Repulsion of(int n, int threads) {
        return n <= ExactRepulsion.MOST ? new ExactRepulsion(threads) : new GridRepulsion(n, threads);
    }
}
