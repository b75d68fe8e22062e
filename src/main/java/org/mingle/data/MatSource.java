package org.mingle.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;
import us.hebi.matlab.mat.types.Sparse;

/** The variables of a MATLAB file of version 5 to 7 (not 7.3, which is HDF5). */
final class MatSource implements ArraySource {
    private final Path path;
    private final Mat5File file;
    private final Map<String, Array> variables = new LinkedHashMap<>();

    MatSource(Path path) {
        this.path = path;
        try (Source source = Sources.openFile(path.toFile())) {
            file = Mat5.newReader(source).disableSubsystemProcessing().readMat();
            for (MatFile.Entry e : file.getEntries()) {
                variables.put(e.getName(), e.getValue());
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) { // a wrong length in a damaged file asks for any
            throw Failures.damaged(path.toString(), e);
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public List<String> names() {
        return new ArrayList<>(variables.keySet());
    }

    @Override
    public String where(String name) {
        return path.getFileName() + ", variable " + name;
    }

    @Override
    public NpyArray read(String name) {
        Array a = variables.get(name);
        try {
            if (a instanceof Sparse s) {
                return sparse(s);
            }
            if (a instanceof Matrix m && !m.isComplex()) {
                return dense(m);
            }
            if (a instanceof Char c) {
                return NpyArray.of(rows(c));
            }
            if (a instanceof Cell c) {
                return NpyArray.of(strings(c));
            }
        } catch (RuntimeException e) {
            throw Failures.damaged(where(name), e);
        }
        throw new MingleException(where(name) + " is a MATLAB " + a.getType()
                + ", which Mingle does not read: save it as a matrix of real numbers.");
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw Failures.cannotRead(path, e);
        }
    }

    /** MATLAB keeps the first axis fastest. */
    private static NpyArray dense(Matrix m) {
        int[] shape = m.getDimensions();
        int n = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (m.getType() == MatlabType.UInt8) {
            byte[] v = new byte[n];
            for (int i = 0; i < n; i++) {
                v[i] = m.getByte(i);
            }
            return new NpyArray(shape, NpyReader.toRowMajor(v, shape));
        }
        if (m.getType() == MatlabType.Single) {
            float[] v = new float[n];
            for (int i = 0; i < n; i++) {
                v[i] = m.getFloat(i);
            }
            return new NpyArray(shape, NpyReader.toRowMajor(v, shape));
        }
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = m.getDouble(i);
        }
        return new NpyArray(shape, NpyReader.toRowMajor(v, shape));
    }

    private static NpyArray sparse(Sparse s) {
        int cols = s.getNumCols();
        float[] v = new float[Math.multiplyExact(s.getNumRows(), cols)];
        s.forEach((row, col, real, imaginary) -> v[row * cols + col] = (float) real);
        return new NpyArray(new int[] {s.getNumRows(), cols}, v);
    }

    private static String[] rows(Char c) {
        String[] v = new String[c.getNumRows()];
        for (int r = 0; r < v.length; r++) {
            v[r] = c.getRow(r).strip();
        }
        return v;
    }

    private static String[] strings(Cell cell) {
        String[] v = new String[cell.getNumElements()];
        for (int i = 0; i < v.length; i++) {
            v[i] = cell.get(i) instanceof Char c ? c.getString() : Double.toString(cell.getMatrix(i).getDouble(0));
        }
        return v;
    }
}
