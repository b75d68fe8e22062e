package org.mingle.data;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The datasets at the top of an HDF5 file, a MATLAB 7.3 file among them. MATLAB lists the axes of its matrices in
 * reverse, so those are turned round.
 */
final class Hdf5Source implements ArraySource {
    /** Kept here because a logger that nobody holds forgets its level. */
    private static final Logger LIBRARY_LOG = Logger.getLogger("io.jhdf");

    static {
        LIBRARY_LOG.setLevel(Level.OFF); // what is wrong with a file is said in an exception
    }

    private final Path path;
    private final boolean matlab;
    private final HdfFile file;
    private final Map<String, Dataset> datasets = new LinkedHashMap<>();

    Hdf5Source(Path path, boolean matlab) {
        this.path = path;
        this.matlab = matlab;
        try {
            file = new HdfFile(path);
            for (Node node : file.getChildren().values()) {
                if (node instanceof Dataset d) {
                    datasets.put(node.getName(), d);
                }
            }
        } catch (RuntimeException e) {
            throw Failures.damaged(path.toString(), e);
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public List<String> names() {
        return new ArrayList<>(datasets.keySet());
    }

    @Override
    public String where(String name) {
        return path.getFileName() + (matlab ? ", variable " : ", dataset ") + name;
    }

    @Override
    public NpyArray read(String name) {
        Dataset d = datasets.get(name);
        int[] shape;
        Object values;
        try {
            shape = d.getDimensions();
            values = d.isScalar() ? d.getData() : d.getDataFlat();
        } catch (RuntimeException | OutOfMemoryError e) {
            throw Failures.damaged(where(name), e);
        }
        Object plain = plain(values);
        if (plain == null) {
            throw new MingleException(where(name) + " is of an HDF5 type that Mingle does not read: save it as float,"
                    + " integer or string.");
        }
        if (!matlab) {
            return new NpyArray(shape, plain);
        }
        int[] reversed = new int[shape.length];
        for (int i = 0; i < shape.length; i++) {
            reversed[i] = shape[shape.length - 1 - i];
        }
        return new NpyArray(reversed, NpyReader.toRowMajor(plain, reversed));
    }

    private static Object plain(Object values) {
        if (values instanceof short[] s) {
            int[] v = new int[s.length];
            Arrays.setAll(v, i -> s[i]);
            return v;
        }
        if (values instanceof Object[] o && Arrays.stream(o).allMatch(x -> x instanceof String)) {
            return Arrays.copyOf(o, o.length, String[].class);
        }
        return values instanceof float[] || values instanceof double[] || values instanceof int[]
                || values instanceof long[] || values instanceof byte[] || values instanceof boolean[] ? values : null;
    }

    @Override
    public void close() {
        file.close();
    }
}
