package org.mingle.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads tables of raw files with columns {@code image text label} and optionally {@code id split}. Paths are relative
 * to the table; a text is given in its cell or as the path of a {@code .txt} file; several classes are separated by
 * {@code ;} or {@code |}. Other columns by options: {@code modalities=photo:image,caption:text photo=file label=class}.
 */
final class TableReader implements DatasetReader {
    private static final Set<String> EXTENSIONS = Set.of("csv", "tsv", "jsonl");
    private static final List<Modality> USUAL =
            List.of(new Modality("image", Modality.Kind.IMAGE), new Modality("text", Modality.Kind.TEXT));

    @Override
    public String format() {
        return "table of images and texts (.csv, .tsv, .jsonl)";
    }

    @Override
    public boolean accepts(Path path) {
        return EXTENSIONS.contains(FileNames.extension(path));
    }

    @Override
    public boolean holdsDataset(Path path, Map<String, String> options) {
        try {
            new Columns(Table.read(path, 1), new DatasetOptions(options));
            return true;
        } catch (MingleException e) {
            return false;
        }
    }

    @Override
    public Dataset read(Path path, Map<String, String> options) {
        DatasetOptions o = new DatasetOptions(options);
        Table table = Table.read(path);
        if (table.rows().isEmpty()) {
            throw new MingleException(path + " has no rows of samples.");
        }
        Columns columns = new Columns(table, o);
        DatasetDraft draft = new DatasetDraft(FileNames.title(path), path, table.rows().size(),
                r -> table.rows().get(r).where());
        for (int r = 0; r < table.rows().size(); r++) {
            if (table.rows().get(r).flaw() != null) {
                draft.skip(r, table.rows().get(r).where(), table.rows().get(r).flaw());
            }
        }
        columns.modalities.forEach((m, column) -> draft.media(m, media(draft, table, m, column)));
        draft.labels(labels(table, columns.label));
        draft.splits(splits(table, columns.split));
        draft.ids(ids(draft, table, columns.id));
        return draft.finish(o, format());
    }

    /** Which columns hold what. */
    private static final class Columns {
        private final Table table;
        private final Map<Modality, String> modalities = new LinkedHashMap<>();
        private final String label;
        private final Optional<String> split;
        private final Optional<String> id;

        Columns(Table table, DatasetOptions options) {
            this.table = table;
            List<Modality> asked = options.modalities();
            for (Modality m : asked.isEmpty() ? USUAL : asked) {
                if (m.kind() == Modality.Kind.VECTOR) {
                    throw new MingleException("The modality " + m.name() + " needs a kind that a table can hold: "
                            + m.name() + ":image or " + m.name() + ":text.");
                }
                modalities.put(m, required(m.name(), options));
            }
            label = required("label", options);
            split = optional("split", options);
            id = optional("id", options);
        }

        private String required(String key, DatasetOptions options) {
            return optional(key, options).orElseThrow(() -> new MingleException(table.file() + " has no column " + key
                    + "; it has " + String.join(", ", table.columns()) + "; say which it is by " + key + "=COLUMN."));
        }

        private Optional<String> optional(String key, DatasetOptions options) {
            Optional<String> given = options.text(key);
            String column = table.column(given.orElse(key));
            if (given.isPresent() && column == null) {
                throw new MingleException(table.file() + " has no column " + given.get() + "; it has "
                        + String.join(", ", table.columns()) + ".");
            }
            return Optional.ofNullable(column);
        }
    }

    private static List<Media> media(DatasetDraft draft, Table table, Modality modality, String column) {
        Path folder = table.file().toAbsolutePath().getParent();
        List<Media> media = new ArrayList<>();
        for (int r = 0; r < table.rows().size(); r++) {
            Table.Row row = table.rows().get(r);
            String where = row.where() + ", column " + column;
            String cell = row.cell(column);
            int sample = r;
            MediaFiles.Flaw flaw = (position, message) -> draft.skip(sample, position, message);
            media.add(modality.kind() == Modality.Kind.IMAGE ? MediaFiles.image(flaw, where, folder, cell)
                    : MediaFiles.text(flaw, where, folder, cell));
        }
        return media;
    }

    private static List<List<String>> labels(Table table, String column) {
        return table.rows().stream().map(row -> row.cells().getOrDefault(column, List.of()).stream()
                .flatMap(cell -> LabelArrays.split(cell).stream()).toList()).toList();
    }

    private static Split[] splits(Table table, Optional<String> column) {
        Split[] splits = new Split[table.rows().size()];
        if (column.isPresent() && table.rows().stream().anyMatch(r -> !r.cell(column.get()).isEmpty())) {
            for (int r = 0; r < splits.length; r++) {
                Table.Row row = table.rows().get(r);
                if (row.flaw() == null) {
                    splits[r] = SplitWords.parse(row.cell(column.get()), row.where() + ", column " + column.get());
                }
            }
        }
        return splits;
    }

    private static List<String> ids(DatasetDraft draft, Table table, Optional<String> column) {
        List<String> numbered = DatasetDraft.numbered(Map.of("sample", table.rows().size()));
        if (column.isEmpty()) {
            return numbered;
        }
        List<String> ids = new ArrayList<>();
        for (int r = 0; r < table.rows().size(); r++) {
            Table.Row row = table.rows().get(r);
            String id = row.cell(column.get());
            if (id.isEmpty()) {
                draft.skip(r, row.where() + ", column " + column.get(), "The id is empty.");
                id = numbered.get(r);
            }
            ids.add(id);
        }
        return ids;
    }
}
