package org.mingle.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a {@code .npy} file.
 *
 * @param order of the bytes in a value
 * @param type kind and size without byte order, e.g. {@code f4}, {@code U12}
 * @param fortran whether the first axis runs fastest
 * @param shape lengths of the axes
 * @param count number of values, the product of the shape
 * @param width bytes of one value
 */
record NpyHeader(ByteOrder order, String type, boolean fortran, int[] shape, long count, int width) {
    /** The longest array a Java machine makes on every platform. */
    static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER = 1 << 20;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern STRUCTURED = Pattern.compile("'descr'\\s*:\\s*\\[");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");
    private static final Pattern TYPE = Pattern.compile("([<>|=]?)([a-zA-Z])([0-9]{1,9})");

    /** Reads a header and leaves the stream at the first value. */
    static NpyHeader read(InputStream in, String where) throws IOException {
        byte[] start = in.readNBytes(8);
        if (start.length < 8) {
            throw new MingleException(where + " was cut short in its header: copy it again.");
        }
        if (!Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
            throw new MingleException(where + " is not a NumPy array: its first bytes are wrong.");
        }
        int lengthBytes = start[6] == 1 ? 2 : 4;
        byte[] length = Arrays.copyOf(in.readNBytes(lengthBytes), 4);
        int n = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (n < 0 || n > MAX_HEADER) {
            throw new MingleException(where + " is damaged: its header would be " + (n & 0xffffffffL) + " bytes long.");
        }
        byte[] text = in.readNBytes(n);
        if (text.length < n) {
            throw new MingleException(where + " was cut short in its header: copy it again.");
        }
        return parse(new String(text, StandardCharsets.UTF_8), where);
    }

    private static NpyHeader parse(String header, String where) {
        if (STRUCTURED.matcher(header).find()) {
            throw new MingleException(where
                    + " holds records of several fields: save each field as an array of its own.");
        }
        Matcher type = TYPE.matcher(find(DESCR, header, where));
        if (!type.matches()) {
            if (header.contains("O'")) {
                throw new MingleException(where + " holds Python objects, which only Python can read:"
                        + " save it with a plain dtype such as float32, int64 or str.");
            }
            throw unsupported(where, find(DESCR, header, where));
        }
        boolean fortran = find(ORDER, header, where).equals("True");
        int[] shape = shape(find(SHAPE, header, where), where);
        int number = Integer.parseInt(type.group(3));
        int width = switch (type.group(2)) {
            case "U" -> Math.multiplyExact(4, Math.min(number, MAX_LENGTH / 4));
            case "S", "f", "i", "u", "b" -> number;
            default -> throw unsupported(where, type.group());
        };
        ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(order, type.group(2) + type.group(3), fortran, shape, count(shape, where), width);
    }

    static MingleException unsupported(String where, String type) {
        return new MingleException(where + " has the dtype " + type
                + ", which Mingle does not read: save it as float32, int64 or str.");
    }

    private static String find(Pattern p, String header, String where) {
        Matcher m = p.matcher(header);
        if (!m.find()) {
            throw new MingleException(where + " has a header that NumPy would not write: copy it again.");
        }
        return m.group(1);
    }

    private static int[] shape(String text, String where) {
        List<Integer> axes = new ArrayList<>();
        for (String part : text.split(",")) {
            String s = part.strip();
            if (s.isEmpty()) {
                continue;
            }
            if (!s.matches("[0-9]{1,18}L?")) {
                throw new MingleException(where + " has a header that NumPy would not write: copy it again.");
            }
            long length = Long.parseLong(s.replace("L", ""));
            if (length > MAX_LENGTH) {
                throw tooLarge(where, length);
            }
            axes.add((int) length);
        }
        return axes.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The number of values, for one Java array of them. */
    int arrayLength(String where) {
        if (count > MAX_LENGTH) {
            throw tooLarge(where, count);
        }
        return (int) count;
    }

    private static long count(int[] shape, String where) {
        if (Arrays.stream(shape).anyMatch(s -> s == 0)) {
            return 0;
        }
        long count = 1;
        for (int s : shape) {
            if (count > Long.MAX_VALUE / s) {
                throw tooLarge(where, count);
            }
            count *= s;
        }
        return count;
    }

    private static MingleException tooLarge(String where, long count) {
        return new MingleException(where + " has at least " + count + " values, more than the " + MAX_LENGTH
                + " that fit one array in memory: split it into smaller files, or give it to a dataset folder as float32"
                + " in C order, where it stays on the disk.");
    }
}
