package org.mingle.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.mingle.data.ArrayLayout.Located;
import org.mingle.data.DatasetReport.Severity;

/** Makes a dataset of named arrays, from whichever kind of file they come. */
final class ArrayDataset {
    private final ArraySource source;
    private final DatasetOptions options;
    private final Optional<WikipediaLists> lists;
    private final ArrayLayout layout;
    private final List<DatasetReport.Problem> notes = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    /** The pieces of which every modality is made, in this order; the only key is null when arrays hold all samples. */
    private final Map<Split, Integer> sizes = new LinkedHashMap<>();

    private ArrayDataset(ArraySource source, DatasetOptions options) {
        this.source = source;
        this.options = options;
        lists = WikipediaLists.in(source.folder());
        layout = new ArrayLayout(source.names(), options, lists.isPresent());
    }

    /** Whether the arrays' names are those of a dataset. */
    static boolean isDataset(ArraySource source, Map<String, String> options) {
        ArrayDataset d = new ArrayDataset(source, new DatasetOptions(options));
        return d.layout.modalities().size() >= 2 && (d.layout.label().isPresent() || d.lists.isPresent());
    }

    /** @param title the dataset's name unless an option gives one */
    static Dataset read(ArraySource source, Map<String, String> options, String title, String format) {
        DatasetOptions o = new DatasetOptions(options);
        return new ArrayDataset(source, o).read(title).finish(o, format);
    }

    private NpyArray array(String name) {
        used.add(name);
        return source.read(name);
    }

    private DatasetDraft read(String title) {
        requireDataset();
        findPieces();
        Map<Modality, List<Content>> contents = new LinkedHashMap<>();
        layout.modalities().forEach((m, located) -> contents.put(m, contents(m, located)));
        int n = sizes.values().stream().mapToInt(Integer::intValue).sum();
        IntFunction<String> where = where(layout.modalities().values().iterator().next());
        DatasetDraft draft = new DatasetDraft(title, source.path(), n, where);
        notes.forEach(p -> draft.note(p.severity(), p.where(), p.message()));
        contents.forEach((m, pieces) -> add(draft, m, pieces));
        new Vocabularies(draft, source, options, this::array).attach();
        readLabels(draft);
        readSplits(draft, where);
        Map<String, List<String>> idColumns = idColumns(n);
        draft.ids(idColumns.isEmpty() ? numberedIds() : idColumns.values().iterator().next());
        MediaSidecars.attach(draft, idColumns, source);
        noteUnused(draft);
        return draft;
    }

    private void noteUnused(DatasetDraft draft) {
        List<String> others = source.names().stream().filter(n -> !used.contains(n)).toList();
        if (!others.isEmpty()) {
            draft.note(Severity.NOTICE, source.path().getFileName().toString(),
                    "Not used: " + String.join(", ", others) + ".");
        }
    }

    private void requireDataset() {
        if (layout.modalities().size() < 2) {
            throw new MingleException(source.path() + " has no two modalities: looked for arrays image and text (or img"
                    + " and txt, I_tr and T_tr, train_img and train_txt), found " + String.join(", ", source.names())
                    + "; say which they are by modalities=A,B A=NAME B=NAME.");
        }
        if (layout.label().isEmpty() && lists.isEmpty()) {
            throw new MingleException(source.path() + " has no labels: looked for an array label (or labels, L_tr,"
                    + " train_img_lab), found " + String.join(", ", source.names())
                    + "; say which it is by label=NAME.");
        }
    }

    // ---- which pieces there are

    private void findPieces() {
        List<Located> parts = new ArrayList<>(layout.modalities().values());
        layout.label().ifPresent(parts::add);
        if (parts.stream().allMatch(Located::isWhole)) {
            sizes.put(null, -1);
            return;
        }
        for (Located p : parts) {
            if (p.isWhole()) {
                throw new MingleException(source.where(p.whole()) + " holds all samples and others are given split by"
                        + " split: give every part in the same way.");
            }
        }
        for (Split split : Split.values()) {
            List<String> there = parts.stream().filter(p -> p.bySplit().containsKey(split))
                    .map(p -> p.bySplit().get(split)).toList();
            if (there.size() == parts.size()) {
                sizes.put(split, -1);
            } else if (!there.isEmpty()) {
                notes.add(new DatasetReport.Problem(Severity.WARNING, source.path().getFileName().toString(),
                        "The " + split.key() + " split is incomplete and was left out: " + missing(split)
                                + " missing, there are only " + String.join(", ", there) + "."));
            }
        }
        if (sizes.isEmpty()) {
            throw new MingleException(source.path() + " has no complete split: "
                    + notes.stream().map(DatasetReport.Problem::message).collect(Collectors.joining(" ")));
        }
    }

