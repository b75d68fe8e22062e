package org.mingle.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedMatrixTest {
    @TempDir
    private Path folder;

    @Test
    void mapsWhatWasWritten() {
        Path file = folder.resolve("x.npy");
        Npy.write(file, NpyArray.of(FloatMatrix.of(new float[][] {{1, 2, 3}, {4, 5, 6.5f}})));
        MappedMatrix m = MappedMatrix.open(file);
        assertEquals(2, m.rows());
        assertEquals(3, m.cols());
        assertEquals(1, m.parts().size());
        assertEquals(6.5f, m.parts().get(0).get(5));
    }

    @Test
    void isATableWhoseRowsCanBeChosenInPlace() {
        Path file = folder.resolve("x.npy");
        Npy.write(file, NpyArray.of(FloatMatrix.of(new float[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}})));
        FeatureTable chosen = MappedMatrix.open(file).select(new int[] {3, 1, 0}).select(new int[] {2, 0});
        assertEquals(2, chosen.rows());
        assertEquals(FloatMatrix.of(new float[][] {{1, 2}, {7, 8}}), chosen.gather(new int[] {0, 1}));
        assertTrue(MappedMatrix.isMappable(file));
    }

    @Test
    void refusesWhatCannotBeMapped() throws IOException {
        Path file = folder.resolve("x.npy");
        Npy.write(file, NpyArray.of(1.0, 2.0));
        assertFalse(MappedMatrix.isMappable(file));
        assertTrue(assertThrows(MingleException.class, () -> MappedMatrix.open(file)).getMessage()
                .contains("little-endian float32"));
        Path cut = folder.resolve("cut.npy");
        Npy.write(cut, NpyArray.of(FloatMatrix.zeros(100, 3)));
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length - 40));
        assertTrue(assertThrows(MingleException.class, () -> MappedMatrix.open(cut)).getMessage().contains("cut short"));
    }
}
