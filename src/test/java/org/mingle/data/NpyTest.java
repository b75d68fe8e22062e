package org.mingle.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
    @TempDir
    Path folder;

    // ---- round trips

    @Provide
    Arbitrary<NpyArray> arrays() {
        return Arbitraries.integers().between(0, 5).list().ofMinSize(0).ofMaxSize(3).flatMap(axes -> {
            int[] shape = axes.stream().mapToInt(Integer::intValue).toArray();
            int n = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            return Arbitraries.oneOf(
                    Arbitraries.floats().array(float[].class).ofSize(n).map(v -> new NpyArray(shape, v)),
                    Arbitraries.doubles().array(double[].class).ofSize(n).map(v -> new NpyArray(shape, v)),
                    Arbitraries.integers().array(int[].class).ofSize(n).map(v -> new NpyArray(shape, v)),
                    Arbitraries.longs().array(long[].class).ofSize(n).map(v -> new NpyArray(shape, v)),
                    Arbitraries.bytes().array(byte[].class).ofSize(n).map(v -> new NpyArray(shape, v)),
                    Arbitraries.of(true, false).array(boolean[].class).ofSize(n).map(v -> new NpyArray(shape, v)),
                    Arbitraries.strings().withCharRange('a', '\u9fff').ofMaxLength(6).array(String[].class).ofSize(n)
                            .map(v -> new NpyArray(shape, v)));
        });
    }

    @Property(tries = 300)
    void whatIsWrittenIsRead(@ForAll("arrays") NpyArray array) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyWriter writer = new NpyWriter(array);
        writer.writeTo(out);
        assertEquals(writer.size(), out.size());
        assertSame(array, NpyReader.read(new ByteArrayInputStream(out.toByteArray()), "x.npy"));
    }

    @Property(tries = 30)
    void anyPrefixIsRefused(@ForAll("arrays") NpyArray array) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new NpyWriter(array).writeTo(out);
        byte[] all = out.toByteArray();
        for (int n = 0; n < all.length; n++) {
            byte[] part = Arrays.copyOf(all, n);
            assertThrows(MingleException.class, () -> NpyReader.read(new ByteArrayInputStream(part), "x.npy"));
        }
    }

    @Property(tries = 500)
    void damageIsRefusedOrReadButNeverCrashes(@ForAll("arrays") NpyArray array, @ForAll int position,
            @ForAll byte value)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new NpyWriter(array).writeTo(out);
        byte[] all = out.toByteArray();
        all[Math.floorMod(position, all.length)] = value;
        try {
            NpyReader.read(new ByteArrayInputStream(all), "x.npy");
        } catch (MingleException e) {
            assertTrue(e.getMessage().contains("x.npy"), e.getMessage());
        }
    }

    @Test
    void fortranOrderAndBigEndianAreTurnedRound() throws IOException {
        // [[1 2 3] [4 5 6]] column by column
        ByteBuffer values = ByteBuffer.allocate(24).order(ByteOrder.BIG_ENDIAN);
        for (float v : new float[] {1, 4, 2, 5, 3, 6}) {
            values.putFloat(v);
        }
        NpyArray a = Npy.read(write("f.npy", "{'descr': '>f4', 'fortran_order': True, 'shape': (2, 3), }",
                values.array()));
        assertArrayEquals(new int[] {2, 3}, a.shape());
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, a.toFloats());
    }

    @Test
    void everyNumericTypeIsRead() throws IOException {
        ByteBuffer b = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        b.putShort((short) 0x3c00).putShort((short) 0xc000).putShort((short) 0x0001).putShort((short) 0x7c00);
        float[] halves = Npy.read(write("h.npy", "{'descr': '<f2', 'fortran_order': False, 'shape': (4,), }",
                b.array())).toFloats();
        assertArrayEquals(new float[] {1, -2, 0x1p-24f, Float.POSITIVE_INFINITY}, halves);
        assertEquals(-1, single("i1", new byte[] {-1}));
        assertEquals(255, single("u1", new byte[] {-1}));
        assertEquals(65535, single("u2", new byte[] {-1, -1}));
        assertEquals(-1, single("i2", new byte[] {-1, -1}));
        assertEquals(4294967295.0, single("u4", new byte[] {-1, -1, -1, -1}));
        assertEquals(-1, single("i4", new byte[] {-1, -1, -1, -1}));
    }

    private double single(String type, byte[] bytes) throws IOException {
        return Npy.read(write(type + ".npy", "{'descr': '<" + type + "', 'fortran_order': False, 'shape': (1,), }",
                bytes))
                .toDoubles()[0];
    }

    @Test
    void bytesTextIsUtf8AndInnerNulSurvives() throws IOException {
        byte[] utf8 = "é\0x\0\0".getBytes(StandardCharsets.UTF_8);
        NpyArray a = Npy.read(write("s.npy", "{'descr': '|S6', 'fortran_order': False, 'shape': (1,), }", utf8));
        assertArrayEquals(new String[] {"é\0x"}, (String[]) a.values());
    }

    // ---- what cannot be read

    @ParameterizedTest
    @ValueSource(strings = {
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': Perhaps, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999, 99999), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }",
        "{'descr': '<f16', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<U999999999', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000,), }",
        "nonsense"})
    void refusesWithOneSentence(String header) throws IOException {
        Path file = write("bad.npy", header, new byte[16]);
        String message = assertThrows(MingleException.class, () -> Npy.read(file)).getMessage();
        assertTrue(message.contains("bad.npy"), message);
    }

    @Test
    void missingFileIsNamed() {
        String message = assertThrows(MingleException.class, () -> Npy.read(folder.resolve("none.npy"))).getMessage();
        assertTrue(message.contains("none.npy") && message.contains("no such file"), message);
        assertThrows(MingleException.class, () -> Npy.readArchive(folder.resolve("none.npz")));
    }

    // ---- archives

    @Test
    void archivesKeepNamesOrderAndBytes() throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>(Fixtures.arrays(7));
        Path a = folder.resolve("a.npz");
        Path b = folder.resolve("b.npz");
        Npy.writeArchive(a, arrays);
        Npy.writeArchive(b, arrays);
        assertArrayEquals(Files.readAllBytes(a), Files.readAllBytes(b));
        Map<String, NpyArray> read = Npy.readArchive(a);
        assertEquals(List.copyOf(arrays.keySet()), List.copyOf(read.keySet()));
        arrays.forEach((name, array) -> assertSame(array, read.get(name)));
    }

    @Test
    void archivesCutShortAnywhereAreRefused() throws IOException {
        for (boolean deflate : new boolean[] {false, true}) {
            byte[] all = archive(deflate);
            for (int n = 0; n < all.length; n++) {
                Path file = folder.resolve("cut.npz");
                Files.write(file, Arrays.copyOf(all, n));
                assertThrows(MingleException.class, () -> Npy.readArchive(file), "cut at " + n);
            }
        }
    }

    @Test
    void archivesWithAWrongByteAreRefusedOrReadRight() throws IOException {
        for (boolean deflate : new boolean[] {false, true}) {
            byte[] all = archive(deflate);
            Path good = folder.resolve("good.npz");
            Files.write(good, all);
            NpyArray expected = Npy.readArchive(good).get("x");
            for (int n = 0; n < all.length; n++) {
                byte[] damaged = all.clone();
                damaged[n] ^= 0x55;
                Path file = folder.resolve("damaged.npz");
                Files.write(file, damaged);
                try {
                    NpyArray read = Npy.readArchive(file).get("x");
                    if (read != null) {
                        assertSame(expected, read);
                    }
                } catch (MingleException e) {
                    assertTrue(e.getMessage().contains("damaged.npz"), e.getMessage());
                }
            }
        }
    }

    private static byte[] archive(boolean deflate) throws IOException {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        new NpyWriter(NpyArray.of(1f, 2f, 3f)).writeTo(array);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry entry = new ZipEntry("x.npy");
            if (!deflate) {
                java.util.zip.CRC32 crc = new java.util.zip.CRC32();
                crc.update(array.toByteArray());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(array.size());
                entry.setCrc(crc.getValue());
            }
            zip.putNextEntry(entry);
            zip.write(array.toByteArray());
        }
        return out.toByteArray();
    }

    private Path write(String name, String header, byte[] values) throws IOException {
        byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer b = ByteBuffer.allocate(10 + text.length + values.length).order(ByteOrder.LITTLE_ENDIAN);
        b.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) text.length).put(text)
                .put(values);
        return Files.write(folder.resolve(name), b.array());
    }

    private static void assertSame(NpyArray expected, NpyArray actual) {
        assertArrayEquals(expected.shape(), actual.shape());
        assertTrue(java.util.Objects.deepEquals(expected.values(), actual.values()));
    }
}