    private String missing(Split split) {
        List<String> names = new ArrayList<>();
        layout.modalities().forEach((m, l) -> {
            if (!l.bySplit().containsKey(split)) {
                names.add(m.name());
            }
        });
        if (layout.label().isPresent() && !layout.label().get().bySplit().containsKey(split)) {
            names.add("label");
        }
        return String.join(" and ", names) + (names.size() == 1 ? " is" : " are");
    }

    private String name(Located located, Split piece) {
        return piece == null ? located.whole() : located.bySplit().get(piece);
    }

    /** Names the row of an array that a sample comes from. */
    private IntFunction<String> where(Located located) {
        return row -> {
            int r = row;
            for (Map.Entry<Split, Integer> piece : sizes.entrySet()) {
                if (r < piece.getValue()) {
                    return source.where(name(located, piece.getKey())) + ", row " + (r + 1);
                }
                r -= piece.getValue();
            }
            throw new IllegalArgumentException("Row " + row);
        };
    }

    // ---- modalities

    /** Features or media of a piece, the other one null. */
    private record Content(FloatMatrix features, List<Media> media) {
        int rows() {
            return features != null ? features.rows() : media.size();
        }
    }

    private List<Content> contents(Modality modality, Located located) {
        List<Content> pieces = new ArrayList<>();
        for (Split piece : sizes.keySet()) {
            String array = name(located, piece);
            Content c = content(modality, array(array), source.where(array));
            checkSize(piece, c.rows(), array);
            pieces.add(c);
        }
        return pieces;
    }

    private void checkSize(Split piece, int rows, String array) {
        int expected = sizes.get(piece);
        if (expected < 0) {
            sizes.put(piece, rows);
        } else if (rows != expected) {
            String first = name(layout.modalities().values().iterator().next(), piece);
            throw new MingleException(source.where(array) + " has " + rows + " rows and " + first + " has " + expected
                    + ": both need one row a sample, in the same order.");
        }
    }

    /** Numbers are features; texts, and pictures as n x height x width x 3 bytes, are media still to be encoded. */
    private static Content content(Modality modality, NpyArray a, String where) {
        if (a.values() instanceof String[] s && modality.kind() == Modality.Kind.TEXT && a.shape().length == 1) {
            return new Content(null, Arrays.stream(s).map(t -> (Media) new Media.Text(t)).toList());
        }
        if (MediaSidecars.isPictures(a.shape(), a.values() instanceof byte[])
                && modality.kind() == Modality.Kind.IMAGE) {
            return new Content(null, MediaSidecars.pictures(a));
        }
        if (a.values() instanceof String[]) {
            throw new MingleException(where + " holds text, but " + modality.name() + " needs numbers.");
        }
        if (a.shape().length == 0 || a.shape().length > 2 || a.shape()[a.shape().length - 1] == 0) {
            throw new MingleException(where + " has the shape " + Arrays.toString(a.shape())
                    + ": features need two axes, one row a sample and one column a value.");
        }
        return new Content(a.toMatrix(), null);
    }

    private void add(DatasetDraft draft, Modality modality, List<Content> pieces) {
        if (pieces.stream().allMatch(c -> c.media() != null)) {
            List<Media> media = pieces.stream().flatMap(c -> c.media().stream()).toList();
            for (int r = 0; r < media.size(); r++) {
                if (media.get(r) instanceof Media.Text t && t.text().isBlank()) {
                    draft.skip(r, where(layout.modalities().get(modality)).apply(r), "The text is empty.");
                }
            }
            draft.media(modality, media);
            return;
        }
        FloatMatrix all = null;
        for (Content c : pieces) {
            if (c.features() == null || all != null && all.cols() != c.features().cols()) {
                throw new MingleException(source.path() + ": the splits of " + modality.name()
                        + " differ in their number of columns or in their kind.");
            }
            all = all == null ? c.features() : all.stack(c.features());
        }
        draft.features(modality, all, where(layout.modalities().get(modality)));
    }

