package org.mingle.projection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.mingle.compute.Crew;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Npy;
import org.mingle.data.NpyArray;

/**
 * Times {@code project} as whole processes, start of Java included, beside the t-SNE programs that this machine has
 * (Rtsne, scikit-learn, and FIt-SNE built in the folder that FITSNE names), one after the other in rounds, 2 threads each: perplexity 30, 1,000 iterations, 64 dimensions,
 * ten classes of two modalities. All layouts are judged by one yardstick: KL divergence from one exact P of 90 exact
 * neighbours with an exact Z in double precision ("KL same"), and the share of 10 exact nearest neighbours kept.
 *
 * <p>{@code TsneBenchmark FOLDER [SIZES] [ROUNDS] [MOST] [PEERS]}: data and layouts are kept in FOLDER ({@code emb_SIZE.npy},
 * made where missing); SIZES such as {@code 2000,6000}; peers run up to MOST points (default 20,000), and of them
 * PEERS alone where given ({@code fitsne,rtsne}). Peers in Python:
 * {@code -Dpython=} names the interpreter. Prints a JSON line a run and a table.
 */
public final class TsneBenchmark {
    private static final int THREADS = 2;
    private static final int DIMENSIONS = 64;
    private static final int CLASSES = 10;
    private static final int KEPT = 10;
    private static final int ASKED = 5000;
    private static final double PERPLEXITY = 30;
    /** Seconds allowed to the product at each size, from the project's own bars. */
    private static final Map<Integer, Double> BARS = Map.of(2000, 2.1, 6000, 5.0, 20_000, 13.0, 70_000, 45.0);

    private final Path folder;

    private TsneBenchmark(Path folder) {
        this.folder = folder;
    }

    private record Measured(double seconds, double megabytes) {}

    public static void main(String[] args) throws Exception {
        NativeRuntime.prepare(THREADS);
        TsneBenchmark benchmark = new TsneBenchmark(Files.createDirectories(Path.of(args[0])));
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        int most = args.length > 3 ? Integer.parseInt(args[3]) : 20_000;
        List<String> peers = args.length > 4 ? List.of(args[4].split(",")) : List.of("rtsne", "sklearn", "fitsne");
        System.out.println("n, method, seconds (median; least to most), peak MB, KL same, 10-NN kept, bar");
        for (String size : (args.length > 1 ? args[1] : "2000,6000,20000").split(",")) {
            benchmark.compare(Integer.parseInt(size), rounds, most, peers);
        }
    }

