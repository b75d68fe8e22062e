package org.mingle.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mingle.data.Fixtures.arrays;
import static org.mingle.data.Fixtures.read;
import static org.mingle.data.Fixtures.refusal;

import io.jhdf.HdfFile;
import io.jhdf.checksum.ChecksumUtils;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.DatasetReport.Problem;
import org.mingle.data.DatasetReport.Severity;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Matrix;

class ArrayReadersTest {
    @TempDir
    Path folder;

    private Path npz(Map<String, NpyArray> arrays) {
        Path file = folder.resolve("data.npz");
        Npy.writeArchive(file, arrays);
        return file;
    }

    private Path npz(String replaced, NpyArray by) {
        Map<String, NpyArray> all = arrays(10);
        all.put(replaced, by);
        return npz(all);
    }

    // ---- .npz

    @Test
    void namedArraysOpen() {
        Dataset d = read(npz(arrays(50)));
        assertEquals(50, d.size());
        assertEquals(36, d.rows(Split.TRAIN).length);
        assertEquals(4, d.rows(Split.VALIDATION).length);
        assertEquals(10, d.rows(Split.TEST).length);
        assertEquals(List.of("0", "1"), d.classNames());
        assertEquals("sample-01", d.id(0));
        assertEquals(arrays(50).get("image").toMatrix().get(7, 1), ((FloatMatrix) d.features(0)).get(7, 1));
    }

    @Test
    void anArrayOfTextsNamesTheColumns() {
        Map<String, NpyArray> all = arrays(10);
        all.put("vocab", NpyArray.of("boat", "river"));
        Dataset d = read(npz(all));
        assertEquals(List.of("boat", "river"), d.vocabulary(1));
        assertEquals(List.of(), d.vocabulary(0));
        Path copy = folder.resolve("copy");
        MingleFolderWriter.write(d, Map.of(), copy);
        assertEquals(d.vocabulary(1), read(copy).vocabulary(1));
        assertEquals(List.of("boat", "river"), d.toBuilder().keep(new int[] {1, 3, 5}).build().vocabulary(1));
    }

    @Test
    void aFileBesideNamesTheColumns() {
        Fixtures.text(folder.resolve("vocabulary.txt"), "boat\n公共汽车\n\n");
        assertEquals(List.of("boat", "公共汽车"), read(npz(arrays(10))).vocabulary(1));
        Fixtures.text(folder.resolve("parts.txt"), "red\ngreen\nblue\n");
        assertEquals(List.of("red", "green", "blue"),
                read(folder.resolve("data.npz"), "image.vocabulary=parts.txt").vocabulary(0));
        String m = refusal(folder.resolve("data.npz"), "text.vocabulary=parts.txt");
        assertTrue(m.contains("3 names for 2 columns"), m);
    }

    @Test
    void namesThatDoNotFitAreNotedAndNotUsed() {
        Map<String, NpyArray> all = arrays(10);
        all.put("vocab", NpyArray.of("boat", "boat"));
        Dataset d = read(npz(all));
        assertEquals(List.of(), d.vocabulary(1));
        assertTrue(d.report().problems().stream().anyMatch(p -> p.message().contains("the name boat twice")));
    }

