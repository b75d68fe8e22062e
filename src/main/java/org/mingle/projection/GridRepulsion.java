package org.mingle.projection;

import java.util.Arrays;
import org.mingle.compute.Crew;

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
     * 2,000 points is the same from 1/3 to 0.7; at 1 it is 0.5 % higher.
     */
    static final double WIDEST = 0.7;
    private static final int FEWEST_NODES = 32;
    /** Nodes beyond the outermost points: those that spreading touches, and some for the edge of the kernel to ring. */
    private static final int MARGIN = 10;
    /** Small layouts have narrower grids, in steps of this factor, so that the kernel's transform serves for long. */
    private static final double STEP = 1.25;
    /** Columns transformed together at most, so that they stay in the cache, in multiples of a vector. */
    private static final int COLUMNS = 128;
    private static final int VECTOR = 16;
    private static final int TILE = 16;

    private final int n;
    private final Crew crew;
    private final int parts;
    private final double widest;
    private final int[] cellX;
    private final int[] cellY;
    private final float[] weightX;
    private final float[] weightY;
    private final double[] ownZ;
    private final SpreadingWindow window = SpreadingWindow.SHARED;
    private Grid grid;
    private double spacing;

    GridRepulsion(int n, Crew crew) {
        this(n, crew, WIDEST);
    }

    /** @param widest distance of nodes in units of the layout; less where the layout is small */
    GridRepulsion(int n, Crew crew, double widest) {
        this.n = n;
        this.crew = crew;
        this.widest = widest;
        parts = Math.max(1, Math.min(crew.threads(), n));
        cellX = new int[n];
        cellY = new int[n];
        weightX = new float[4 * n];
        weightY = new float[4 * n];
        ownZ = new double[parts];
    }

    /** A complex matrix; rows are arrays of their own. */
    private record Plane(float[][] re, float[][] im) {
        Plane(int rows, int columns) {
            this(new float[rows][columns], new float[rows][columns]);
        }
    }

    /** Arrays for one size: {@code side} with padding, {@code nodes} half of it. */
    private final class Grid {
        final int side;
        final int nodes;
        final int half;
        final ColumnFft fft;
        /** Charges by part; columns are x. */
        final float[][][] charges;
        /** Transforms along y, columns are x; with room to work. */
        final Plane alongY;
        final Plane alongY2;
        /** Transforms along x, columns are the lower half of the frequencies of y, and mirrored ones of the upper. */
        final Plane alongX;
        final Plane alongX2;
        final Plane mirror;
        final Plane mirror2;
        final float[][][] scratch;
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
        /** Sums for Z by block. */
        final double[] blockZ;

        Grid(int side) {
            this.side = side;
            nodes = side / 2;
            half = side / 2 + 1;
            fft = new ColumnFft(side);
            charges = new float[parts][nodes][nodes];
            alongY = new Plane(side, nodes);
            alongY2 = new Plane(side, nodes);
            alongX = new Plane(side, half);
            alongX2 = new Plane(side, half);
            mirror = new Plane(side, half);
            mirror2 = new Plane(side, half);
            scratch = new float[parts][][];
            for (int w = 0; w < parts; w++) {
                scratch[w] = ColumnFft.scratch(side);
            }
            kernelX = new float[side][half];
            kernelY = new float[side][half];
            cauchy = new float[side][half];
            blockZ = new double[blocks(half)];
            cosine = new double[side];
            for (int i = 0; i < side; i++) {
                cosine[i] = StrictMath.cos(2 * Math.PI * i / side);
            }
            sharpen = window.sharpening(side);
        }

        /** The plane of a pair in which a transform ends that began in the first. */
        Plane result(Plane plane, Plane scratch) {
            return fft.endsInOther() ? scratch : plane;
        }

        /** Of columns whose lower half is zero. */
        void forth(Plane plane, Plane room, int from, int to, int worker) {
            fft.transform(plane.re, plane.im, room.re, room.im, from, to, true, scratch[worker]);
        }

        /** The inverse, times {@link #side}: real and imaginary parts change places on the way in and out. */
        void back(Plane plane, Plane room, int from, int to, int worker) {
            fft.transform(plane.im, plane.re, room.im, room.re, from, to, false, scratch[worker]);
        }
    }

    /** Columns of a block, such that all threads have some. */
    private int width(int columns) {
        int blocks = Math.max(parts, (columns + COLUMNS - 1) / COLUMNS);
        return (columns + blocks * VECTOR - 1) / (blocks * VECTOR) * VECTOR;
    }

    private int blocks(int columns) {
        return (columns + width(columns) - 1) / width(columns);
    }

    /** Rows {@code first .. last - 1} of one matrix become columns of the other. */
    private static void transpose(float[][] from, float[][] to, int first, int last, int columns) {
        for (int c0 = 0; c0 < columns; c0 += TILE) {
            int end = Math.min(columns, c0 + TILE);
            for (int r0 = first; r0 < last; r0 += TILE) {
                int stop = Math.min(last, r0 + TILE);
                for (int c = c0; c < end; c++) {
                    float[] target = to[c];
                    for (int r = r0; r < stop; r++) {
                        target[r] = from[r][c];
                    }
                }
            }
        }
    }

    @Override
    public double compute(float[] x, float[] y) {
        place(x, y);
        double own = 0;
        for (int p = 0; p < parts; p++) {
            own += ownZ[p];
        }
        return convolve() - own;
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
        crew.run(parts, (part, worker) -> {
            int from = (int) ((long) n * part / parts);
            int to = (int) ((long) n * (part + 1) / parts);
            for (int i = from; i < to; i++) {
                cellX[i] = window.weights((x[i] - left) * scale, weightX, 4 * i);
                cellY[i] = window.weights((y[i] - top) * scale, weightY, 4 * i);
            }
            spread(grid.charges[part], from, to);
            ownZ[part] = withThemselves(from, to);
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

    private void spread(float[][] charge, int from, int to) {
        for (float[] row : charge) {
            Arrays.fill(row, 0);
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
    }

    /** What the points add to Z by themselves: not exactly 1 each, because the kernel is approximate. */
    private double withThemselves(int from, int to) {
        double[] kernel = grid.near;
        double sum = 0;
        double[] cx = new double[4];
        double[] cy = new double[4];
        for (int i = from; i < to; i++) {
            correlate(weightX, 4 * i, cx);
            correlate(weightY, 4 * i, cy);
            for (int d = 0; d < 4; d++) {
                sum += cy[d] * (cx[0] * kernel[4 * d] + cx[1] * kernel[4 * d + 1] + cx[2] * kernel[4 * d + 2]
                        + cx[3] * kernel[4 * d + 3]);
            }
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

    @Override
    public void read(int from, int to, float[] fx, float[] fy) {
        Grid g = grid;
        Plane forces = g.result(g.alongY, g.alongY2);
        float[][] re = forces.re;
        float[][] im = forces.im;
        float scale = 1f / ((float) g.side * g.side);
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
    }

    // ---- the convolution; rows of the grid are y, columns x; of the spectrum only columns up to the half are stored

    /** Leaves the forces at the nodes in the result of a transform along y. @return Z, each point with itself too */
    private double convolve() {
        Grid g = grid;
        int widthY = width(g.nodes);
        int widthX = width(g.half);
        // Along y; the charges are real, so that half of the frequencies tell all.
        crew.run(blocks(g.nodes), (block, worker) -> {
            int from = block * widthY;
            int to = Math.min(g.nodes, from + widthY);
            gather(from, to);
            g.forth(g.alongY, g.alongY2, from, to, worker);
        });
        // Along x, times the kernels, and back, for a block of frequencies and their mirror images at once.
        Plane y = g.result(g.alongY, g.alongY2);
        Plane x = g.result(g.alongX, g.alongX2);
        Plane product = x == g.alongX ? g.alongX2 : g.alongX;
        crew.run(blocks(g.half), (block, worker) -> {
            int from = block * widthX;
            int to = Math.min(g.half, from + widthX);
            transpose(y.re, g.alongX.re, from, to, g.nodes);
            transpose(y.im, g.alongX.im, from, to, g.nodes);
            g.forth(g.alongX, g.alongX2, from, to, worker);
            g.blockZ[block] = multiply(x, product, from, to, g.scratch[worker][0]);
            g.back(product, x, from, to, worker);
            g.back(g.mirror, g.mirror2, from, to, worker);
        });
        Plane low = g.result(product, x);
        Plane high = g.result(g.mirror, g.mirror2);
        crew.run(blocks(g.nodes), (block, worker) -> {
            int from = block * widthY;
            int to = Math.min(g.nodes, from + widthY);
            unfold(low.re, high.re, g.alongY.re, from, to);
            unfold(low.im, high.im, g.alongY.im, from, to);
            g.back(g.alongY, g.alongY2, from, to, worker);
        });
        double z = 0;
        for (double part : g.blockZ) {
            z += part;
        }
        return z / ((double) g.side * g.side);
    }

    /** Rows become columns; the upper half of the rows to be is read backwards from the mirror images. */
    private void unfold(float[][] low, float[][] high, float[][] to, int from, int end) {
        int side = grid.side;
        int half = grid.half;
        transpose(low, to, from, end, half);
        for (int r0 = from; r0 < end; r0 += TILE) {
            int stop = Math.min(end, r0 + TILE);
            for (int c = 1; c < half - 1; c++) {
                float[] target = to[side - c];
                for (int r = r0; r < stop; r++) {
                    target[r] = high[r][c];
                }
            }
        }
    }

    /** Adds up the charges of all parts in some columns. */
    private void gather(int from, int to) {
        Grid g = grid;
        for (int r = 0; r < g.nodes; r++) {
            float[] sum = g.alongY.re[r];
            System.arraycopy(g.charges[0][r], from, sum, from, to - from);
            for (int p = 1; p < parts; p++) {
                add(g.charges[p][r], sum, from, to);
            }
            Arrays.fill(g.alongY.im[r], from, to, 0);
        }
    }

    private static void add(float[] values, float[] sum, int from, int to) {
        for (int i = from; i < to; i++) {
            sum[i] += values[i];
        }
    }

    /**
     * Multiplies columns of a spectrum with that of the force, which is i (a + i b) with real a and b, and their mirror
     * images. @return sum over both of the squared spectrum times the Cauchy kernel's
     */
    private double multiply(Plane spectrum, Plane product, int from, int to, float[] power) {
        Grid g = grid;
        int side = g.side;
        Arrays.fill(power, from, to, 0);
        for (int l = 0; l < side; l++) {
            float[] qr = spectrum.re[l];
            float[] qi = spectrum.im[l];
            float[] a = g.kernelX[l];
            float[] b = g.kernelY[l];
            int m = (side - l) % side;
            addPower(qr, qi, g.cauchy[l], power, from, to);
            products(qr, b, -1, qi, a, -1, product.re[l], from, to);
            products(qr, a, 1, qi, b, -1, product.im[l], from, to);
            products(qr, b, 1, qi, a, -1, g.mirror.re[m], from, to);
            products(qr, a, -1, qi, b, -1, g.mirror.im[m], from, to);
        }
        double z = 0;
        for (int k = from; k < to; k++) {
            z += (k == 0 || k == g.half - 1 ? 1.0 : 2.0) * power[k];
        }
        return z;
    }

    private static void addPower(float[] re, float[] im, float[] kernel, float[] power, int from, int to) {
        for (int k = from; k < to; k++) {
            power[k] += (re[k] * re[k] + im[k] * im[k]) * kernel[k];
        }
    }

    /** signAb a b + signCd c d. */
    private static void products(float[] a, float[] b, float signAb, float[] c, float[] d, float signCd, float[] into,
            int from, int to) {
        for (int k = from; k < to; k++) {
            into[k] = signAb * a[k] * b[k] + signCd * c[k] * d[k];
        }
    }

    private void transformKernels() {
        Grid g = grid;
        Plane a = new Plane(g.side, g.side);
        Plane b = new Plane(g.side, g.side);
        fill(a.re, (dx, dy) -> dx / square(1 + dx * dx + dy * dy));
        fill(a.im, (dx, dy) -> dy / square(1 + dx * dx + dy * dy));
        Plane force = transformKernel(a, b);
        for (int l = 0; l < g.side; l++) {
            for (int k = 0; k < g.half; k++) {
                float sharp = (float) (g.sharpen[l] * g.sharpen[k]);
                g.kernelX[l][k] = force.im[l][k] * sharp;
                g.kernelY[l][k] = -force.re[l][k] * sharp;
            }
        }
        fill(a.re, (dx, dy) -> 1 / (1 + dx * dx + dy * dy));
        for (float[] row : a.im) {
            Arrays.fill(row, 0);
        }
        Plane cauchy = transformKernel(a, b);
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

    /** Transforms all of one plane, with another for work. @return which of both has the result, x frequencies first */
    private Plane transformKernel(Plane plane, Plane room) {
        transformAll(plane, room);
        Plane y = grid.result(plane, room);
        Plane x = y == plane ? room : plane;
        transpose(y.re, x.re, 0, grid.side, grid.side);
        transpose(y.im, x.im, 0, grid.side, grid.side);
        transformAll(x, y);
        return grid.result(x, y);
    }

    private void transformAll(Plane plane, Plane room) {
        int width = width(grid.side);
        crew.run(blocks(grid.side), (block, worker) -> grid.fft.transform(plane.re, plane.im, room.re, room.im,
                block * width, Math.min(grid.side, (block + 1) * width), false, grid.scratch[worker]));
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
