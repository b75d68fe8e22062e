package org.mingle.projection;

import java.util.Arrays;
import org.mingle.compute.Crew;

/**
 * Gradient descent of t-SNE on one layout, with momentum and gains (Jacobs 1988; van der Maaten 2008). The same start,
 * affinities and number of threads give the same bytes. A step allocates nothing but its loops' bodies.
 */
final class TsneEngine {
    private static final float LEAST_GAIN = 0.01f;
    /** A point moves at most this far in one step (as in openTSNE): early steps of a large learning rate would explode. */
    private static final float LONGEST_STEP = 5;

    /** Points moved together by one thread. */
    private static final int BLOCK = 256;
    /** Cells along an axis of the curve that points are sorted by. */
    private static final int CELLS = (1 << 15) - 1;

    private final int n;
    private final Crew crew;
    private final Repulsion repulsion;
    private final float[] gradientX;
    private final float[] gradientY;
    private final float[] speedX;
    private final float[] speedY;
    private final float[] gainX;
    private final float[] gainY;
    private final double[] sumX;
    private final double[] sumY;
    private float[] x;
    private float[] y;
    /** Where the points go in a step, while others still look at where they were. */
    private float[] nextX;
    private float[] nextY;
    private Affinities affinities;
    /** The point at each place of the arrays, where they are in another order than the caller's; otherwise null. */
    private int[] order;
    /** Where points are held, and how strongly; null while they are free. */
    private float[] heldX;
    private float[] heldY;
    private float hold;

    /**
     * @param start interleaved coordinates, n x 2
     * @param crew does the work; not closed here
     */
    TsneEngine(Affinities affinities, float[] start, Crew crew) {
        this(affinities, null, start, crew);
    }

    /** @param order the point at each place of the affinities; null where they are in the order of the start */
    TsneEngine(Affinities affinities, int[] order, float[] start, Crew crew) {
        n = affinities.n();
        this.order = order;
        this.affinities = affinities;
        this.crew = crew;
        repulsion = Repulsion.of(n, crew);
        x = new float[n];
        y = new float[n];
        place(start);
        nextX = new float[n];
        nextY = new float[n];
        gradientX = new float[n];
        gradientY = new float[n];
        speedX = new float[n];
        speedY = new float[n];
        gainX = new float[n];
        gainY = new float[n];
        sumX = new double[blocks()];
        sumY = new double[blocks()];
        rest();
    }

    private int blocks() {
        return (n + BLOCK - 1) / BLOCK;
    }

    /** Whether points are in another order in memory than the caller's. */
    boolean ordered() {
        return order != null;
    }

    /** Goes on with other affinities of the same points. */
    void follow(Affinities next) {
        affinities = order == null ? next : sorted(next, order);
    }

    /**
     * Puts points that are near each other on the plane near each other in memory, along a Z-order curve (Morton 1966).
     * With more points than the cache holds most neighbours are fetched from far away otherwise, which takes four times as
     * long for a million points. Callers notice nothing of it, but that sums are taken in another order.
     */
    void sort() {
        long[] keys = new long[n];
        double left = least(x);
        double top = least(y);
        double side = Math.max(Math.max(greatest(x) - left, greatest(y) - top), Double.MIN_NORMAL);
        for (int i = 0; i < n; i++) {
            long cx = (long) ((x[i] - left) / side * CELLS);
            long cy = (long) ((y[i] - top) / side * CELLS);
            keys[i] = (spread(cx) | spread(cy) << 1) << 32 | i;
        }
        Arrays.sort(keys);
        int[] places = new int[n];
        for (int i = 0; i < n; i++) {
            places[i] = (int) keys[i];
        }
        affinities = sorted(affinities, places);
        for (float[] values : new float[][] {x, y, speedX, speedY, gainX, gainY}) {
            System.arraycopy(sorted(values, places), 0, values, 0, n);
        }
        heldX = heldX == null ? null : sorted(heldX, places);
        heldY = heldY == null ? null : sorted(heldY, places);
        for (int i = 0; order != null && i < n; i++) {
            places[i] = order[places[i]];
        }
        order = places;
    }