    @Test
    void otherNamesByOptions() {
        Map<String, NpyArray> all = arrays(10);
        all.put("a", all.remove("image"));
        all.put("b", all.remove("text"));
        all.put("y", all.remove("label"));
        all.put("part", all.remove("split"));
        all.put("key", NpyArray.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
        Dataset d = read(npz(all), "modalities=sound,sketch:image", "sound=a", "sketch=b", "label=y", "split=part",
                "id=key");
        assertEquals(List.of(new Modality("sound", Modality.Kind.VECTOR), new Modality("sketch", Modality.Kind.IMAGE)),
                d.modalities());
        assertEquals("c", d.id(2));
        String m = refusal(folder.resolve("data.npz"), "image=q", "text=b");
        assertTrue(m.contains("no array q") && m.contains("a, b, y"), m);
    }

    @Test
    void classNamesMeanNumbersFromZeroOrOne() {
        Map<String, NpyArray> all = arrays(10);
        all.put("class_names", NpyArray.of("cat", "dog"));
        assertEquals("cat", named(npz(all), 0));
        all.put("label", NpyArray.of(1L, 2, 1, 2, 1, 2, 1, 2, 1, 2));
        assertEquals("cat", named(npz(all), 0));
        all.put("label", NpyArray.of(0L, 2, 1, 2, 1, 2, 1, 2, 1, 2));
        String m = refusal(npz(all));
        assertTrue(m.contains("data.npz, array label, row 2") && m.contains("unknown class 2"), m);
    }

    private static String named(Path file, int row) {
        Dataset d = read(file);
        return d.classNames().get(d.label(row));
    }

    @Test
    void labelsMayBeNamesOrColumns() {
        Dataset names = read(npz("label", NpyArray.of("a", "b;c", "b", "a", "a", "b", "c", "c", "c", "a")));
        assertArrayEquals(new int[] {1, 2}, names.labels(1));
        int[] v = new int[30];
        for (int r = 0; r < 10; r++) {
            v[3 * r + r % 3] = 1;
        }
        v[2] = 1; // sample 0 has classes 1 and 3
        Dataset columns = read(npz("label", new NpyArray(new int[] {10, 3}, v)));
        assertArrayEquals(new int[] {0, 2}, columns.labels(0));
        v[4] = 7;
        assertTrue(refusal(npz("label", new NpyArray(new int[] {10, 3}, v))).contains("row 2, column 2"));
    }

    @Test
    void rawTextsAndPicturesAreMedia() {
        Map<String, NpyArray> all = arrays(10);
        all.put("image", new NpyArray(new int[] {10, 4, 5, 3}, new byte[600]));
        String[] texts = new String[10];
        Arrays.setAll(texts, i -> i == 3 ? " " : "text " + i);
        all.put("text", NpyArray.of(texts));
        Dataset d = read(npz(all));
        assertFalse(d.hasFeatures(0) || d.hasFeatures(1));
        assertEquals(5, assertInstanceOf(Media.ImagePixels.class, d.media(0, 0)).width());
        assertEquals(9, d.size());
        assertEquals("The text is empty.", d.report().problems().get(0).message());
    }

    @Test
    void rowsWithNanOrInfinityAreSkippedAndNamed() {
        float[] v = arrays(10).get("image").toFloats().clone();
        v[3 * 4 + 1] = Float.NaN;
        v[3 * 6] = Float.NEGATIVE_INFINITY;
        Dataset d = read(npz("image", new NpyArray(new int[] {10, 3}, v)));
        assertEquals(8, d.size());
        assertEquals(List.of("data.npz, array image, row 5, column 2", "data.npz, array image, row 7, column 1"),
                d.report().problems().stream().filter(p -> p.severity() == Severity.SKIPPED).map(Problem::where)
                .toList());
    }

    @Test
    void valuesTooLargeForFloatCountAsInfinite() {
        double[] v = arrays(10).get("image").toDoubles();
        v[0] = 1e300;
        assertEquals(9, read(npz("image", new NpyArray(new int[] {10, 3}, v))).size());
    }

    @Test
    void rowCountsMustAgree() {
        String m = refusal(npz("text", NpyArray.of(FloatMatrix.zeros(9, 2))));
        assertTrue(m.contains("array text has 9 rows") && m.contains("image has 10"), m);
        assertTrue(refusal(npz("label", NpyArray.of(1L, 2L))).contains("array label has 2 rows"));
        assertTrue(refusal(npz("split", NpyArray.of("train"))).contains("array split has 1 rows"));
        assertTrue(refusal(npz("id", NpyArray.of("a"))).contains("array id has 1 rows"));
    }

    @Test
    void shapesMustMakeSense() {
        assertTrue(refusal(npz("image", new NpyArray(new int[] {10, 2, 2}, new float[40]))).contains("[10, 2, 2]"));
        assertTrue(refusal(npz("image", new NpyArray(new int[] {10, 0}, new float[0]))).contains("[10, 0]"));
        assertTrue(refusal(npz("image", NpyArray.of("a", "b"))).contains("holds text"));
        assertTrue(refusal(npz("label", NpyArray.of(0.5, 1, 2, 3, 4, 5, 6, 7, 8, 9))).contains("row 1 is 0.5"));
    }

    @Test
    void whatIsMissingIsSaid() {
        Map<String, NpyArray> all = arrays(10);
        all.remove("label");
        String m = refusal(npz(all));
        assertTrue(m.contains("no labels") && m.contains("label=NAME"), m);
        all.remove("text");
        assertTrue(refusal(npz(all)).contains("no two modalities"));
    }

    @Test
    void unknownSplitsAndRepeatedIdsAreLocated() {
        String split = refusal(npz("split", NpyArray.of("train", "train", "tset", "test", "a", "a", "a", "a", "a",
                "a")));
        assertTrue(split.contains("array split, row 3") && split.contains("tset"), split);
        String id = refusal(npz("id", NpyArray.of(1L, 2, 3, 4, 5, 6, 7, 3, 9, 10)));
        assertTrue(id.contains("id 3") && id.contains("row 3") && id.contains("row 8"), id);
    }

    @Test
    void theHashIsThatOfTheContent() throws IOException {
        Path a = npz(arrays(10));
        Path b = folder.resolve("elsewhere/other.npz");
        Files.createDirectories(b.getParent());
        Files.copy(a, b);
        assertEquals(read(a).hash(), read(b).hash());
        float[] v = arrays(10).get("image").toFloats().clone();
        v[0] = Math.nextUp(v[0]);
        assertNotEquals(read(b).hash(), read(npz("image", new NpyArray(new int[] {10, 3}, v))).hash());
    }

    // ---- MATLAB

    private static Matrix matrix(int rows, int cols, double base) {
        Matrix m = Mat5.newMatrix(rows, cols);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                m.setDouble(r, c, base + 10 * r + c);
            }
        }
        return m;
    }

    private static Matrix labels(int n) {
        Matrix m = Mat5.newMatrix(n, 1);
        for (int r = 0; r < n; r++) {
            m.setDouble(r, 0, 1 + r % 2);
        }
        return m;
    }

    private Path mat(String name, Object... namesAndArrays) throws IOException {
        Mat5File file = Mat5.newMatFile();
        for (int i = 0; i < namesAndArrays.length; i += 2) {
            file.addArray((String) namesAndArrays[i], (us.hebi.matlab.mat.types.Array) namesAndArrays[i + 1]);
        }
        Path path = folder.resolve(name);
        Mat5.writeToFile(file, path.toFile());
        return path;
    }

    private Path splitMat() throws IOException {
        return mat("views.mat", "I_tr", matrix(20, 3, 0), "T_tr", matrix(20, 2, 5), "L_tr", labels(20),
                "I_te", matrix(6, 3, 100), "T_te", matrix(6, 2, 0), "L_te", labels(6));
    }

    @Test
    void matlabLettersOpen() throws IOException {
        Dataset d = read(splitMat());
        assertEquals(List.of("I", "T"), d.modalities().stream().map(Modality::name).toList());
        assertEquals(6, d.rows(Split.TEST).length);
        assertEquals(2, d.rows(Split.VALIDATION).length);
        assertArrayEquals(new float[] {10, 11, 12}, ((FloatMatrix) d.features(0)).row(1));
        assertArrayEquals(new float[] {110, 111, 112}, ((FloatMatrix) d.features(0)).row(21));
        assertEquals("test-02", d.id(21));
    }

    @Test
    void matlabNamesByOptions() throws IOException {
        Path file = mat("odd.mat", "xa", matrix(8, 3, 0), "ya", matrix(8, 2, 0), "la", labels(8),
                "xb", matrix(4, 3, 0), "yb", matrix(4, 2, 0), "lb", labels(4));
        Dataset d = read(file, "image.train=xa", "text.train=ya", "label.train=la",
                "image.test=xb", "text.test=yb", "label.test=lb", "val=0");
        assertEquals(8, d.rows(Split.TRAIN).length);
        assertEquals(4, d.rows(Split.TEST).length);
    }

    @Test
    void wikipediaListsGiveIdsAndClasses() throws IOException {
        mat("f.mat", "I_tr", matrix(3, 2, 0), "T_tr", matrix(3, 2, 0), "I_te", matrix(1, 2, 0), "T_te",
                matrix(1, 2, 0));
        Fixtures.text(folder.resolve("categories.list"), "art\nsport\n");
        Fixtures.text(folder.resolve("trainset_txt_img_cat.list"), "t1\ti1\t2\nt2\ti2\t1\nt3\ti3\t2\n");
        Path test = Fixtures.text(folder.resolve("testset_txt_img_cat.list"), "t4\ti4\t1\n");
        Dataset d = read(folder, "val=0");
        assertEquals(List.of("t1", "t2", "t3", "t4"), d.ids());
        assertEquals("sport", d.classNames().get(d.label(0)));
        assertEquals("image", d.modalities().get(0).name());
        Fixtures.text(test, "t4\ti4\t3\n");
        assertTrue(refusal(folder).contains("testset_txt_img_cat.list, line 1"));
        Fixtures.text(test, "t4 i4 1\n");
        assertTrue(refusal(folder).contains("line 1"));
        Fixtures.text(test, "t4\ti4\t1\nt5\ti5\t1\n");
        assertTrue(refusal(folder).contains("has 2 lines"));
    }

    @Test
    void foldersOfMatlabFilesOpen() throws IOException {
        for (String split : List.of("train", "test")) {
            int n = split.equals("train") ? 10 : 4;
            mat(split + "_img.mat", split + "_img", matrix(n, 3, 0));
            mat(split + "_txt.mat", "anything", matrix(n, 2, 0));
            mat(split + "_img_lab.mat", split + "_img_lab", labels(n));
        }
        Dataset d = read(folder);
        assertEquals(4, d.rows(Split.TEST).length);
        assertEquals(1, d.rows(Split.VALIDATION).length);
        Files.delete(folder.resolve("test_txt.mat"));
        Dataset partial = read(folder);
        assertEquals(10, partial.size());
        assertTrue(partial.report().problems().stream().anyMatch(p -> p.message().contains("text is missing")));
        Files.delete(folder.resolve("train_img.mat"));
        assertTrue(refusal(folder).contains("no complete split"));
    }

    @Test
    void matlabRowCountsMustAgree() throws IOException {
        String m = refusal(mat("views.mat", "I_tr", matrix(4, 3, 0), "T_tr", matrix(5, 2, 0), "L_tr", labels(4)));
        assertTrue(m.contains("variable T_tr has 5 rows") && m.contains("I_tr has 4"), m);
    }

    @Test
    void matlabFilesCutShortAnywhereAreRefused() throws IOException {
        byte[] all = Files.readAllBytes(splitMat());
        Dataset whole = read(folder.resolve("views.mat"));
        Path file = folder.resolve("cut.mat");
        for (int n = 0; n < all.length; n++) {
            Files.write(file, Arrays.copyOf(all, n));
            try {
                assertTrue(read(file).size() < whole.size(), "cut at " + n);
            } catch (MingleException e) {
                assertTrue(e.getMessage().contains("cut.mat"), e.getMessage());
            }
        }
    }

    @Test
    void matlabFilesWithAWrongByteNeverCrash() throws IOException {
        byte[] all = Files.readAllBytes(splitMat());
        Path file = folder.resolve("damaged.mat");
        for (int n = 0; n < all.length; n++) {
            byte[] damaged = all.clone();
            damaged[n] ^= 0x7f;
            Files.write(file, damaged);
            try {
                read(file);
            } catch (MingleException e) {
                assertTrue(e.getMessage().length() > 20, e.getMessage());
            }
        }
    }

    // ---- HDF5

    private Path h5() {
        Path file = folder.resolve("data.h5");
        try (var hdf = HdfFile.write(file)) {
            float[][] image = new float[10][3];
            double[][] text = new double[10][2];
            int[] label = new int[10];
            for (int r = 0; r < 10; r++) {
                image[r] = new float[] {r, r + 0.5f, -r};
                text[r] = new double[] {r, 1};
                label[r] = r % 2;
            }
            hdf.putDataset("image", image);
            hdf.putDataset("text", text);
            hdf.putDataset("label", label);
        }
        return file;
    }

    @Test
    void hdf5Opens() {
        Dataset d = read(h5());
        assertEquals(10, d.size());
        assertArrayEquals(new float[] {4, 4.5f, -4}, ((FloatMatrix) d.features(0)).row(4));
    }

    @Test
    void hdf5CutShortIsRefused() throws IOException {
        byte[] all = Files.readAllBytes(h5());
        Path file = folder.resolve("cut.h5");
        for (int n = 0; n < all.length; n += 7) {
            Files.write(file, Arrays.copyOf(all, n));
            try {
                assertEquals(10, read(file).size()); // what follows the last value need not be there
            } catch (MingleException e) {
                assertTrue(e.getMessage().contains("cut.h5"), e.getMessage());
            }
        }
        Files.write(file, Arrays.copyOf(all, all.length / 2));
        assertThrows(MingleException.class, () -> read(file));
    }

    @Test
    void matlab73KeepsItsAxesInReverse() throws IOException {
        Path hdf = folder.resolve("inner.h5");
        try (var h = HdfFile.write(hdf)) { // MATLAB's n x d matrix is a d x n dataset
            h.putDataset("image", new double[][] {{0, 1, 2, 3}, {4, 5, 6, 7}, {8, 9, 10, 11}});
            h.putDataset("text", new double[][] {{1, 1, 0, 0}, {2, 2, 5, 5}});
            h.putDataset("label", new double[][] {{1, 2, 1, 2}});
        }
        Dataset d = read(Files.write(folder.resolve("v73.mat"), behindMatlabHeader(Files.readAllBytes(hdf))),
                "val=0", "test=0");
        assertEquals(4, d.size());
        assertArrayEquals(new float[] {1, 5, 9}, ((FloatMatrix) d.features(0)).row(1));
        assertEquals(List.of("1", "2"), d.classNames());
    }

    /** MATLAB puts 512 bytes of its own first and tells HDF5 so: base address at 12, checksum after 44 bytes. */
    private static byte[] behindMatlabHeader(byte[] hdf) {
        ByteBuffer all = ByteBuffer.allocate(512 + hdf.length).order(ByteOrder.LITTLE_ENDIAN);
        all.put("MATLAB 7.3 MAT-file, Platform: GLNXA64".getBytes(StandardCharsets.US_ASCII));
        all.position(512).put(hdf).putLong(512 + 12, 512);
        all.putInt(512 + 44, ChecksumUtils.checksum(Arrays.copyOfRange(all.array(), 512, 512 + 44)));
        return all.array();
    }

    @Test
    void filesOfAnotherKindAreRefused() {
        for (String name : List.of("x.npz", "x.mat", "x.h5")) {
            Path file = Fixtures.text(folder.resolve(name), "this is no data at all, only text".repeat(20));
            assertTrue(refusal(file).contains(name));
        }
    }
}
