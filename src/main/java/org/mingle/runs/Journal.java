package org.mingle.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.mingle.data.MingleException;

/**
 * What happened in a run, one JSON object a line, only ever appended to. The last member of each line, {@code crc},
 * is the CRC-32 (hex) of the line before it, so that a line that a crash cut short is told from a whole one.
 */
final class Journal implements Closeable {
    static final String FILE = "journal.jsonl";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CRC = ",\"crc\":\"";

    private final Path file;
    private final FileChannel channel;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * What a journal holds.
     *
     * @param entries whole lines in order
     * @param bytes length of what they take in the file
     * @param torn whether something after them was cut short or damaged
     */
    record Content(List<ObjectNode> entries, long bytes, boolean torn) {}

    /**
     * Opens a run's journal for writing after its whole lines; what was cut short after them is dropped.
     *
     * @throws MingleException when it cannot be written
     */
    static Journal open(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                channel.truncate(read(folder).bytes());
                channel.position(channel.size());
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            return new Journal(file, channel);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /** Appends an entry and waits until it is on the disk. */
    void append(ObjectNode entry) {
        try {
            String body = JSON.writeValueAsString(entry);
            String head = body.substring(0, body.length() - 1);
            ByteBuffer line = ByteBuffer.wrap((head + CRC + crc(head) + "\"}\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(false);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /** The whole lines of a run's journal; none where there is no journal. */
    static Content read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return new Content(List.of(), 0, false);
        }
        byte[] all;
        try {
            all = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new MingleException("Cannot read " + file + ": check that you may open it.", e);
        }
        List<ObjectNode> entries = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                ObjectNode entry = parse(new String(all, from, i - from, StandardCharsets.UTF_8));
                if (entry == null) {
                    break;
                }
                entries.add(entry);
                from = i + 1;
            }
        }
        return new Content(entries, from, from < all.length);
    }

    /** The entry, or null for a line that is not whole. */
    private static ObjectNode parse(String line) {
        int at = line.lastIndexOf(CRC);
        if (at < 0 || !line.substring(at).equals(CRC + crc(line.substring(0, at)) + "\"}")) {
            return null;
        }
        try {
            return (ObjectNode) JSON.readTree(line);
        } catch (JsonProcessingException | ClassCastException e) {
            return null;
        }
    }

    private static String crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }

    private static MingleException cannotWrite(Path file, IOException e) {
        return new MingleException("Cannot write " + file + ": is the disk full or the folder read-only?", e);
    }
}
