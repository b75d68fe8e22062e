package org.mingle.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The training step beside other frameworks', each run in a process of its own, in turn, so that they meet the same
 * machine; prints medians and what Mingle's time is of theirs.
 */
@Command(name = "step", mixinStandardHelpOptions = true,
        description = "Times the training step, interleaved with commands that do the same elsewhere.")
public final class StepBenchmark implements Runnable {
    @Option(names = "--batch", split = ",", defaultValue = "64,256", description = "Pairs in a step.")
    private List<Integer> batches;
    @Option(names = "--threads", split = ",", defaultValue = "1,2", description = "Compute threads.")
    private List<Integer> threads;
    @Option(names = "--steps", defaultValue = "100", description = "Steps timed in a run at batch 64; fewer above.")
    private int steps;
    @Option(names = "--rounds", defaultValue = "3", description = "Times that all are run in turn.")
    private int rounds;
    @Option(names = "--peer", description = "NAME=COMMAND of a peer, run by the shell. {batch}, {steps} and {threads} "
            + "are filled in; its last line that starts with { is JSON with ms_min and ms_med.")
    private List<String> peers = new ArrayList<>();
    @Option(names = "--peers", description = "A file with one NAME=COMMAND a line.")
    private Path peerFile;

    public static void main(String[] args) {
        System.exit(new CommandLine(new StepBenchmark()).execute(args));
    }

    @Override
    public void run() {
        try {
            Map<String, String> commands = commands();
            for (int t : threads) {
                for (int b : batches) {
                    compare(commands, b, t);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, String> commands() throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Mingle", "\"" + Path.of(System.getProperty("java.home"), "bin", "java") + "\" -cp \""
                + System.getProperty("java.class.path") + "\" " + StepRun.class.getName()
                + " {batch} {steps} {threads}");
        List<String> lines = new ArrayList<>(peers);
        if (peerFile != null) {
            lines.addAll(Files.readAllLines(peerFile));
        }
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                all.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        return all;
    }

    private void compare(Map<String, String> commands, int batch, int threadCount)
            throws IOException, InterruptedException {
        Map<String, List<JsonNode>> results = new LinkedHashMap<>();
        int count = Math.max(20, Math.min(steps, steps * 128 / batch));
        for (int r = 0; r < rounds; r++) {
            for (Map.Entry<String, String> c : commands.entrySet()) {
                String line = c.getValue().replace("{batch}", "" + batch).replace("{steps}", "" + count)
                        .replace("{threads}", "" + threadCount);
                JsonNode result = execute(line);
                if (result == null) {
                    System.err.println(c.getKey() + " printed no result: " + line);
                } else {
                    results.computeIfAbsent(c.getKey(), k -> new ArrayList<>()).add(result);
                }
            }
        }
        List<JsonNode> own = results.get("Mingle");
        if (own == null) {
            return;
        }
        System.out.printf(Locale.ROOT, "%nbatch %d, %d threads, %d rounds of %d steps: products %.0f GFLOP/s, "
                + "triad %.1f GB/s, bound %.1f ms, share of it %.0f %% (best step), %.0f %% (median step)%n", batch,
                threadCount, rounds, count, highest(own, "gemm_gflops"), highest(own, "triad_gbs"),
                1e3 * bound(own, batch), 1e5 * bound(own, batch) / lowest(own, "ms_min"),
                1e5 * bound(own, batch) / median(own, "ms_med"));
        System.out.printf("%-28s %10s %10s %10s %9s %14s%n", "", "median ms", "best ms", "CPU ms", "loss",
                "Mingle is x of");
        results.forEach((name, runs) -> System.out.printf(Locale.ROOT,
                "%-28s %10.1f %10.1f %10.1f %9.2f %6.2f (%.2f)%n",
                name, median(runs, "ms_med"), lowest(runs, "ms_min"), median(runs, "cpu_ms"), median(runs, "loss"),
                median(own, "ms_med") / median(runs, "ms_med"), lowest(own, "ms_min") / lowest(runs, "ms_min")));
    }

    private static double bound(List<JsonNode> own, int batch) {
        return StepWorkload.bound(batch, 1e9 * highest(own, "gemm_gflops"), 1e9 * highest(own, "triad_gbs"));
    }

    private static double median(List<JsonNode> runs, String key) {
        double[] v = runs.stream().mapToDouble(n -> n.path(key).asDouble(Double.NaN)).sorted().toArray();
        return (v[(v.length - 1) / 2] + v[v.length / 2]) / 2;
    }

    private static double lowest(List<JsonNode> runs, String key) {
        return runs.stream().mapToDouble(n -> n.path(key).asDouble()).min().orElse(Double.NaN);
    }

    private static double highest(List<JsonNode> runs, String key) {
        return runs.stream().mapToDouble(n -> n.path(key).asDouble()).max().orElse(Double.NaN);
    }

    private static JsonNode execute(String command) throws IOException, InterruptedException {
        boolean windows = File.separatorChar == '\\';
        Process p = new ProcessBuilder(windows ? List.of("cmd", "/c", command) : List.of("sh", "-c", command))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        JsonNode last = null;
        try (BufferedReader out = p.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("{")) {
                    last = new ObjectMapper().readTree(line);
                }
            }
        }
        p.waitFor();
        return last;
    }
}