    private void compare(int n, int rounds, int most, List<String> peers) throws Exception {
        Path data = data(n);
        Map<String, List<String>> methods = new LinkedHashMap<>();
        methods.put("mingle", List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "org.mingle.Mingle", "project", "--input", data.toString(),
                "--threads", Integer.toString(THREADS), "--json", "--out"));
        String python = System.getProperty("python", "python3");
        if (n <= most && works(List.of("Rscript", "-e", "library(Rtsne)"))) {
            methods.put("rtsne", List.of("Rscript", "src/test/r/tsne_peer.R", data.toString()));
        }
        if (n <= most && works(List.of(python, "-c", "import sklearn.manifold"))) {
            methods.put("sklearn", List.of(python, "src/test/python/tsne_peer.py", data.toString()));
        }
        if (n <= most && System.getenv("FITSNE") != null) {
            methods.put("fitsne", List.of(python, "src/test/python/fitsne_peer.py", data.toString()));
        }
        methods.keySet().removeIf(m -> !m.equals("mingle") && !peers.contains(m));
        Map<String, List<Measured>> measured = new LinkedHashMap<>();
        for (int r = 0; r < rounds; r++) {
            for (Map.Entry<String, List<String>> m : methods.entrySet()) {
                List<String> command = new ArrayList<>(m.getValue());
                command.add(out(m.getKey(), n).toString());
                Measured one = run(command);
                measured.computeIfAbsent(m.getKey(), k -> new ArrayList<>()).add(one);
                System.out.printf(Locale.ROOT, "{\"n\": %d, \"method\": \"%s\", \"round\": %d, \"seconds\": %.2f, \"peak_mb\": %.0f}%n",
                        n, m.getKey(), r, one.seconds, one.megabytes);
            }
        }
        judge(n, Npy.read(data).toMatrix(), measured);
    }

    private void judge(int n, FloatMatrix points, Map<String, List<Measured>> measured) throws IOException {
        try (Crew crew = new Crew(THREADS)) {
            NeighbourGraph near = NeighbourGraph.of(points, Tsne.neighbours(n, PERPLEXITY), crew);
            Affinities p = Affinities.of(near, PERPLEXITY, crew);
            double fastest = Double.POSITIVE_INFINITY;
            for (Map.Entry<String, List<Measured>> m : measured.entrySet()) {
                double[] seconds = m.getValue().stream().mapToDouble(Measured::seconds).sorted().toArray();
                double median = seconds[seconds.length / 2];
                fastest = m.getKey().equals("mingle") ? fastest : Math.min(fastest, median);
                float[] xy = layout(out(m.getKey(), n), n);
                Double bar = m.getKey().equals("mingle") ? BARS.get(n) : null;
                System.out.printf(Locale.ROOT, "%,d, %s, %.2f (%.2f to %.2f), %.0f, %.4f, %.4f, %s%n", n, m.getKey(), median,
                        seconds[0], seconds[seconds.length - 1], m.getValue().stream().mapToDouble(Measured::megabytes).max()
                                .orElseThrow(), divergence(p, xy, crew), kept(near, points, xy, crew), bar == null ? "" : bar);
            }
            double own = measured.get("mingle").stream().mapToDouble(Measured::seconds).sorted().toArray()
                    [measured.get("mingle").size() / 2];
            if (fastest < Double.POSITIVE_INFINITY) {
                System.out.printf(Locale.ROOT, "%,d: the fastest peer takes %.2f times as long%n", n, fastest / own);
            }
        }
    }

    private static double divergence(Affinities p, float[] xy, Crew crew) {
        int n = p.n();
        double[] z = new double[n];
        double[] sums = new double[n];
        crew.run(n, (i, worker) -> {
            double own = 0;
            for (int j = 0; j < n; j++) {
                own += i == j ? 0 : affinity(xy, i, j);
            }
            z[i] = own;
            for (int e = p.start()[i]; e < p.start()[i + 1]; e++) {
                double value = p.p()[e];
                sums[i] += value <= 0 ? 0 : value * (Math.log(value) - Math.log(affinity(xy, i, p.column()[e])));
            }
        });
        double mass = 0;
        for (float value : p.p()) {
            mass += value;
        }
        return Arrays.stream(sums).sum() + mass * Math.log(Arrays.stream(z).sum());
    }

    private static double affinity(float[] xy, int i, int j) {
        double dx = (double) xy[2 * i] - xy[2 * j];
        double dy = (double) xy[2 * i + 1] - xy[2 * j + 1];
        return 1 / (1 + dx * dx + dy * dy);
    }

    /** Share of each asked point's 10 nearest in the space that are among its 10 nearest on the plane. */
    private static double kept(NeighbourGraph near, FloatMatrix points, float[] xy, Crew crew) {
        int n = points.rows();
        int asked = Math.min(n, ASKED);
        int[] both = new int[asked];
        crew.run(asked, (a, worker) -> {
            int i = (int) ((long) a * n / asked);
            double[] distances = new double[n];
            for (int j = 0; j < n; j++) {
                distances[j] = i == j ? Double.POSITIVE_INFINITY : -affinity(xy, i, j);
            }
            double[] sorted = distances.clone();
            Arrays.sort(sorted);
            for (int k = 0; k < KEPT; k++) {
                both[a] += distances[near.index()[i * near.k() + k]] <= sorted[KEPT - 1] ? 1 : 0;
            }
        });
        return Arrays.stream(both).sum() / (double) asked / KEPT;
    }

    private static Measured run(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(Map.of("OMP_NUM_THREADS", "2", "OPENBLAS_NUM_THREADS", "2", "OMP_WAIT_POLICY", "passive"));
        Process process = builder.start();
        double peak = 0;
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(process.pid()));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException(command + " ended with status " + process.exitValue() + ".");
        }
        return new Measured(seconds, peak);
    }

    /** The most memory a process has had, in MB; 0 where the system does not tell. */
    private static double peak(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6;
                }
            }
        } catch (IOException e) {
            // It has ended, or there is no such file here.
        }
        return 0;
    }

    private static boolean works(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor() == 0;
        } catch (IOException e) {
            return false; // not on this machine
        }
    }

    private Path out(String method, int n) {
        return folder.resolve(method + "_" + n + (method.equals("rtsne") ? ".f64" : ".npy"));
    }

    private static float[] layout(Path file, int n) throws IOException {
        if (file.toString().endsWith(".npy")) {
            return Npy.read(file).toFloats();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] xy = new float[2 * n];
        for (int i = 0; i < xy.length; i++) {
            xy[i] = (float) bytes.getDouble(8 * i);
        }
        return xy;
    }

    /** Ten classes, each with a centre for either modality not far from the other's, and noise of its own width. */
    private Path data(int n) {
        Path file = folder.resolve("emb_" + n + ".npy");
        if (Files.exists(file)) {
            return file;
        }
        Random random = new Random(20190417);
        float[][] centres = new float[2 * CLASSES][DIMENSIONS];
        float[] width = new float[CLASSES];
        float[] shift = new float[DIMENSIONS];
        for (int d = 0; d < DIMENSIONS; d++) {
            shift[d] = 0.4f * (float) random.nextGaussian();
        }
        for (int c = 0; c < CLASSES; c++) {
            width[c] = 0.7f + 0.6f * random.nextFloat();
            for (int d = 0; d < DIMENSIONS; d++) {
                centres[c][d] = 0.55f * (float) random.nextGaussian();
                centres[CLASSES + c][d] = centres[c][d] + shift[d] + 0.2f * (float) random.nextGaussian();
            }
        }
        float[] x = new float[n * DIMENSIONS];
        for (int r = 0; r < n; r++) {
            int c = random.nextInt(CLASSES);
            float[] centre = centres[c + (random.nextBoolean() ? CLASSES : 0)];
            for (int d = 0; d < DIMENSIONS; d++) {
                x[r * DIMENSIONS + d] = centre[d] + width[c] * (float) random.nextGaussian();
            }
        }
        Npy.write(file, NpyArray.of(new FloatMatrix(n, DIMENSIONS, x)));
        return file;
    }
}
