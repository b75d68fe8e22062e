package org.mingle.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a {@code .npy} file of float32 where they are, mapped into memory and not copied: the system reads what is
 * looked at and may forget it again. Row-major.
 *
 * @param rows number of rows
 * @param cols number of columns
 * @param rowsPerPart rows in every part but the last
 * @param parts the values, each part whole rows and at most 1 GiB
 */
public record MappedMatrix(int rows, int cols, int rowsPerPart, List<FloatBuffer> parts) implements FeatureTable {
    private static final long PART = 1L << 30;

    public MappedMatrix {
        parts = List.copyOf(parts);
    }

    private static boolean isMappable(NpyHeader header) {
        return header.type().equals("f4") && !header.fortran() && header.shape().length == 2
                && header.order() == ByteOrder.LITTLE_ENDIAN;
    }

    /** Whether {@link #open} can map the file as it is. */
    public static boolean isMappable(Path npy) {
        try (InputStream in = Files.newInputStream(npy)) {
            return isMappable(NpyHeader.read(in, npy.toString()));
        } catch (IOException e) {
            throw Failures.cannotRead(npy, e);
        }
    }

    @Override
    public void copyRow(int row, float[] target, int offset) {
        parts.get(row / rowsPerPart).get(row % rowsPerPart * cols, target, offset, cols);
    }

    @Override
    public FeatureTable select(int[] chosen) {
        return new SelectedRows(this, chosen.clone());
    }

    /** @throws MingleException when the file is no two-dimensional array of little-endian float32 in C order */
    public static MappedMatrix open(Path npy) {
        try (FileChannel channel = FileChannel.open(npy, StandardOpenOption.READ)) {
            // Neither closes the channel; the header is read through it, so that its position is where the data begins.
            InputStream in = Channels.newInputStream(channel);
            NpyHeader header = NpyHeader.read(in, npy.toString());
            long start = channel.position();
            if (!isMappable(header)) {
                throw new MingleException(npy + " cannot be mapped: it must hold a matrix of little-endian float32 in C"
                        + " order; save it with numpy.save(file, x.astype('<f4')).");
            }
            int rows = header.shape()[0];
            int cols = header.shape()[1];
            int perPart = (int) Math.max(1, PART / (4L * Math.max(1, cols)));
            List<FloatBuffer> parts = new ArrayList<>();
            for (int from = 0; from < rows; from += perPart) {
                long bytes = 4L * cols * Math.min(perPart, rows - from);
                long at = start + 4L * cols * from;
                if (at + bytes > channel.size()) {
                    throw cutShort(npy);
                }
                parts.add(channel.map(FileChannel.MapMode.READ_ONLY, at, bytes).order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer());
            }
            return new MappedMatrix(rows, cols, perPart, parts);
        } catch (IOException e) {
            throw new MingleException("Cannot read " + npy + ": " + e.getMessage() + ".", e);
        }
    }

    static MingleException cutShort(Path npy) {
        return new MingleException(npy + " was cut short: it holds fewer rows than it says; copy it again.");
    }
}
