package org.mingle.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads MATLAB files, versions 5 to 7.3, with variables {@code I_tr T_tr I_te T_te} and labels {@code L_tr L_te} or
 * the Wikipedia lists beside them, or with any names that the options give.
 */
final class MatReader implements DatasetReader {
    private static final int HEADER = 128;

    @Override
    public String format() {
        return "MATLAB file (.mat)";
    }

    @Override
    public boolean accepts(Path path) {
        return FileNames.extension(path).equals("mat");
    }

    @Override
    public boolean holdsDataset(Path path, Map<String, String> options) {
        try (ArraySource source = open(path)) {
            return ArrayDataset.isDataset(source, options);
        }
    }

    @Override
    public Dataset read(Path path, Map<String, String> options) {
        try (ArraySource source = open(path)) {
            return ArrayDataset.read(source, options, FileNames.title(path), format());
        }
    }

    /** Opens a file of any version that its header names. */
    static ArraySource open(Path path) {
        byte[] header;
        try (InputStream in = Files.newInputStream(path)) {
            header = in.readNBytes(HEADER);
        } catch (IOException e) {
            throw Failures.cannotRead(path, e);
        }
        String text = new String(header, StandardCharsets.ISO_8859_1);
        if (text.startsWith("MATLAB 7.3") || text.startsWith("\u0089HDF")) {
            return new Hdf5Source(path, true);
        }
        if (header.length < HEADER || !text.startsWith("MATLAB 5")) {
            throw new MingleException(path + " is not a MATLAB file of version 5 to 7.3, or was cut short:"
                    + " save it again in MATLAB with -v7.");
        }
        return new MatSource(path);
    }
}
