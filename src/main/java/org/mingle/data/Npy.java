package org.mingle.data;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * NumPy's {@code .npy} (format 1.0 to 3.0) and {@code .npz} files. Writing is atomic and gives the same bytes for the
 * same arrays. Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays".
 */
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    private Npy() {}

    /** Reads a {@code .npy} file. */
    public static NpyArray read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(in.readAllBytes(), file.toString());
        } catch (IOException e) {
            throw new MingleException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    /** Reads every array of a {@code .npz} file, by name (without {@code .npy}), in file order. */
    public static Map<String, NpyArray> readArchive(Path file) {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry e; (e = zip.getNextEntry()) != null; ) {
                if (e.getName().endsWith(".npy")) {
                    String name = e.getName().substring(0, e.getName().length() - 4);
                    arrays.put(name, parse(zip.readAllBytes(), file + ", array " + name));
                }
            }
        } catch (EOFException | ZipException e) {
            throw new MingleException(file + " is damaged or was cut short (" + e.getMessage() + "): copy it again.", e);
        } catch (IOException e) {
            throw new MingleException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
        if (arrays.isEmpty()) {
            throw new MingleException(file + " holds no NumPy array: is it really an .npz file?");
        }
        return arrays;
    }

    /** Writes a {@code .npy} file atomically. */
    public static void write(Path file, NpyArray array) {
        AtomicFiles.write(file, bytes(array));
    }

    /** Writes an uncompressed {@code .npz} file atomically. */
    public static void writeArchive(Path file, Map<String, NpyArray> arrays) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, NpyArray> a : arrays.entrySet()) {
                byte[] b = bytes(a.getValue());
                ZipEntry entry = new ZipEntry(a.getKey() + ".npy");
                entry.setMethod(ZipEntry.STORED);
                entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0)); // no clock in the bytes
                entry.setSize(b.length);
                CRC32 crc = new CRC32();
                crc.update(b);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(b);
            }
        } catch (IOException e) {
            throw new MingleException("Cannot write " + file + ": " + e.getMessage() + ".", e);
        }
        AtomicFiles.write(file, out.toByteArray());
    }

    private static NpyArray parse(byte[] b, String where) throws IOException {
        if (b.length < 10 || !Arrays.equals(Arrays.copyOf(b, 6), MAGIC)) {
            throw new MingleException(where + " is not a NumPy array: its first bytes are wrong.");
        }
        int major = b[6];
        ByteBuffer buf = ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = major == 1 ? buf.getShort(8) & 0xffff : buf.getInt(8);
        int start = (major == 1 ? 10 : 12) + headerLength;
        if (start > b.length) {
            throw new MingleException(where + " was cut short in its header: copy it again.");
        }
        String header = new String(b, start - headerLength, headerLength, StandardCharsets.UTF_8);
        String descr = find(DESCR, header, where);
        boolean fortran = find(ORDER, header, where).equals("True");
        int[] shape = Arrays.stream(find(SHAPE, header, where).split(","))
                .map(String::strip).filter(s -> !s.isEmpty()).mapToInt(s -> Integer.parseInt(s.replace("L", ""))).toArray();
        long count = 1;
        for (int s : shape) {
            count *= s;
        }
        int width = width(descr, where);
        if (start + count * width > b.length) {
            throw new MingleException(where + " was cut short: " + (b.length - start) + " of " + count * width
                    + " bytes of data are there; copy it again.");
        }
        buf.position(start);
        buf.order(descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        Object values = values(buf, descr.substring(1), (int) count, width, where);
        return new NpyArray(shape, fortran ? toRowMajor(values, shape) : values);
    }

    private static String find(Pattern p, String header, String where) {
        Matcher m = p.matcher(header);
        if (!m.find()) {
            throw new MingleException(where + " has a header that NumPy would not write: " + header.strip());
        }
        return m.group(1);
    }

    private static int width(String descr, String where) {
        if (descr.length() < 3 || descr.charAt(1) == 'O') {
            throw new MingleException(where + " holds Python objects (" + descr
                    + "), which only Python can read: save it with a plain dtype such as float32, int64 or str.");
        }
        int n = Integer.parseInt(descr.substring(2));
        return descr.charAt(1) == 'U' ? 4 * n : n;
    }

    private static Object values(ByteBuffer buf, String type, int n, int width, String where) {
        switch (type) {
            case "f4": {
                float[] v = new float[n];
                buf.asFloatBuffer().get(v);
                return v;
            }
            case "f8": {
                double[] v = new double[n];
                buf.asDoubleBuffer().get(v);
                return v;
            }
            case "i4": {
                int[] v = new int[n];
                buf.asIntBuffer().get(v);
                return v;
            }
            case "i8", "u8": {
                long[] v = new long[n];
                buf.asLongBuffer().get(v);
                return v;
            }
            case "u4": {
                long[] v = new long[n];
                for (int i = 0; i < n; i++) {
                    v[i] = buf.getInt() & 0xffffffffL;
                }
                return v;
            }
            case "i2", "u2": {
                int[] v = new int[n];
                for (int i = 0; i < n; i++) {
                    v[i] = type.equals("i2") ? buf.getShort() : buf.getShort() & 0xffff;
                }
                return v;
            }
            case "i1": {
                int[] v = new int[n];
                for (int i = 0; i < n; i++) {
                    v[i] = buf.get();
                }
                return v;
            }
            case "u1": {
                byte[] v = new byte[n];
                buf.get(v);
                return v;
            }
            case "b1": {
                boolean[] v = new boolean[n];
                for (int i = 0; i < n; i++) {
                    v[i] = buf.get() != 0;
                }
                return v;
            }
            case "f2": {
                float[] v = new float[n];
                for (int i = 0; i < n; i++) {
                    v[i] = halfToFloat(buf.getShort());
                }
                return v;
            }
            default:
                if (type.charAt(0) == 'U' || type.charAt(0) == 'S') {
                    return strings(buf, type.charAt(0) == 'U', n, width);
                }
                throw new MingleException(where + " has the dtype " + type + ", which Mingle does not read: save it as float32, int64 or str.");
        }
    }

    private static String[] strings(ByteBuffer buf, boolean utf32, int n, int width) {
        String[] v = new String[n];
        for (int i = 0; i < n; i++) {
            StringBuilder s = new StringBuilder();
            for (int c = 0; c < (utf32 ? width / 4 : width); c++) {
                int point = utf32 ? buf.getInt() : buf.get() & 0xff;
                if (point != 0) {
                    s.appendCodePoint(point);
                }
            }
            v[i] = s.toString();
        }
        return v;
    }

    private static float halfToFloat(short h) {
        int exponent = h >> 10 & 0x1f;
        int mantissa = h & 0x3ff;
        double v = exponent == 0 ? mantissa * 0x1p-24
                : exponent == 31 ? (mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                : (1 + mantissa * 0x1p-10) * Math.pow(2, exponent - 15);
        return (float) (h < 0 ? -v : v);
    }

    private static Object toRowMajor(Object values, int[] shape) {
        if (shape.length < 2) {
            return values;
        }
        int n = java.lang.reflect.Array.getLength(values);
        Object out = java.lang.reflect.Array.newInstance(values.getClass().getComponentType(), n);
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

    private static byte[] bytes(NpyArray a) {
        Object v = a.values();
        int n = java.lang.reflect.Array.getLength(v);
        int chars = 1;
        if (v instanceof String[] s) {
            for (String x : s) {
                chars = Math.max(chars, x.codePointCount(0, x.length()));
            }
        }
        String descr = v instanceof float[] ? "<f4" : v instanceof double[] ? "<f8" : v instanceof int[] ? "<i4"
                : v instanceof long[] ? "<i8" : v instanceof boolean[] ? "|b1" : v instanceof byte[] ? "|u1" : "<U" + chars;
        int width = descr.charAt(1) == 'U' ? 4 * chars : Integer.parseInt(descr.substring(2));
        StringBuilder header = new StringBuilder("{'descr': '" + descr + "', 'fortran_order': False, 'shape': (");
        for (int s : a.shape()) {
            header.append(s).append(a.shape().length == 1 ? "," : ", ");
        }
        if (a.shape().length > 1) {
            header.setLength(header.length() - 2);
        }
        header.append("), }");
        while ((10 + header.length() + 1) % 64 != 0) {
            header.append(' ');
        }
        header.append('\n');
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(10 + header.length(), Math.multiplyExact(n, width)))
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) header.length());
        out.put(header.toString().getBytes(StandardCharsets.US_ASCII));
        if (v instanceof float[] f) {
            out.asFloatBuffer().put(f);
        } else if (v instanceof double[] d) {
            out.asDoubleBuffer().put(d);
        } else if (v instanceof int[] i) {
            out.asIntBuffer().put(i);
        } else if (v instanceof long[] l) {
            out.asLongBuffer().put(l);
        } else if (v instanceof byte[] b) {
            out.put(b);
        } else if (v instanceof boolean[] z) {
            for (boolean x : z) {
                out.put((byte) (x ? 1 : 0));
            }
        } else {
            for (String s : (String[]) v) {
                int[] points = s.codePoints().toArray();
                for (int c = 0; c < chars; c++) {
                    out.putInt(c < points.length ? points[c] : 0);
                }
            }
        }
        return out.array();
    }
}