    // ---- labels, splits, ids

    private void readLabels(DatasetDraft draft) {
        List<String> classes = layout.classNames().map(n -> strings(array(n)))
                .orElse(lists.map(WikipediaLists::classNames).orElse(null));
        List<List<String>> labels = new ArrayList<>();
        for (Split piece : sizes.keySet()) {
            labels.addAll(layout.label().isPresent() ? arrayLabels(piece, classes) : listedLabels(piece));
        }
        draft.labels(labels);
        draft.classNames(classes);
    }

    private List<List<String>> arrayLabels(Split piece, List<String> classes) {
        String array = name(layout.label().orElseThrow(), piece);
        NpyArray a = array(array);
        checkSize(piece, LabelArrays.rows(a), array);
        return LabelArrays.read(a, classes, source.where(array));
    }

    private List<List<String>> listedLabels(Split piece) {
        return listed(piece).stream().map(l -> List.of(l.category())).toList();
    }

    private List<WikipediaLists.Line> listed(Split piece) {
        if (piece == null) {
            throw new MingleException(source.path() + " holds all samples in one array, but the lists beside it are"
                    + " for train and test.");
        }
        List<WikipediaLists.Line> lines = lists.orElseThrow().lines(piece);
        if (lines.size() != sizes.get(piece)) {
            throw new MingleException(WikipediaLists.file(piece) + " has " + lines.size() + " lines and the "
                    + piece.key() + " arrays have " + sizes.get(piece) + " rows: they must be as many.");
        }
        return lines;
    }

    private void readSplits(DatasetDraft draft, IntFunction<String> where) {
        Split[] splits = new Split[draft.size()];
        int r = 0;
        for (Map.Entry<Split, Integer> piece : sizes.entrySet()) {
            Arrays.fill(splits, r, r += piece.getValue(), piece.getKey());
        }
        if (layout.split().isPresent() && sizes.containsKey(null)) {
            String array = layout.split().get();
            List<String> words = strings(array(array));
            checkSize(null, words.size(), array);
            for (int i = 0; i < splits.length; i++) {
                String position = source.where(array) + ", row " + (i + 1);
                splits[i] = SplitWords.parse(words.get(i), position);
            }
        }
        draft.splits(splits);
    }

    /** What identifies the samples: the ids first, then other arrays with such names, one value a sample each. */
    private Map<String, List<String>> idColumns(int n) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        layout.id().ifPresent(located -> {
            List<String> ids = new ArrayList<>();
            for (Split piece : sizes.keySet()) {
                String array = name(located, piece);
                List<String> values = array == null ? List.of() : strings(array(array));
                checkSize(piece, values.size(), array == null ? "id" : array);
                ids.addAll(values);
            }
            columns.put("id", ids);
        });
        if (sizes.containsKey(null)) {
            for (String name : source.names()) {
                if (name.endsWith("_id")) {
                    List<String> values = strings(array(name));
                    if (values.size() == n) {
                        columns.put(name, values);
                    }
                }
            }
        } else if (lists.isPresent() && layout.label().isEmpty()) {
            List<WikipediaLists.Line> lines = sizes.keySet().stream().flatMap(s -> listed(s).stream()).toList();
            columns.put("text_id", lines.stream().map(WikipediaLists.Line::textId).toList());
            columns.put("image_id", lines.stream().map(WikipediaLists.Line::imageId).toList());
        }
        return columns;
    }

    private List<String> numberedIds() {
        Map<String, Integer> prefixes = new LinkedHashMap<>();
        sizes.forEach((split, n) -> prefixes.put(split == null ? "sample" : split.key(), n));
        return DatasetDraft.numbered(prefixes);
    }

    static List<String> strings(NpyArray a) {
        if (a.values() instanceof String[] s) {
            return Arrays.asList(s);
        }
        if (a.values() instanceof long[] l) {
            return Arrays.stream(l).mapToObj(Long::toString).toList();
        }
        return Arrays.stream(a.toDoubles()).mapToObj(v -> v == Math.rint(v) ? Long.toString((long) v)
                : Double.toString(v))
                .toList();
    }
}
