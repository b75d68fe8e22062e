package org.mingle.projection;

import java.util.Arrays;
import org.mingle.compute.Parallel;

/**
 * Repulsion in time O(n): points are spread over the nodes of a regular grid, the grid is convolved with the kernel by
 * fast Fourier transforms, and the result is read off at the points (Linderman et al. 2019, "Fast interpolation-based
 * t-SNE"). Unlike there, the force itself is the kernel rather than three potentials from which it is put together:
 * one real transform forth and one complex one back do for both components, nothing large cancels, and single precision
 * suffices; Z comes out of the spectrum by Parseval's theorem. Points are spread and forces read by a smooth window over
 * four nodes along each axis whose effect is undone in the spectrum ({@link SpreadingWindow}).
 *
 * <p>Nothing is allocated while the grid keeps its size. The result depends on the number of threads only through the
 * order of sums.
 */
final class GridRepulsion implements Repulsion {
    /**
     * Distance of nodes in units of the layout, in which the kernel has width 1. The divergence of finished layouts of
     * 2,000 points is the same from 1/3 to 0.7; at 1 it begins to rise.
     */
    static final double WIDEST = 0.5;
    private static final int FEWEST_NODES = 32;
    /** Nodes beyond the outermost points: those that spreading touches, and some for the edge of the kernel to ring. */
    private static final int MARGIN = 10;
    /** Small layouts have narrower grids, in steps of this factor, so that the kernel's transform serves for long. */
    private static final double STEP = 1.25;
    /** Columns transformed together, so that they stay in the cache. */
    private static final int COLUMNS = 128;
    private static final int TILE = 16;

    private final int n;
    private final int threads;
    private final double widest;
    private final int[] cellX;
    private final int[] cellY;
    private final float[] weightX;
    private final float[] weightY;
    private final double[] partialZ;
    private final SpreadingWindow window = SpreadingWindow.SHARED;
    private Grid grid;
    private double spacing;

    GridRepulsion(int n, int threads) {
        this(n, threads, WIDEST);
    }

    /** @param widest distance of nodes in units of the layout; less where the layout is small */
    GridRepulsion(int n, int threads, double widest) {
        this.n = n;
        this.widest = widest;
        this.threads = threads;
        cellX = new int[n];
        cellY = new int[n];
        weightX = new float[4 * n];
        weightY = new float[4 * n];
        partialZ = new double[threads];
    }

    /** A complex matrix; rows are arrays of their own. */
    private record Plane(float[][] re, float[][] im) {
        Plane(int side) {
            this(new float[side][side], new float[side][side]);
        }
    }

    /** Arrays for one size: {@code side} with padding, {@code nodes} half of it. */
    private final class Grid {
        final int side;
        final int nodes;
        final int half;
        final ColumnFft fft;
        final Plane a;
        final Plane b;
        final Plane c;
        /** Charges by thread, but for the first, which works in {@link #a}. */
        final float[][][] charges;
        /** Imaginary parts of the transformed force kernel (its real parts are 0), and the transformed Cauchy kernel. */
        final float[][] kernelX;
        final float[][] kernelY;
        final float[][] cauchy;
        /** What the window did to each frequency of both transforms, undone. */
        final double[] sharpen;
        /** The sharpened Cauchy kernel at differences of 0 .. 3 nodes, x first; twice where the negative is meant too. */
        final double[] near = new double[16];
        /** Of all fractions of a turn by the side. */
        final double[] cosine;
        /** Where the forces at the nodes are. */
        Plane forces;

        Grid(int side) {
            this.side = side;
            nodes = side / 2;
            half = side / 2 + 1;
            fft = new ColumnFft(side);
            a = new Plane(side);
            b = new Plane(side);
            c = new Plane(side);
            charges = new float[threads - 1][nodes][nodes];
            kernelX = new float[side][half];
            kernelY = new float[side][half];
            cauchy = new float[side][half];
            cosine = new double[side];
            for (int i = 0; i < side; i++) {
                cosine[i] = StrictMath.cos(2 * Math.PI * i / side);
            }
            sharpen = window.sharpening(side);
        }

