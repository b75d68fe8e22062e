package org.mingle.samples;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.GZIPException;
import com.jcraft.jzlib.JZlib;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Pictures to PNG files (ISO/IEC 15948) whose bytes depend on the pixels alone: compression by JZlib, because what
 * {@code java.util.zip} makes of the same bytes differs between the zlib versions of Java's builds.
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int FILTERS = 5;

    private Png() {}

    /** @param rgb row-major, 0xRRGGBB */
    static byte[] opaque(int width, int height, int[] rgb) {
        return encode(width, height, rgb, 3);
    }

    /** @param argb row-major, 0xAARRGGBB */
    static byte[] transparent(int width, int height, int[] argb) {
        return encode(width, height, argb, 4);
    }

    private static byte[] encode(int width, int height, int[] argb, int channels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) 8).put((byte) (channels == 3 ? 2 : 6)).put((byte) 0).put((byte) 0).put((byte) 0);
        chunk(out, "IHDR", header.array());
        chunk(out, "IDAT", deflate(filtered(width, height, argb, channels)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    /** Each row by the filter with the smallest sum of absolute differences, as the standard advises. */
    private static byte[] filtered(int width, int height, int[] argb, int channels) {
        int stride = width * channels;
        byte[] all = new byte[height * (stride + 1)];
        byte[] above = new byte[stride];
        byte[] candidate = new byte[stride];
        for (int y = 0; y < height; y++) {
            byte[] row = row(argb, y * width, width, channels);
            long least = Long.MAX_VALUE;
            for (int filter = 0; filter < FILTERS; filter++) {
                long cost = 0;
                for (int i = 0; i < stride; i++) {
                    int left = i < channels ? 0 : row[i - channels] & 0xff;
                    int corner = i < channels ? 0 : above[i - channels] & 0xff;
                    candidate[i] = (byte) (row[i] - predicted(filter, left, above[i] & 0xff, corner));
                    cost += Math.abs(candidate[i]);
                }
                if (cost < least) {
                    least = cost;
                    all[y * (stride + 1)] = (byte) filter;
                    System.arraycopy(candidate, 0, all, y * (stride + 1) + 1, stride);
                }
            }
            above = row;
        }
        return all;
    }

    private static byte[] row(int[] argb, int from, int width, int channels) {
        byte[] row = new byte[width * channels];
        for (int x = 0; x < width; x++) {
            int p = argb[from + x];
            row[x * channels] = (byte) (p >> 16);
            row[x * channels + 1] = (byte) (p >> 8);
            row[x * channels + 2] = (byte) p;
            if (channels == 4) {
                row[x * channels + 3] = (byte) (p >>> 24);
            }
        }
        return row;
    }

    private static int predicted(int filter, int left, int above, int corner) {
        return switch (filter) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> (left + above) / 2;
            case 4 -> {
                int p = left + above - corner;
                int l = Math.abs(p - left);
                int a = Math.abs(p - above);
                int c = Math.abs(p - corner);
                yield l <= a && l <= c ? left : a <= c ? above : corner;
            }
            default -> 0;
        };
    }

    private static byte[] deflate(byte[] data) {
        try {
            Deflater deflater = new Deflater(JZlib.Z_BEST_COMPRESSION);
            byte[] buffer = new byte[data.length + data.length / 100 + 64]; // zlib never needs more
            deflater.setInput(data);
            deflater.setOutput(buffer);
            int status = deflater.deflate(JZlib.Z_FINISH);
            if (status != JZlib.Z_STREAM_END) {
                throw new IllegalStateException("Compression ended with status " + status);
            }
            byte[] out = java.util.Arrays.copyOf(buffer, (int) deflater.total_out);
            deflater.end();
            return out;
        } catch (GZIPException e) {
            throw new IllegalStateException(e);
        }
    }
}
