package org.mingle.projection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Npy;

/**
 * How often the circles of {@link Placement} hold where a point would lie if it were a point of the layout. A tenth of the
 * points is left out, the others are laid out, those left out are placed. Then t-SNE goes on from there with all points,
 * each of the new ones beginning at one of its places, drawn by their shares, so that none is favoured. Where it comes to,
 * less the median movement of the ten points of the old layout nearest to it, is where it would lie.
 *
 * <p>{@code PlacementCoverage [X.npy...]}: of made-up sets, or of points as they are stored in an array n x d; three rounds
 * each, settings as the map has them. Prints one JSON line for each set.
 */
public final class PlacementCoverage {
    private static final int ROUNDS = 3;
    private static final int SURROUNDINGS = 10;

    /** A point that was left out: its places, and where it would lie. */
    record Case(List<Placement.Spot> spots, double x, double y) {
        private int nearest() {
            return IntStream.range(0, spots.size()).boxed().min(Comparator.comparingDouble(s -> apart(spots.get(s)))).orElseThrow();
        }

        private double apart(Placement.Spot spot) {
            return Math.hypot(spot.x() - x, spot.y() - y);
        }

        boolean held() {
            return spots.stream().anyMatch(s -> apart(s) <= s.radius());
        }

        boolean several() {
            return spots.size() > 1;
        }
    }

    private PlacementCoverage() {}

    public static void main(String[] args) {
        ProjectionSettings settings = ProjectionSettings.defaults();
        if (args.length == 0) {
            print("8 clusters, a quarter between two", measure(clusters(1500, 16, 8, 2, 0.25, 1), settings, ROUNDS));
            print("12 clusters, a fifth between two", measure(clusters(2500, 64, 12, 1, 0.2, 2), settings, ROUNDS));
            print("one sheet", measure(sheet(1500, 3), settings, ROUNDS));
        }
        for (String file : args) {
            print(file, measure(Npy.read(Path.of(file)).toMatrix(), settings, ROUNDS));
        }
    }

    private static void print(String name, List<Case> cases) {
        List<Case> several = cases.stream().filter(Case::several).toList();
        double[] radii = cases.stream().mapToDouble(c -> c.spots.get(0).radius()).sorted().toArray();
        StringBuilder shares = new StringBuilder();
        for (double low = 0; low < 1; low += 0.25) {
            double from = low;
            int n = 0;
            int right = 0;
            for (Case c : several) {
                for (int s = 0; s < c.spots.size(); s++) {
                    double share = c.spots.get(s).share();
                    if (share >= from && share < from + 0.25) {
                        n++;
                        right += c.nearest() == s ? 1 : 0;
                    }
                }
            }
            shares.append(String.format(Locale.ROOT, "%s\"%.2f-%.2f\": [%d, %.2f]", low == 0 ? "" : ", ", low, low + 0.25, n,
                    n == 0 ? Double.NaN : (double) right / n));
        }
        System.out.printf(Locale.ROOT, "{\"points\": \"%s\", \"left_out\": %d, \"held\": %.3f, \"with_several_places\": %d, \"of_these_held\":"
                + " %.3f, \"median_radius\": %.2f, \"right_by_share\": {%s}}%n", name, cases.size(), held(cases), several.size(),
                held(several), radii[radii.length / 2], shares);
    }

    /** Part of the points that lie in one of their circles. */
    static double held(List<Case> cases) {
        return cases.stream().filter(Case::held).count() / (double) cases.size();
    }