        /** Transforms the first columns of a plane. @return where the result is: the plane, or the scratch */
        Plane forth(Plane plane, Plane scratch, int columns) {
            Parallel.forRange(columns, threads, (part, from, to) -> {
                for (int c0 = from; c0 < to; c0 += COLUMNS) {
                    fft.transform(plane.re, plane.im, scratch.re, scratch.im, c0, Math.min(to, c0 + COLUMNS));
                }
            });
            return fft.endsInOther() ? scratch : plane;
        }

        /** The inverse, times {@link #side}: real and imaginary parts change places on the way in and out. */
        Plane back(Plane plane, Plane scratch, int columns) {
            forth(new Plane(plane.im, plane.re), new Plane(scratch.im, scratch.re), columns);
            return fft.endsInOther() ? scratch : plane;
        }

        /** Columns of one plane become rows of the other; its rows from {@code rows} on are read as zero. */
        void transpose(Plane from, Plane to, int rows, int columns) {
            Parallel.forRange(columns, threads, (part, first, last) -> {
                transpose(from.re, to.re, rows, first, last);
                transpose(from.im, to.im, rows, first, last);
            });
        }

        private void transpose(float[][] from, float[][] to, int rows, int first, int last) {
            for (int c0 = first; c0 < last; c0 += TILE) {
                int end = Math.min(last, c0 + TILE);
                for (int r0 = 0; r0 < rows; r0 += TILE) {
                    int stop = Math.min(rows, r0 + TILE);
                    for (int c = c0; c < end; c++) {
                        float[] target = to[c];
                        for (int r = r0; r < stop; r++) {
                            target[r] = from[r][c];
                        }
                    }
                }
            }
        }
    }

    @Override
    public double compute(float[] x, float[] y, float[] fx, float[] fy) {
        place(x, y);
        spread();
        double z = convolve() - withThemselves();
        read(fx, fy);
        return z;
    }

    // ---- points on the grid

