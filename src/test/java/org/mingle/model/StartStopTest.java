package org.mingle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mingle.data.Dataset;

/** Training begun and stopped a thousand times leaves no native memory behind; a leak of 64 kB a time would be seen. */
@Tag("slow")
class StartStopTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int WARM = 300;
    private static final int CYCLES = 1000;
    private static final long LEAK = 64 * 1024;

    @Test
    void aThousandCyclesLeaveNoMemoryBehind() throws Exception {
        assumeTrue(Files.isReadable(STATUS), "Resident memory is read from " + STATUS + ", which is not here.");
        Dataset data = TestData.clusters(400, 4, 1, 300, 200);
        TrainingSettings settings = TrainingSettings.preset("daml").with("hidden", "128");
        long before = 0;
        int threads = 0;
        for (int i = -WARM; i < CYCLES; i++) {
            if (i == 0) {
                before = settled();
                threads = Thread.activeCount();
            }
            cycle(data, settings);
        }
        long grown = settled() - before;
        System.out.printf("Resident memory grew by %,d kB over %,d cycles.%n", grown / 1024, CYCLES);
        assertTrue(grown < LEAK * CYCLES, grown / 1024 + " kB more after " + CYCLES + " cycles");
        assertEquals(threads, Thread.activeCount(), 2, "Threads");
    }

    private static void cycle(Dataset data, TrainingSettings settings) {
        TrainingControl control = new TrainingControl();
        Trainer trainer = Trainers.create(data, settings, (model, epoch) -> Map.of());
        trainer.addListener(e -> {
            if (e instanceof TrainingEvent.BatchEnded) {
                control.stop();
            }
        });
        assertEquals(TrainingResult.End.STOPPED, trainer.train(control).end());
    }

    /** Bytes resident once Java has given up what it need not hold. */
    private static long settled() throws IOException, InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(200);
        }
        return Files.readAllLines(STATUS).stream().filter(l -> l.startsWith("VmRSS"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", ""))).findFirst().orElseThrow() * 1024;
    }
}
