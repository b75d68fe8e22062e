package org.mingle.runs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mingle.data.MingleException;

/**
 * Marks a run as under way. The system lets go of the mark when the process ends, however it ends. The marked file is
 * used for nothing else, because some systems drop a lock as soon as its process closes the file anywhere.
 */
final class RunLock implements Closeable {
    private static final String FILE = ".lock";
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private RunLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** @throws MingleException when the run is under way already */
    static RunLock acquire(Path folder) {
        Path key = key(folder);
        if (!OURS.add(key)) {
            throw busy(folder);
        }
        try {
            FileChannel channel = tryLock(folder);
            if (channel == null) {
                throw busy(folder);
            }
            return new RunLock(key, channel);
        } catch (IOException e) {
            OURS.remove(key);
            throw new MingleException("Cannot write into " + folder + ": choose a folder that you may write to.", e);
        } catch (RuntimeException e) {
            OURS.remove(key);
            throw e;
        }
    }

    /** Whether some process is training this run now. */
    static boolean isHeld(Path folder) {
        if (OURS.contains(key(folder))) {
            return true;
        }
        if (!Files.isRegularFile(folder.resolve(FILE))) {
            return false;
        }
        try {
            FileChannel channel = tryLock(folder);
            if (channel != null) {
                channel.close();
            }
            return channel == null;
        } catch (IOException e) {
            return false; // a run that may only be read
        }
    }

    /** The locked file's channel, or null when another process has it. */
    private static FileChannel tryLock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? null : channel;
    }

    private static Path key(Path folder) {
        return folder.toAbsolutePath().normalize();
    }

    private static MingleException busy(Path folder) {
        return new MingleException(folder + " is being trained at this moment: wait for its end.");
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            // the lock is gone with the process at the latest
        } finally {
            OURS.remove(folder);
        }
    }
}
