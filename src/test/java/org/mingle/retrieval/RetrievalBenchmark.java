package org.mingle.retrieval;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MappedMatrix;
import org.mingle.data.Npy;

/**
 * Times exact search over a large gallery, {@code top FOLDER} (the files that retrieval_peers.py writes), and the mean AP
 * of n x n pairs without their matrix, {@code map [N]}; or approximate search over N clustered vectors, {@code near [N] [NOISE]}
 * (1000 clusters of 200 dimensions, noise 0.7 beside centres of 1, as hnswlib's peers are asked). Prints JSON lines: best and median wall time, CPU time, peak
 * memory of the process (VmHWM, mapped pages included) and of its own (RssAnon, with heap and code).
 */
public final class RetrievalBenchmark {
    private RetrievalBenchmark() {}

    public static void main(String[] args) throws Exception {
        NativeRuntime.prepare(0);
        if (args[0].equals("top")) {
            top(Path.of(args[1]));
        } else if (args[0].equals("near")) {
            near(args.length > 1 ? Integer.parseInt(args[1]) : 100_000,
                    args.length > 2 ? Float.parseFloat(args[2]) : 0.7f);
        } else {
            map(args.length > 1 ? Integer.parseInt(args[1]) : 10_000);
        }
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM") || line.startsWith("RssAnon") || line.startsWith("RssFile")) {
                System.out.println(line);
            }
        }
    }

    private static void top(Path folder) throws Exception {
        float[] q = Npy.read(folder.resolve("queries.npy")).toFloats();
        FloatMatrix queries = new FloatMatrix(100, q.length / 100, q);
        FloatMatrix one = new FloatMatrix(1, queries.cols(), queries.row(0));
        MappedMatrix gallery = MappedMatrix.open(folder.resolve("gallery.npy"));
        try (ExactIndex index = ExactIndex.of(gallery, Similarity.COSINE)) {
            time("Mingle, 1 query", 15, () -> index.search(one, 10));
            time("Mingle, 100 queries", 9, () -> index.search(queries, 10));
            if (Files.exists(folder.resolve("faiss.npy"))) {
                int[][] mine = index.search(queries, 10).items();
                float[] theirs = Npy.read(folder.resolve("faiss.npy")).toFloats();
                long same = IntStream.range(0, 1000).filter(i -> mine[i / 10][i % 10] == (int) theirs[i]).count();
                System.out.println("{\"same_as_faiss_of_1000\": " + same + "}");
            }
        }
    }

    /** One query after the other, as a person asks; recall against the exact index. */
    private static void near(int n, float noise) {
        int d = 200;
        int asked = 1000;
        Random random = new Random(1);
        float[][] centres = new float[1000][d];
        for (float[] c : centres) {
            for (int k = 0; k < d; k++) {
                c[k] = (float) random.nextGaussian();
            }
        }
        FloatMatrix gallery = around(centres, n, noise, random);
        FloatMatrix queries = around(centres, asked, noise, random);
        int[][] truth;
        try (ExactIndex exact = ExactIndex.of(gallery, Similarity.COSINE)) {
            truth = exact.search(queries, 10).items();
            FloatMatrix one = new FloatMatrix(1, d, queries.row(0));
            time("exact, 1 query of " + n, 15, () -> exact.search(one, 10));
        }
        long wall = System.nanoTime();
        long used = cpu();
        try (CellIndex cells = new CellIndex(gallery, Similarity.COSINE, 0)) {
            System.out.printf(Locale.ROOT, "{\"build_s\": %.2f, \"build_cpu_s\": %.2f}%n",
                    (System.nanoTime() - wall) / 1e9, (cpu() - used) / 1e9);
            for (double wanted : new double[] {0.9, 0.95, 0.99, 0.999}) {
                CellIndex.Recall said = cells.tune(null, 10, wanted);
                int[][] found = new int[asked][];
                time(String.format(Locale.ROOT, "near, 1000 queries one by one, tuned to %s", said.words()), 3, () -> {
                    for (int q = 0; q < asked; q++) {
                        found[q] = cells.search(new FloatMatrix(1, d, queries.row(q)), 10).items()[0];
                    }
                });
                long hits = IntStream.range(0, asked).mapToLong(q -> Arrays.stream(found[q])
                        .filter(i -> Arrays.stream(truth[q]).anyMatch(t -> t == i)).count()).sum();
                System.out.printf(Locale.ROOT, "{\"wanted\": %s, \"recall_at_10\": %.4f}%n", wanted, hits / 10.0 / asked);
            }
        }
    }

    private static FloatMatrix around(float[][] centres, int n, float noise, Random random) {
        int d = centres[0].length;
        float[] x = new float[n * d];
        for (int r = 0; r < n; r++) {
            float[] c = centres[random.nextInt(centres.length)];
            for (int k = 0; k < d; k++) {
                x[r * d + k] = c[k] + noise * (float) random.nextGaussian();
            }
        }
        return new FloatMatrix(n, d, x);
    }

    /** Ten classes as in the peers' data: gallery and queries around the same centres. */
    private static void map(int n) {
        int d = 200;
        Random random = new Random(1);
        float[][] centres = new float[10][d];
        for (float[] c : centres) {
            for (int k = 0; k < d; k++) {
                c[k] = (float) (0.25 * random.nextGaussian());
            }
        }
        int[][] labels = new int[n][1];
        float[][] points = new float[2][n * d];
        for (int r = 0; r < n; r++) {
            labels[r][0] = random.nextInt(10);
            for (int k = 0; k < d; k++) {
                points[0][r * d + k] = centres[labels[r][0]][k] + (float) random.nextGaussian();
                points[1][r * d + k] = centres[labels[r][0]][k] + (float) random.nextGaussian();
            }
        }
        Embeddings e = new Embeddings(List.of("image", "text"), IntStream.range(0, n).mapToObj(Integer::toString).toList(),
                labels, IntStream.range(0, 10).mapToObj(Integer::toString).toList(),
                List.of(new FloatMatrix(n, d, points[0]), new FloatMatrix(n, d, points[1])));
        double[] value = new double[1];
        time("Mingle, mAP of " + n + " x " + n + " (and four other measures)", 7,
                () -> value[0] = RetrievalMeasures.of(e, 0, 1, Similarity.COSINE).mapAll());
        System.out.println("{\"map\": " + value[0] + "}");
    }

    private static void time(String name, int rounds, Runnable body) {
        for (int i = 0; i < 3; i++) {
            body.run();
        }
        double[] times = new double[rounds];
        long cpu = cpu();
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            body.run();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        double used = (cpu() - cpu) / 1e6 / rounds;
        Arrays.sort(times);
        System.out.printf(Locale.ROOT, "{\"name\": \"%s\", \"ms_min\": %.1f, \"ms_median\": %.1f, \"ms_cpu\": %.1f}%n", name,
                times[0], times[rounds / 2], used);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