    static List<Case> measure(FloatMatrix points, ProjectionSettings settings, int rounds) {
        int n = points.rows();
        SplittableRandom random = new SplittableRandom(1);
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int t = order[i];
            order[i] = order[j];
            order[j] = t;
        }
        List<Case> cases = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            BitSet out = new BitSet();
            Arrays.stream(order, round * n / 10, (round + 1) * n / 10).forEach(out::set);
            cases.addAll(leaveOut(points, out, settings, random));
        }
        return cases;
    }

    private static List<Case> leaveOut(FloatMatrix points, BitSet out, ProjectionSettings settings, SplittableRandom random) {
        int n = points.rows();
        int[] rest = IntStream.range(0, n).filter(i -> !out.get(i)).toArray();
        int[] fresh = out.stream().toArray();
        FloatMatrix known = rows(points, rest);
        FloatMatrix layout = Tsne.layout(known, settings, i -> true).xy();
        List<List<Placement.Spot>> spots = Placement.of(known, layout, rows(points, fresh), settings).spots();
        float[] start = new float[2 * n];
        for (int r = 0; r < rest.length; r++) {
            System.arraycopy(layout.data(), 2 * r, start, 2 * rest[r], 2);
        }
        for (int f = 0; f < fresh.length; f++) {
            Placement.Spot spot = drawn(spots.get(f), random);
            start[2 * fresh[f]] = spot.x() + 0.01f * (float) random.nextGaussian();
            start[2 * fresh[f] + 1] = spot.y() + 0.01f * (float) random.nextGaussian();
        }
        float[] after = Tsne.layout(points, new FloatMatrix(n, 2, start), settings, i -> true).xy().data();
        return IntStream.range(0, fresh.length).mapToObj(f -> {
            double[] moved = movement(after[2 * fresh[f]], after[2 * fresh[f] + 1], after, rest, layout.data());
            return new Case(spots.get(f), after[2 * fresh[f]] - moved[0], after[2 * fresh[f] + 1] - moved[1]);
        }).toList();
    }

    private static Placement.Spot drawn(List<Placement.Spot> spots, SplittableRandom random) {
        double left = random.nextDouble() * spots.stream().mapToDouble(Placement.Spot::share).sum();
        for (Placement.Spot spot : spots) {
            left -= spot.share();
            if (left < 0) {
                return spot;
            }
        }
        return spots.get(0);
    }

    /** The median movement, along either axis, of the old points around a place. */
    private static double[] movement(double x, double y, float[] after, int[] rest, float[] before) {
        int[] near = IntStream.range(0, rest.length).boxed()
                .sorted(Comparator.comparingDouble(r -> Math.hypot(after[2 * rest[r]] - x, after[2 * rest[r] + 1] - y)))
                .limit(SURROUNDINGS).mapToInt(r -> r).toArray();
        double[] moved = new double[2];
        for (int axis = 0; axis < 2; axis++) {
            int a = axis;
            double[] all = Arrays.stream(near).mapToDouble(r -> after[2 * rest[r] + a] - before[2 * r + a]).sorted().toArray();
            moved[axis] = (all[(all.length - 1) / 2] + all[all.length / 2]) / 2;
        }
        return moved;
    }

    private static FloatMatrix rows(FloatMatrix m, int[] rows) {
        return FloatMatrix.of(Arrays.stream(rows).mapToObj(m::row).toArray(float[][]::new));
    }

    /** Clusters, and so large a part of the points anywhere between the centres of two. */
    static FloatMatrix clusters(int n, int d, int clusters, double apart, double between, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] centres = new double[clusters][d];
        for (double[] c : centres) {
            Arrays.setAll(c, k -> apart * random.nextGaussian());
        }
        float[][] x = new float[n][d];
        for (float[] row : x) {
            double[] a = centres[random.nextInt(clusters)];
            double[] b = centres[random.nextInt(clusters)];
            double part = random.nextDouble() < between ? random.nextDouble() : 0;
            for (int k = 0; k < d; k++) {
                row[k] = (float) (a[k] + part * (b[k] - a[k]) + random.nextGaussian());
            }
        }
        return FloatMatrix.of(x);
    }

    private static FloatMatrix sheet(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] x = new float[n][9];
        for (float[] row : x) {
            double u = random.nextDouble();
            double v = random.nextDouble();
            double[] at = {Math.sin(6 * u), Math.cos(6 * u), u, Math.sin(6 * v), Math.cos(6 * v), v, 1, 1, 1};
            for (int k = 0; k < 9; k++) {
                row[k] = (float) (at[k] + 0.02 * random.nextGaussian());
            }
        }
        return FloatMatrix.of(x);
    }
}
