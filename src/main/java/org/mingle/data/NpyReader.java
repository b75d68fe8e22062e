package org.mingle.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the values of a {@code .npy} stream block by block, so that memory holds the array once and not twice. */
final class NpyReader {
    private static final int BLOCK = 1 << 16;

    private final InputStream in;
    private final String where;

    private NpyReader(InputStream in, String where) {
        this.in = in;
        this.where = where;
    }

    static NpyArray read(InputStream in, String where) throws IOException {
        NpyHeader header = NpyHeader.read(in, where);
        checkMemory(header, where);
        Object values = new NpyReader(in, where).values(header);
        return new NpyArray(header.shape(), header.fortran() ? toRowMajor(values, header.shape()) : values);
    }

    private static void checkMemory(NpyHeader header, String where) {
        Runtime r = Runtime.getRuntime();
        double free = (double) r.maxMemory() - r.totalMemory() + r.freeMemory();
        double needed = (double) header.count() * Math.max(header.width(), 1);
        if (needed > free) {
            throw new MingleException(String.format(java.util.Locale.ROOT,
                    "%s needs %.1f GB of memory and %.1f GB are left:"
                            + " start Java with a larger -Xmx, or store it as float32.", where, needed / 1e9, free / 1e9));
        }
    }

    /** Takes the values in a block, {@code from} the index of the first, out of the buffer. */
    private interface Sink {
        void accept(ByteBuffer block, int from, int n);
    }

    private Object values(NpyHeader h) throws IOException {
        int n = h.arrayLength(where);
        switch (h.type()) {
            case "f4": {
                float[] v = new float[n];
                read(h, (b, from, k) -> b.asFloatBuffer().get(v, from, k));
                return v;
            }
            case "f8": {
                double[] v = new double[n];
                read(h, (b, from, k) -> b.asDoubleBuffer().get(v, from, k));
                return v;
            }
            case "f2": {
                float[] v = new float[n];
                read(h, (b, from, k) -> {
                    for (int i = 0; i < k; i++) {
                        v[from + i] = halfToFloat(b.getShort());
                    }
                });
                return v;
            }
            case "i8", "u8": {
                long[] v = new long[n];
                read(h, (b, from, k) -> b.asLongBuffer().get(v, from, k));
                return v;
            }
            case "u4": {
                long[] v = new long[n];
                read(h, (b, from, k) -> {
                    for (int i = 0; i < k; i++) {
                        v[from + i] = b.getInt() & 0xffffffffL;
                    }
                });
                return v;
            }
            case "i4", "i2", "u2", "i1":
                return ints(h, n);
            case "u1": {
                byte[] v = new byte[n];
                read(h, (b, from, k) -> b.get(v, from, k));
                return v;
            }
            case "b1": {
                boolean[] v = new boolean[n];
                read(h, (b, from, k) -> {
                    for (int i = 0; i < k; i++) {
                        v[from + i] = b.get() != 0;
                    }
                });
                return v;
            }
            default:
                if (h.type().charAt(0) == 'U' || h.type().charAt(0) == 'S') {
                    return strings(h, n);
                }
                throw NpyHeader.unsupported(where, h.type());
        }
    }

    private int[] ints(NpyHeader h, int n) throws IOException {
        int[] v = new int[n];
        read(h, (b, from, k) -> {
            for (int i = 0; i < k; i++) {
                v[from + i] = switch (h.type()) {
                    case "i4" -> b.getInt();
                    case "i2" -> b.getShort();
                    case "u2" -> b.getShort() & 0xffff;
                    default -> b.get();
                };
            }
        });
        return v;
    }

    private String[] strings(NpyHeader h, int n) throws IOException {
        String[] v = new String[n];
        boolean utf32 = h.type().charAt(0) == 'U';
        read(h, (b, from, k) -> {
            byte[] one = new byte[h.width()];
            for (int i = 0; i < k; i++) {
                v[from + i] = utf32 ? utf32(b, h.width() / 4) : utf8(b, one);
            }
        });
        return v;
    }

    private String utf32(ByteBuffer b, int chars) {
        StringBuilder s = new StringBuilder();
        int end = 0; // NumPy pads with NUL at the end
        for (int c = 0; c < chars; c++) {
            int point = b.getInt();
            if (!Character.isValidCodePoint(point)) {
                throw new MingleException(where + " is damaged: it holds a character that does not exist.");
            }
            s.appendCodePoint(point);
            if (point != 0) {
                end = s.length();
            }
        }
        return s.substring(0, end);
    }

    private static String utf8(ByteBuffer b, byte[] buffer) {
        b.get(buffer);
        int end = buffer.length;
        while (end > 0 && buffer[end - 1] == 0) {
            end--;
        }
        return new String(buffer, 0, end, StandardCharsets.UTF_8);
    }

    private void read(NpyHeader h, Sink sink) throws IOException {
        int width = h.width();
        int count = h.arrayLength(where);
        if (width == 0) {
            sink.accept(ByteBuffer.allocate(0), 0, count);
            return;
        }
        int perBlock = Math.max(1, BLOCK / width);
        byte[] block = new byte[Math.multiplyExact(perBlock, width)];
        for (int from = 0; from < count; ) {
            int n = Math.min(perBlock, count - from);
            int got = readFully(block, n * width);
            if (got < n * width) {
                throw new MingleException(where + " was cut short: " + ((long) from * width + got) + " of "
                        + (long) count * width + " bytes of data are there; copy it again.");
            }
            sink.accept(ByteBuffer.wrap(block).order(h.order()), from, n);
            from += n;
        }
    }

    private int readFully(byte[] block, int length) throws IOException {
        try {
            return in.readNBytes(block, 0, length);
        } catch (EOFException e) { // how a compressed stream ends that was cut short
            return 0;
        }
    }

    private static float halfToFloat(short h) {
        int exponent = h >> 10 & 0x1f;
        int mantissa = h & 0x3ff;
        double v = exponent == 0 ? mantissa * 0x1p-24
                : exponent == 31 ? (mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                : (1 + mantissa * 0x1p-10) * Math.pow(2, exponent - 15);
        return (float) (h < 0 ? -v : v);
    }

    /** Values with the first axis running fastest, to values with the last axis running fastest. */
    static Object toRowMajor(Object values, int[] shape) {
        if (shape.length < 2) {
            return values;
        }
        int n = Array.getLength(values);
        Object out = Array.newInstance(values.getClass().getComponentType(), n);
        int[] at = new int[shape.length];
        for (int i = 0; i < n; i++) {
            int source = 0;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                source = source * shape[axis] + at[axis];
            }
            System.arraycopy(values, source, out, i, 1);
            for (int axis = shape.length - 1; axis >= 0 && ++at[axis] == shape[axis]; axis--) {
                at[axis] = 0;
            }
        }
        return out;
    }
}
