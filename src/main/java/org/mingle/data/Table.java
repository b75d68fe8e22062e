package org.mingle.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table of text cells: {@code .csv} (separated by commas, or by semicolons where the header has no comma),
 * {@code .tsv} or {@code .jsonl}, in UTF-8 with or without byte order mark.
 *
 * @param columns names as the file writes them
 */
record Table(Path file, Set<String> columns, List<Row> rows) {
    /**
     * One row.
     *
     * @param where file and row or line, for messages
     * @param cells values by column; several only for a JSON array
     * @param flaw what makes the row unusable, or null
     */
    record Row(String where, Map<String, List<String>> cells, String flaw) {
        /** The first value of a column, stripped; empty if there is none. */
        String cell(String column) {
            List<String> values = cells.getOrDefault(column, List.of());
            return values.isEmpty() ? "" : values.get(0).strip();
        }
    }

    static Table read(Path file) {
        return read(file, Integer.MAX_VALUE);
    }

    /** Reads the first rows only. */
    static Table read(Path file, int maxRows) {
        return FileNames.extension(file).equals("jsonl") ? jsonLines(file, maxRows) : delimited(file, maxRows);
    }

    // ---- separated values

    private static Table delimited(Path file, int maxRows) {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            in.mark(1 << 16);
            String header = in.readLine();
            if (header == null) {
                throw new MingleException(file + " is empty: its first row must name the columns.");
            }
            in.reset();
            if (header.startsWith("\uFEFF")) {
                in.skip(1);
            }
            return parse(file, in, format(file, header), maxRows);
        } catch (UncheckedIOException e) {
            throw malformed(file, e.getCause());
        } catch (IOException e) {
            throw malformed(file, e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new MingleException(file + " has a bad header row: " + e.getMessage(), e);
        }
    }

    private static CSVFormat format(Path file, String header) {
        char separator = FileNames.extension(file).equals("tsv") ? '\t'
                : header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
        return CSVFormat.DEFAULT.builder().setDelimiter(separator).setHeader().setSkipHeaderRecord(true)
                .setTrim(true).setIgnoreEmptyLines(true).get();
    }

    private static Table parse(Path file, BufferedReader in, CSVFormat format, int maxRows) throws IOException {
        try (CSVParser parser = CSVParser.parse(in, format)) {
            List<String> names = parser.getHeaderNames();
            List<Row> rows = new ArrayList<>();
            for (CSVRecord record : parser) {
                if (rows.size() == maxRows) {
                    break;
                }
                Map<String, List<String>> cells = new LinkedHashMap<>();
                for (int c = 0; c < Math.min(names.size(), record.size()); c++) {
                    cells.put(names.get(c), List.of(record.get(c)));
                }
                String flaw = record.size() == names.size() ? null
                        : "The row has " + record.size() + " columns and the header " + names.size() + ".";
                rows.add(new Row(file.getFileName() + ", row " + (record.getRecordNumber() + 1), cells, flaw));
            }
            return new Table(file, new LinkedHashSet<>(names), rows);
        }
    }

    private static MingleException malformed(Path file, IOException e) {
        return e instanceof java.nio.file.FileSystemException || e instanceof java.nio.charset.CharacterCodingException
                ? Failures.cannotRead(file, e)
                : new MingleException(file + " cannot be read as a table: " + e.getMessage() + ".", e);
    }

    // ---- JSON lines

    private static Table jsonLines(Path file, int maxRows) {
        Set<String> columns = new LinkedHashSet<>();
        List<Row> rows = new ArrayList<>();
        if (maxRows == 1) {
            JsonLines.first(file).ifPresent(r -> addRow(file, 1, r, columns, rows));
        } else {
            JsonLines.read(file, (line, record) -> addRow(file, line, record, columns, rows));
        }
        return new Table(file, columns, rows);
    }

    private static void addRow(Path file, int line, JsonNode record, Set<String> columns, List<Row> rows) {
        Map<String, List<String>> cells = new LinkedHashMap<>();
        record.properties().forEach(f -> {
            List<String> values = new ArrayList<>();
            if (f.getValue().isArray()) {
                f.getValue().forEach(v -> values.add(v.asText()));
            } else if (!f.getValue().isNull()) {
                values.add(f.getValue().asText());
            }
            columns.add(f.getKey());
            cells.put(f.getKey(), values);
        });
        rows.add(new Row(file.getFileName() + ", line " + line, cells, null));
    }

    /** The column of this name, whatever its case, or null. */
    String column(String name) {
        if (columns.contains(name)) {
            return name;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return columns.stream().filter(c -> c.strip().toLowerCase(Locale.ROOT).equals(lower)).findFirst().orElse(null);
    }
}