    private static double least(float[] values) {
        float least = values[0];
        for (float v : values) {
            least = Math.min(least, v);
        }
        return least;
    }

    private static double greatest(float[] values) {
        float greatest = values[0];
        for (float v : values) {
            greatest = Math.max(greatest, v);
        }
        return greatest;
    }

    /** Puts a gap of one bit between each two of the lower 15. */
    private static long spread(long bits) {
        long b = (bits | bits << 8) & 0x00ff00ffL;
        b = (b | b << 4) & 0x0f0f0f0fL;
        b = (b | b << 2) & 0x33333333L;
        return (b | b << 1) & 0x55555555L;
    }

    private static float[] sorted(float[] values, int[] places) {
        float[] sorted = new float[values.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = values[places[i]];
        }
        return sorted;
    }

    /** The same affinities with the points in another order. */
    private Affinities sorted(Affinities from, int[] places) {
        int[] place = new int[n];
        int[] start = new int[n + 1];
        for (int i = 0; i < n; i++) {
            place[places[i]] = i;
            start[i + 1] = start[i] + from.start()[places[i] + 1] - from.start()[places[i]];
        }
        int[] column = new int[start[n]];
        float[] p = new float[start[n]];
        crew.run(blocks(), (block, worker) -> {
            for (int i = block * BLOCK; i < Math.min(n, (block + 1) * BLOCK); i++) {
                int length = start[i + 1] - start[i];
                int old = from.start()[places[i]];
                System.arraycopy(from.p(), old, p, start[i], length);
                for (int e = 0; e < length; e++) {
                    column[start[i] + e] = place[from.column()[old + e]];
                }
            }
        });
        return new Affinities(n, start, column, p);
    }

    /**
     * From now on holds all points where they are.
     *
     * @param coherence weight lambda of lambda / 2n sum |y - held y|^2 beside the divergence (Rauber, Falcão and Telea 2016);
     *     0 lets them go
     */
    void hold(double coherence) {
        hold = (float) (coherence / (4.0 * n)); // the gradient here lacks a factor of 4
        heldX = coherence > 0 ? x.clone() : null;
        heldY = coherence > 0 ? y.clone() : null;
    }

    /** Forgets speeds and gains. */
    void rest() {
        Arrays.fill(speedX, 0);
        Arrays.fill(speedY, 0);
        Arrays.fill(gainX, 1);
        Arrays.fill(gainY, 1);
    }

    /**
     * One step downhill.
     *
     * @param exaggeration factor on the attraction, 1 for the true gradient
     */
    void step(double exaggeration, double momentum, double learningRate) {
        float scale = (float) (1 / repulsion.compute(x, y));
        crew.run(blocks(), (block, worker) -> {
            int from = block * BLOCK;
            int to = Math.min(n, from + BLOCK);
            repulsion.read(from, to, gradientX, gradientY);
            gradient(from, to, (float) exaggeration, scale);
            move(from, to, x, nextX, gradientX, speedX, gainX, (float) momentum, (float) learningRate);
            move(from, to, y, nextY, gradientY, speedY, gainY, (float) momentum, (float) learningRate);
            sumX[block] = sum(nextX, from, to);
            sumY[block] = sum(nextY, from, to);
        });
        float[] swap = x;
        x = nextX;
        nextX = swap;
        swap = y;
        y = nextY;
        nextY = swap;
        centre(x, sumX);
        centre(y, sumY);
    }

