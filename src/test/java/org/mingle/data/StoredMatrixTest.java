package org.mingle.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredMatrixTest {
    @TempDir
    private Path folder;

    private Path file(int rows, int cols) {
        Path file = folder.resolve("x.npy");
        FloatMatrix m = FloatMatrix.zeros(rows, cols);
        for (int i = 0; i < m.data().length; i++) {
            m.data()[i] = 0.5f * i;
        }
        Npy.write(file, NpyArray.of(m));
        return file;
    }

    @Test
    void readsTheRowsOfTheFileInAnyOrderAndFromManyThreads() {
        StoredMatrix m = StoredMatrix.open(file(300, 7));
        assertEquals(300, m.rows());
        assertEquals(7, m.cols());
        AtomicInteger wrong = new AtomicInteger();
        IntStream.range(0, 3000).parallel().forEach(i -> {
            int row = i * 7919 % 300;
            float[] target = new float[9];
            m.copyRow(row, target, 1);
            for (int c = 0; c < 7; c++) {
                wrong.addAndGet(target[1 + c] == 0.5f * (row * 7 + c) ? 0 : 1);
            }
            wrong.addAndGet(target[0] == 0 && target[8] == 0 ? 0 : 1);
        });
        assertEquals(0, wrong.get());
        assertThrows(IndexOutOfBoundsException.class, () -> m.copyRow(300, new float[7], 0));
    }

    @Test
    void chosenRowsStayInTheFile() {
        FeatureTable chosen = StoredMatrix.open(file(4, 2)).select(new int[] {3, 1, 0}).select(new int[] {2, 0});
        assertArrayEquals(new float[] {0, 0.5f, 3, 3.5f}, chosen.gather(new int[] {0, 1}).data());
    }

    /** A channel would be closed for all who come after. */
    @Test
    void anInterruptedThreadDoesNoHarm() {
        StoredMatrix m = StoredMatrix.open(file(4, 2));
        float[] row = new float[2];
        Thread.currentThread().interrupt();
        m.copyRow(2, row, 0);
        assertTrue(Thread.interrupted());
        m.copyRow(1, row, 0);
        assertArrayEquals(new float[] {1, 1.5f}, row);
    }

    @Test
    void refusesAFileThatWasCutShort() throws IOException {
        Path file = file(100, 3);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 40));
        assertTrue(assertThrows(MingleException.class, () -> StoredMatrix.open(file)).getMessage().contains("cut short"));
    }
}
