package org.mingle.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Writes that a crash leaves either undone or done: temporary sibling, fsync, atomic rename. */
public final class AtomicFiles {
    private static final int BUFFER = 1 << 16;

    private AtomicFiles() {}

    /** Puts the content of a file on a stream, piece by piece. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Fills a folder that nobody sees yet. */
    @FunctionalInterface
    public interface FolderContent {
        void writeTo(Path folder) throws IOException;
    }

    /**
     * Replaces or creates a file; its folder is made if need be.
     *
     * @throws MingleException when the file cannot be written
     */
    public static void write(Path file, byte[] content) {
        write(file, out -> out.write(content));
    }

    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Replaces or creates a file of any size without holding it in memory.
     *
     * @throws MingleException when the file cannot be written; what was there before is then still there
     */
    public static void write(Path file, Content content) {
        Path target = file.toAbsolutePath();
        Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
        try {
            makeFolder(target.getParent());
            try {
                writeAndSync(temporary, content);
                move(temporary, target);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(temporary);
                throw e;
            }
            syncFolder(target.getParent());
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /**
     * Makes a folder with all its content, or nothing.
     *
     * @param folder must not exist, or be empty
     * @throws MingleException when it exists with content or cannot be written
     */
    public static void writeFolder(Path folder, FolderContent content) {
        Path target = folder.toAbsolutePath().normalize();
        Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
        try {
            if (Files.exists(target) && !(Files.isDirectory(target) && isEmpty(target))) {
                throw new MingleException(folder + " exists already: name a new or an empty folder.");
            }
            makeFolder(target.getParent());
            deleteTree(temporary);
            try {
                Files.createDirectory(temporary);
                content.writeTo(temporary);
                Files.deleteIfExists(target);
                move(temporary, target);
            } catch (IOException | RuntimeException e) {
                deleteTree(temporary);
                throw e;
            }
            syncFolder(target.getParent());
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    private static void writeAndSync(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file,
                StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the rename itself last; where a folder cannot be opened (Windows) the system sees to that. */
    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // not offered by this system; the file itself has been synced
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) { // createDirectories refuses a link to a folder
            Files.createDirectories(folder);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static MingleException cannotWrite(Path path, IOException e) {
        return new MingleException("Cannot write " + path + " (" + Failures.reason(e)
                + "): is the disk full or the folder read-only?", e);
    }
}