    private void place(float[] x, float[] y) {
        float minX = Float.POSITIVE_INFINITY;
        float maxX = Float.NEGATIVE_INFINITY;
        float minY = Float.POSITIVE_INFINITY;
        float maxY = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            minX = Math.min(minX, x[i]);
            maxX = Math.max(maxX, x[i]);
            minY = Math.min(minY, y[i]);
            maxY = Math.max(maxY, y[i]);
        }
        resize(Math.max(maxX - minX, maxY - minY));
        float left = minX;
        float top = minY;
        float scale = (float) (1 / spacing);
        Parallel.forRange(n, threads, (part, from, to) -> {
            for (int i = from; i < to; i++) {
                cellX[i] = window.weights((x[i] - left) * scale, weightX, 4 * i);
                cellY[i] = window.weights((y[i] - top) * scale, weightY, 4 * i);
            }
        });
    }

    private void resize(double span) {
        double wanted = Math.min(widest, quantised(span / (FEWEST_NODES - MARGIN)));
        int nodes = (int) Math.ceil(span / wanted) + MARGIN;
        int side = ColumnFft.lengthFrom(2 * Math.max(FEWEST_NODES, nodes));
        boolean grows = grid == null || side > grid.side || 2 * side <= grid.side;
        if (grows) {
            grid = new Grid(side);
        }
        if (grows || wanted != spacing) {
            spacing = wanted;
            transformKernels();
        }
    }

    /** The next power of {@link #STEP} from this on. */
    private static double quantised(double value) {
        return value <= 0 ? 1e-9 : Math.pow(STEP, Math.ceil(Math.log(value) / Math.log(STEP)));
    }

    private void spread() {
        Grid g = grid;
        Parallel.forRange(n, threads, (part, from, to) -> {
            float[][] charge = part == 0 ? g.a.re : g.charges[part - 1];
            for (int r = 0; r < g.nodes; r++) {
                Arrays.fill(charge[r], 0, g.nodes, 0);
            }
            for (int i = from; i < to; i++) {
                int cx = cellX[i];
                float w0 = weightX[4 * i];
                float w1 = weightX[4 * i + 1];
                float w2 = weightX[4 * i + 2];
                float w3 = weightX[4 * i + 3];
                for (int r = 0; r < 4; r++) {
                    float[] row = charge[cellY[i] + r];
                    float v = weightY[4 * i + r];
                    row[cx] += v * w0;
                    row[cx + 1] += v * w1;
                    row[cx + 2] += v * w2;
                    row[cx + 3] += v * w3;
                }
            }
        });
        int parts = Math.min(threads, n);
        for (int p = 1; p < parts; p++) {
            for (int r = 0; r < g.nodes; r++) {
                add(g.charges[p - 1][r], g.a.re[r], g.nodes);
            }
        }
    }

    private static void add(float[] from, float[] to, int length) {
        for (int i = 0; i < length; i++) {
            to[i] += from[i];
        }
    }

    /** What the points add to Z by themselves: not exactly n, because the kernel is interpolated. */
    private double withThemselves() {
        double[] kernel = grid.near;
        Parallel.forRange(n, threads, (part, from, to) -> {
            double sum = 0;
            double[] cx = new double[4];
            double[] cy = new double[4];
            for (int i = from; i < to; i++) {
                correlate(weightX, 4 * i, cx);
                correlate(weightY, 4 * i, cy);
                for (int d = 0; d < 16; d++) {
                    sum += cx[d % 4] * cy[d / 4] * kernel[d];
                }
            }
            partialZ[part] = sum;
        });
        double sum = 0;
        for (int p = 0; p < Math.min(threads, n); p++) {
            sum += partialZ[p];
        }
        return sum;
    }

    /** Products of four weights with themselves shifted by 0 to 3. */
    private static void correlate(float[] w, int at, double[] into) {
        double a = w[at];
        double b = w[at + 1];
        double c = w[at + 2];
        double d = w[at + 3];
        into[0] = a * a + b * b + c * c + d * d;
        into[1] = a * b + b * c + c * d;
        into[2] = a * c + b * d;
        into[3] = a * d;
    }

    private void read(float[] fx, float[] fy) {
        Grid g = grid;
        float[][] re = g.forces.re;
        float[][] im = g.forces.im;
        float scale = 1f / ((float) g.side * g.side);
        Parallel.forRange(n, threads, (part, from, to) -> {
            for (int i = from; i < to; i++) {
                int cx = cellX[i];
                float w0 = weightX[4 * i];
                float w1 = weightX[4 * i + 1];
                float w2 = weightX[4 * i + 2];
                float w3 = weightX[4 * i + 3];
                float sx = 0;
                float sy = 0;
                for (int r = 0; r < 4; r++) {
                    float[] a = re[cellY[i] + r];
                    float[] b = im[cellY[i] + r];
                    float v = weightY[4 * i + r];
                    sx += v * (w0 * a[cx] + w1 * a[cx + 1] + w2 * a[cx + 2] + w3 * a[cx + 3]);
                    sy += v * (w0 * b[cx] + w1 * b[cx + 1] + w2 * b[cx + 2] + w3 * b[cx + 3]);
                }
                fx[i] = sx * scale;
                fy[i] = sy * scale;
            }
        });
    }

    // ---- the convolution; rows of the grid are y, columns x; of the spectrum only columns up to the half are stored

    private double convolve() {
        Grid g = grid;
        clear(g.a.re, g.nodes, g.nodes);
        clear(g.a.im, 0, g.nodes);
        // Along y, then along x; the charges are real, so that half of the frequencies along y tell all.
        Plane y = g.forth(g.a, g.b, g.nodes);
        Plane spare = y == g.a ? g.b : g.a;
        g.transpose(y, g.c, g.half, g.nodes);
        clear(g.c.re, g.nodes, g.half);
        clear(g.c.im, g.nodes, g.half);
        Plane spectrum = g.forth(g.c, y, g.half);
        double z = multiply(spectrum, spare);
        Plane x = g.back(spare, spectrum, g.side);
        Plane rest = x == g.c ? g.a : g.c;
        g.transpose(x, rest, g.nodes, g.side);
        g.forces = g.back(rest, x, g.nodes);
        return z;
    }

    private static void clear(float[][] rows, int first, int columns) {
        for (int r = first; r < rows.length; r++) {
            Arrays.fill(rows[r], 0, columns, 0);
        }
    }

    /**
     * Multiplies a spectrum with that of the force, which is i (a + i b) with real a and b, and fills in the other half
     * of it. @return sum of the squared spectrum times the Cauchy kernel's, over the number of frequencies
     */
    private double multiply(Plane spectrum, Plane product) {
        Grid g = grid;
        int side = g.side;
        Arrays.fill(partialZ, 0);
        Parallel.forRange(side, threads, (part, from, to) -> {
            double z = 0;
            for (int l = from; l < to; l++) {
                float[] qr = spectrum.re[l];
                float[] qi = spectrum.im[l];
                float[] a = g.kernelX[l];
                float[] b = g.kernelY[l];
                float[] cauchy = g.cauchy[l];
                float[] pr = product.re[l];
                float[] pi = product.im[l];
                float[] mirrorR = product.re[(side - l) % side];
                float[] mirrorI = product.im[(side - l) % side];
                for (int k = 0; k < g.half; k++) {
                    float power = (qr[k] * qr[k] + qi[k] * qi[k]) * cauchy[k];
                    z += k == 0 || k == g.half - 1 ? power : 2 * power;
                    pr[k] = -qr[k] * b[k] - qi[k] * a[k];
                    pi[k] = qr[k] * a[k] - qi[k] * b[k];
                }
                for (int k = 1; k < g.half - 1; k++) {
                    mirrorR[side - k] = qr[k] * b[k] - qi[k] * a[k];
                    mirrorI[side - k] = -qr[k] * a[k] - qi[k] * b[k];
                }
            }
            partialZ[part] = z;
        });
        double sum = 0;
        for (double z : partialZ) {
            sum += z;
        }
        return sum / ((double) side * side);
    }

    private void transformKernels() {
        Grid g = grid;
        fill(g.a.re, (dx, dy) -> dx / square(1 + dx * dx + dy * dy));
        fill(g.a.im, (dx, dy) -> dy / square(1 + dx * dx + dy * dy));
        Plane force = transformKernel();
        for (int l = 0; l < g.side; l++) {
            for (int k = 0; k < g.half; k++) {
                float sharp = (float) (g.sharpen[l] * g.sharpen[k]);
                g.kernelX[l][k] = force.im[l][k] * sharp;
                g.kernelY[l][k] = -force.re[l][k] * sharp;
            }
        }
        fill(g.a.re, (dx, dy) -> 1 / (1 + dx * dx + dy * dy));
        clear(g.a.im, 0, g.side);
        Plane cauchy = transformKernel();
        for (int l = 0; l < g.side; l++) {
            for (int k = 0; k < g.half; k++) {
                g.cauchy[l][k] = (float) (cauchy.re[l][k] * g.sharpen[l] * g.sharpen[k]);
            }
        }
        near();
    }

    private void near() {
        Grid g = grid;
        Arrays.fill(g.near, 0);
        for (int l = 0; l < g.side; l++) {
            for (int dx = 0; dx < 4; dx++) {
                double sum = 0;
                for (int k = 0; k < g.half; k++) {
                    double twice = k == 0 || k == g.half - 1 ? 1 : 2;
                    sum += twice * g.cauchy[l][k] * g.cosine[(int) ((long) k * dx % g.side)];
                }
                for (int dy = 0; dy < 4; dy++) {
                    double times = (dx == 0 ? 1 : 2) * (dy == 0 ? 1 : 2);
                    g.near[4 * dy + dx] += times * sum * g.cosine[(int) ((long) l * dy % g.side)]
                            / ((double) g.side * g.side);
                }
            }
        }
    }

    private Plane transformKernel() {
        Grid g = grid;
        Plane y = g.forth(g.a, g.b, g.side);
        g.transpose(y, g.c, g.side, g.side);
        return g.forth(g.c, y, g.side);
    }

    private static double square(double v) {
        return v * v;
    }

    private interface Kernel {
        double at(double dx, double dy);
    }

    /** The kernel at all differences of nodes, those below zero from the end backwards; rows are y. */
    private void fill(float[][] values, Kernel kernel) {
        int side = grid.side;
        for (int r = 0; r < side; r++) {
            for (int c = 0; c < side; c++) {
                // Half a side away lies the same node on both sides: an odd kernel is 0 there, and no point asks.
                boolean between = r == side / 2 || c == side / 2;
                values[r][c] = between ? 0 : (float) kernel.at(difference(c), difference(r));
            }
        }
    }

    private double difference(int index) {
        return (index < grid.side / 2 ? index : index - grid.side) * spacing;
    }
}
