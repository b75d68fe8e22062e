package org.mingle.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * NumPy's {@code .npy} (format 1.0 to 3.0) and {@code .npz} files. Writing is atomic and gives the same bytes for the
 * same arrays. Whatever is wrong with a file is a {@link MingleException}. Source: NumPy Enhancement Proposal 1, "A
 * simple file format for NumPy arrays".
 */
public final class Npy {
    private Npy() {}

    /** Reads a {@code .npy} file. */
    public static NpyArray read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return NpyReader.read(in, file.toString());
        } catch (IOException e) {
            throw Failures.cannotRead(file, e);
        }
    }

    /** Reads every array of a {@code .npz} file, by name (without {@code .npy}), in file order. */
    public static Map<String, NpyArray> readArchive(Path file) {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        try (NpyArchive archive = new NpyArchive(file)) {
            for (String name : archive.names()) {
                arrays.put(name, archive.read(name));
            }
        }
        if (arrays.isEmpty()) {
            throw new MingleException(file + " holds no NumPy array: is it really an .npz file?");
        }
        return arrays;
    }

    /** Writes a {@code .npy} file atomically. */
    public static void write(Path file, NpyArray array) {
        AtomicFiles.write(file, out -> new NpyWriter(array).writeTo(out));
    }

    /** Writes an uncompressed {@code .npz} file atomically. */
    public static void writeArchive(Path file, Map<String, NpyArray> arrays) {
        AtomicFiles.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Map.Entry<String, NpyArray> a : arrays.entrySet()) {
                NpyWriter writer = new NpyWriter(a.getValue());
                zip.putNextEntry(entry(a.getKey() + ".npy", writer));
                writer.writeTo(zip);
                zip.closeEntry();
            }
            zip.finish();
        });
    }

    private static ZipEntry entry(String name, NpyWriter writer) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0)); // no clock in the bytes
        entry.setSize(writer.size());
        CheckedOutputStream crc = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
        writer.writeTo(crc);
        entry.setCrc(crc.getChecksum().getValue());
        return entry;
    }
}
