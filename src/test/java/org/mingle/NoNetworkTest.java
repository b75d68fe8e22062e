package org.mingle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.Fixtures;

/** Mingle opens no connection and asks for no address, whatever it does in the terminal. */
class NoNetworkTest {
    @TempDir
    Path folder;

    @Test
    @EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "later Java has no security manager to catch connections")
    void trainingAndEverythingAfterItStaysOnThisMachine() throws Exception {
        Path data = Fixtures.discs(folder.resolve("raw"), 120);
        Path output = folder.resolve("output.txt");
        Process p = Programs.start(output, List.of("-Xmx1g", "-Djava.security.manager=allow"), Watched.class.getName(),
                data.toString(), folder.resolve("runs").toString());
        assertTrue(p.waitFor(120, TimeUnit.SECONDS));
        assertEquals(0, p.exitValue(), Files.readString(output));
        assertTrue(Files.readString(output).contains("all done"), Files.readString(output));
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "later Java has no security manager to catch connections")
    void theWatchSeesAConnection() throws Exception {
        Path output = folder.resolve("output.txt");
        Process p = Programs.start(output, List.of("-Djava.security.manager=allow"), Watched.class.getName());
        assertTrue(p.waitFor(120, TimeUnit.SECONDS));
        assertEquals(Watched.CAUGHT, p.exitValue(), Files.readString(output));
    }

    /** Runs the program under a guard that ends it when anything touches the network. */
    static final class Watched {
        static final int CAUGHT = 42;

        private Watched() {}

        @SuppressWarnings("removal")
        public static void main(String[] args) throws Exception {
            System.setSecurityManager(new Guard());
            if (args.length == 0) {
                new java.net.Socket("127.0.0.1", 9).close();
                return;
            }
            must(org.mingle.cli.MingleCommand.run("train", "--data", args[0], "--out", args[1], "--epochs", "2"));
            Path run;
            try (var all = Files.list(Path.of(args[1]))) {
                run = all.findFirst().orElseThrow();
            }
            must(org.mingle.cli.MingleCommand.run("evaluate", "--run", run.toString(), "--split", "train"));
            must(org.mingle.cli.MingleCommand.run("mixing", "--images", run.resolve("embeddings-train-image.npy").toString(),
                    "--texts", run.resolve("embeddings-train-text.npy").toString()));
            must(org.mingle.cli.MingleCommand.run("query", "--run", run.toString(), "--text", "a blue berry"));
            System.out.println("all done");
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }

        private static void must(int status) {
            if (status != 0) {
                Runtime.getRuntime().halt(status);
            }
        }
    }

    @SuppressWarnings("removal")
    private static final class Guard extends SecurityManager {
        @Override
        public void checkPermission(java.security.Permission permission) {
            if (permission instanceof java.net.SocketPermission || permission instanceof java.net.URLPermission) {
                new IllegalStateException("The network was touched: " + permission).printStackTrace();
                Runtime.getRuntime().halt(Watched.CAUGHT);
            }
        }
    }
}