    /** Turns the repulsion into the gradient: attraction - repulsion, without the factor 4. */
    private void gradient(int from, int to, float exaggeration, float scale) {
        int[] start = affinities.start();
        int[] column = affinities.column();
        float[] p = affinities.p();
        float[] px = x;
        float[] py = y;
        for (int i = from; i < to; i++) {
            float xi = px[i];
            float yi = py[i];
            float ax = 0;
            float ay = 0;
            float bx = 0;
            float by = 0;
            int e = start[i];
            int end = start[i + 1];
            // Two sums at once, so that one need not wait for the other.
            for (; e + 1 < end; e += 2) {
                int j = column[e];
                int k = column[e + 1];
                float dx = xi - px[j];
                float dy = yi - py[j];
                float ex = xi - px[k];
                float ey = yi - py[k];
                float q = p[e] / (1 + dx * dx + dy * dy);
                float r = p[e + 1] / (1 + ex * ex + ey * ey);
                ax += q * dx;
                ay += q * dy;
                bx += r * ex;
                by += r * ey;
            }
            if (e < end) {
                float dx = xi - px[column[e]];
                float dy = yi - py[column[e]];
                float q = p[e] / (1 + dx * dx + dy * dy);
                ax += q * dx;
                ay += q * dy;
            }
            gradientX[i] = exaggeration * (ax + bx) - scale * gradientX[i];
            gradientY[i] = exaggeration * (ay + by) - scale * gradientY[i];
        }
        if (heldX != null) {
            for (int i = from; i < to; i++) {
                gradientX[i] += hold * (px[i] - heldX[i]);
                gradientY[i] += hold * (py[i] - heldY[i]);
            }
        }
    }

    private static void move(int from, int to, float[] at, float[] next, float[] gradient, float[] speed, float[] gain,
            float momentum, float rate) {
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float v = speed[i];
            float k = g * v < 0 ? gain[i] + 0.2f : Math.max(LEAST_GAIN, gain[i] * 0.8f);
            gain[i] = k;
            v = momentum * v - rate * k * g;
            v = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, v));
            speed[i] = v;
            next[i] = at[i] + v;
        }
    }

    private static double sum(float[] v, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += v[i];
        }
        return sum;
    }

    private static void centre(float[] v, double[] sums) {
        double sum = 0;
        for (double s : sums) {
            sum += s;
        }
        float mean = (float) (sum / v.length);
        for (int i = 0; i < v.length; i++) {
            v[i] -= mean;
        }
    }

    /**
     * Enlarges a layout that strong attraction has drawn together, with its speeds. While all distances are far below 1
     * the steps are linear: only the shape counts, and a layout that shrinks on would end where floats end, in one point.
     *
     * @param least standard deviation below which the layout is enlarged
     * @param wanted the deviation it gets
     */
    void enlarge(double least, double wanted) {
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (double) x[i] * x[i] + (double) y[i] * y[i];
        }
        double deviation = Math.sqrt(squares / n);
        if (deviation >= least || deviation == 0) {
            return;
        }
        double factor = wanted / deviation;
        for (float[] values : new float[][] {x, y, speedX, speedY}) {
            for (int i = 0; i < n; i++) {
                values[i] = (float) (values[i] * factor);
            }
        }
    }

    /** Kullback-Leibler divergence KL(P || Q) in nats, Z as the repulsion has it. */
    double divergence() {
        double z = repulsion.compute(x, y);
        double[] sums = new double[blocks()];
        double[] masses = new double[blocks()];
        crew.run(blocks(), (block, worker) -> {
            for (int i = block * BLOCK; i < Math.min(n, (block + 1) * BLOCK); i++) {
                for (int e = affinities.start()[i]; e < affinities.start()[i + 1]; e++) {
                    double pij = affinities.p()[e];
                    if (pij > 0) {
                        double dx = x[i] - x[affinities.column()[e]];
                        double dy = y[i] - y[affinities.column()[e]];
                        sums[block] += pij * Math.log(pij * (1 + dx * dx + dy * dy));
                        masses[block] += pij;
                    }
                }
            }
        });
        return Arrays.stream(sums).sum() + Arrays.stream(masses).sum() * Math.log(z);
    }

    /** The layout, interleaved, n x 2; a copy. */
    float[] layout() {
        float[] xy = new float[2 * n];
        for (int i = 0; i < n; i++) {
            int point = order == null ? i : order[i];
            xy[2 * point] = x[i];
            xy[2 * point + 1] = y[i];
        }
        return xy;
    }

    /** Puts the points elsewhere; speeds turn with them only if they are given up by {@link #rest()}. */
    void place(float[] xy) {
        for (int i = 0; i < n; i++) {
            int point = order == null ? i : order[i];
            x[i] = xy[2 * point];
            y[i] = xy[2 * point + 1];
        }
    }
}
