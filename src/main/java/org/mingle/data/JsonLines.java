package org.mingle.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files with one JSON object a line. */
final class JsonLines {
    /** Here, and not with the readers, so that it is made only where there is JSON to read. */
    static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonLines() {}

    /** Takes a record and the number of its line, from 1. */
    @FunctionalInterface
    interface Consumer {
        void accept(int line, JsonNode record);
    }

    /** @throws MingleException naming the line that is no JSON object */
    static void read(Path file, Consumer consumer) {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            int line = 0;
            for (String text; (text = in.readLine()) != null; ) {
                line++;
                String content = line == 1 ? withoutMark(text) : text;
                if (!content.isBlank()) {
                    consumer.accept(line, parse(content, file.getFileName() + ", line " + line));
                }
            }
        } catch (IOException e) {
            throw Failures.cannotRead(file, e);
        }
    }

    /** The first record, or nothing if the file does not start with one. */
    static Optional<JsonNode> first(Path file) {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String text = in.readLine();
            return text == null ? Optional.empty() : Optional.of(parse(withoutMark(text), file.toString()));
        } catch (IOException | MingleException e) {
            return Optional.empty();
        }
    }

    /** Text without the byte order mark that some editors put first. */
    static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static JsonNode parse(String text, String where) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new MingleException(where + " is not valid JSON: " + e.getOriginalMessage() + ".", e);
        }
        throw new MingleException(where + " must be a JSON object in braces.");
    }
}
