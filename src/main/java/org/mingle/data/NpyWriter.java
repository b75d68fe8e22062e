package org.mingle.data;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes one array in {@code .npy} format 1.0, little-endian and in C order, as NumPy itself would. */
final class NpyWriter {
    private static final int BLOCK = 1 << 16;

    private final NpyArray array;
    private final byte[] header;
    private final int count;
    private final int width;

    NpyWriter(NpyArray array) {
        this.array = array;
        count = Array.getLength(array.values());
        String descr = descr(array.values());
        int number = Integer.parseInt(descr.substring(2));
        width = descr.charAt(1) == 'U' ? 4 * number : number;
        header = header(descr, array.shape());
    }

    /** Length of the whole file in bytes. */
    long size() {
        return header.length + (long) count * width;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(header);
        int perBlock = Math.max(1, BLOCK / width);
        ByteBuffer block = ByteBuffer.allocate(Math.multiplyExact(perBlock, width)).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < count; from += perBlock) {
            int n = Math.min(perBlock, count - from);
            put(block.clear(), from, n);
            out.write(block.array(), 0, n * width);
        }
    }

    private void put(ByteBuffer block, int from, int n) {
        Object v = array.values();
        if (v instanceof float[] f) {
            block.asFloatBuffer().put(f, from, n);
        } else if (v instanceof double[] d) {
            block.asDoubleBuffer().put(d, from, n);
        } else if (v instanceof int[] i) {
            block.asIntBuffer().put(i, from, n);
        } else if (v instanceof long[] l) {
            block.asLongBuffer().put(l, from, n);
        } else if (v instanceof byte[] b) {
            block.put(b, from, n);
        } else if (v instanceof boolean[] z) {
            for (int i = 0; i < n; i++) {
                block.put((byte) (z[from + i] ? 1 : 0));
            }
        } else {
            putStrings(block, (String[]) v, from, n);
        }
    }

    private void putStrings(ByteBuffer block, String[] v, int from, int n) {
        for (int i = 0; i < n; i++) {
            int[] points = v[from + i].codePoints().toArray();
            for (int c = 0; c < width / 4; c++) {
                block.putInt(c < points.length ? points[c] : 0);
            }
        }
    }

    private static String descr(Object v) {
        if (v instanceof String[] s) {
            int chars = 1;
            for (String x : s) {
                chars = Math.max(chars, x.codePointCount(0, x.length()));
            }
            return "<U" + chars;
        }
        return v instanceof float[] ? "<f4" : v instanceof double[] ? "<f8" : v instanceof int[] ? "<i4"
                : v instanceof long[] ? "<i8" : v instanceof boolean[] ? "|b1" : "|u1";
    }

    private static byte[] header(String descr, int[] shape) {
        StringBuilder axes = new StringBuilder();
        for (int s : shape) {
            axes.append(s).append(shape.length == 1 ? "," : ", ");
        }
        if (shape.length > 1) {
            axes.setLength(axes.length() - 2);
        }
        StringBuilder text = new StringBuilder(
                "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + axes + "), }");
        while ((10 + text.length() + 1) % 64 != 0) { // the values start at a multiple of 64
            text.append(' ');
        }
        text.append('\n');
        byte[] all = new byte[10 + text.length()];
        ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) text.length())
                .put(text.toString().getBytes(StandardCharsets.US_ASCII));
        return all;
    }
}
