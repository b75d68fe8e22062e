package org.mingle.data;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An open {@code .npz} file whose arrays are read one by one. It goes by the archive's central directory, so that
 * stored, deflated and ZIP64 entries all read alike, and checks each entry's CRC.
 */
final class NpyArchive implements Closeable {
    private static final String SUFFIX = ".npy";

    private final Path file;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

    NpyArchive(Path file) {
        this.file = file;
        zip = open(file);
        for (ZipEntry e : Collections.list(zip.entries())) {
            if (e.getName().endsWith(SUFFIX)) {
                entries.put(e.getName().substring(0, e.getName().length() - SUFFIX.length()), e);
            }
        }
    }

    private static ZipFile open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new MingleException("Cannot read " + file + ": there is no such file.");
        }
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException | IllegalArgumentException e) {
            throw Failures.damaged(file.toString(), e);
        } catch (FileNotFoundException e) {
            throw new MingleException("Cannot read " + file + ": you may not open it.", e);
        } catch (IOException e) {
            throw Failures.cannotRead(file, e);
        }
    }

    /** Names of the arrays, without {@code .npy}, in file order. */
    List<String> names() {
        return new ArrayList<>(entries.keySet());
    }

    /** An array's type and shape, without reading its values. */
    NpyHeader header(String name) {
        return reading(name, in -> NpyHeader.read(in, where(name)));
    }

    NpyArray read(String name) {
        return reading(name, in -> {
            CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
            NpyArray array = NpyReader.read(checked, where(name));
            checked.skip(Long.MAX_VALUE);
            long expected = entries.get(name).getCrc();
            if (expected >= 0 && checked.getChecksum().getValue() != expected) {
                throw new MingleException(where(name) + " is damaged (its checksum is wrong): copy the file again.");
            }
            return array;
        });
    }

    String where(String name) {
        return file + ", array " + name;
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw Failures.cannotRead(file, e);
        }
    }

    private interface Reading<T> {
        T from(InputStream in) throws IOException;
    }

    private <T> T reading(String name, Reading<T> reading) {
        try (InputStream in = new BufferedInputStream(zip.getInputStream(entries.get(name)), 1 << 16)) {
            return reading.from(in);
        } catch (IOException | IllegalArgumentException e) {
            throw Failures.damaged(where(name), e);
        }
    }
}
