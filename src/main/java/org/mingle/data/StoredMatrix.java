package org.mingle.data;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Path;

/**
 * The rows of a {@code .npy} file of float32 that is too large for memory, each read from the file when it is asked for.
 * Of a mapped file ({@link MappedMatrix}) the system reads as much around every row as it reads ahead on that disk,
 * often many megabytes, and throws out for it what it had: taking rows in a random order then reads the file many
 * times over.
 */
final class StoredMatrix implements FeatureTable {
    private final Path file;
    private final int rows;
    private final int cols;
    private final long start;
    /** One a thread, as each has its own place in the file. Not channels: those close when their thread is interrupted. */
    private final ThreadLocal<Reader> readers = ThreadLocal.withInitial(Reader::new);

    private StoredMatrix(Path file, int rows, int cols, long start) {
        this.file = file;
        this.rows = rows;
        this.cols = cols;
        this.start = start;
    }

    /**
     * @param npy a file that {@link MappedMatrix#isMappable}
     * @throws MingleException when it cannot be read or was cut short
     */
    static StoredMatrix open(Path npy) {
        try (RandomAccessFile f = new RandomAccessFile(npy.toFile(), "r")) {
            // Not closed on its own: it would close the file with it.
            NpyHeader header = NpyHeader.read(Channels.newInputStream(f.getChannel()), npy.toString());
            long start = f.getFilePointer();
            int rows = header.shape()[0];
            int cols = header.shape()[1];
            if (start + 4L * rows * cols > f.length()) {
                throw MappedMatrix.cutShort(npy);
            }
            return new StoredMatrix(npy, rows, cols, start);
        } catch (IOException e) {
            throw Failures.cannotRead(npy, e);
        }
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int cols() {
        return cols;
    }

    @Override
    public void copyRow(int row, float[] target, int offset) {
        if (row < 0 || row >= rows) {
            throw new IndexOutOfBoundsException("row " + row + " of " + rows);
        }
        readers.get().read(row, target, offset);
    }

    @Override
    public FeatureTable select(int[] chosen) {
        return new SelectedRows(this, chosen.clone());
    }

    private final class Reader {
        private final byte[] bytes = new byte[4 * cols];
        private RandomAccessFile open;

        void read(int row, float[] target, int offset) {
            try {
                if (open == null) {
                    open = new RandomAccessFile(file.toFile(), "r");
                }
                open.seek(start + 4L * cols * row);
                open.readFully(bytes);
            } catch (IOException e) {
                throw Failures.cannotRead(file, e);
            }
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(target, offset, cols);
        }
    }
}
