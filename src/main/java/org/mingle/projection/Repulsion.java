package org.mingle.projection;

import org.mingle.compute.Crew;

/**
 * What drives the points of a layout apart: for each point i the sum over j of (y_i - y_j) / (1 + |y_i - y_j|^2)^2, and
 * the normaliser Z, the sum over i != j of 1 / (1 + |y_i - y_j|^2) (van der Maaten and Hinton 2008).
 */
interface Repulsion {
    /**
     * Works out the repulsion of all points; one layout at a time.
     *
     * @param x first coordinates, n
     * @param y second coordinates, n
     * @return Z
     */
    double compute(float[] x, float[] y);

    /**
     * Hands out what was worked out for points {@code from .. to - 1}; by any number of threads.
     *
     * @param fx receives the first component of each point's sum, not yet divided by Z
     * @param fy receives the second
     */
    void read(int from, int to, float[] fx, float[] fy);

    /** The quicker way for this many points. */
    static Repulsion of(int n, Crew crew) {
        return n <= ExactRepulsion.MOST ? new ExactRepulsion(n, crew) : new GridRepulsion(n, crew);
    }
}
