package org.mingle.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.mingle.data.DatasetReport.Problem;
import org.mingle.data.DatasetReport.Severity;

/**
 * What a reader has found, before it has been checked. {@link #finish} checks it, leaves out the samples that cannot be
 * used, cuts the splits that are missing, and makes the dataset. Used by one thread.
 */
final class DatasetDraft {
    private static final double VALIDATION_SHARE = 0.1;
    private static final double TEST_SHARE = 0.2;

    private String name;
    private final Path source;
    private final int size;
    private final IntFunction<String> where;
    private final List<Part> parts = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final boolean[] skipped;
    private List<String> ids;
    private List<List<String>> labels;
    private Split[] splits;
    private List<String> classNames;
    private final Map<String, List<String>> vocabularies = new HashMap<>();

    /** One modality; {@code features} or {@code media} may be null; {@code where} names a row of the features. */
    private record Part(Modality modality, FeatureTable features, List<Media> media, IntFunction<String> where) {}

    /**
     * @param size number of samples
     * @param where file and position of a sample, for messages
     */
    DatasetDraft(String name, Path source, int size, IntFunction<String> where) {
        this.name = name;
        this.source = source;
        this.size = size;
        this.where = where;
        skipped = new boolean[size];
        splits = new Split[size];
    }

    void features(Modality modality, FeatureTable features, IntFunction<String> whereFeatures) {
        parts.add(new Part(modality, features, null, whereFeatures));
    }

    void media(Modality modality, List<Media> media) {
        parts.add(new Part(modality, null, media, where));
    }

    /** Gives a modality that has features something to look at. */
    void attach(String modality, List<Media> media) {
        parts.replaceAll(p -> p.modality().name().equals(modality)
                ? new Part(p.modality(), p.features(), media, p.where()) : p);
    }

    /** Names the columns of a modality's features; as many as there are, and all different. */
    void vocabulary(String modality, List<String> names) {
        vocabularies.put(modality, names);
    }

    /** Length of a modality's feature vectors; 0 where it has none. */
    int columns(Modality modality) {
        return parts.stream().filter(p -> p.modality().equals(modality) && p.features() != null)
                .mapToInt(p -> p.features().cols()).findFirst().orElse(0);
    }

    List<Modality> modalities() {
        return parts.stream().map(Part::modality).toList();
    }

    List<Modality> modalitiesWithoutMedia() {
        return parts.stream().filter(p -> p.media() == null).map(Part::modality).toList();
    }

    void ids(List<String> sampleIds) {
        ids = sampleIds;
    }

    List<String> ids() {
        return ids;
    }

    int size() {
        return size;
    }

    /** Classes of each sample by name; an empty list where none is given. */
    void labels(List<List<String>> sampleLabels) {
        labels = sampleLabels;
    }

    /** Splits of the samples; all null where the file gives none. */
    void splits(Split[] sampleSplits) {
        splits = sampleSplits;
    }

    /** The classes in their order; without it they are those that occur, numbers by value and names by alphabet. */
    void classNames(List<String> names) {
        classNames = names;
    }

    /** Leaves a sample out; the first reason counts. */
    void skip(int row, String position, String message) {
        if (!skipped[row]) {
            skipped[row] = true;
            problems.add(new Problem(Severity.SKIPPED, position, message));
        }
    }

    void note(Severity severity, String position, String message) {
        problems.add(new Problem(severity, position, message));
    }

    Dataset finish(DatasetOptions options, String format) {
        double valShare = options.share(Split.VALIDATION, VALIDATION_SHARE);
        double testShare = options.share(Split.TEST, TEST_SHARE);
        long seed = options.splitSeed();
        name = options.text("name").orElse(name);
        options.requireAllKnown(format);
        checkIds();
        skipUnusable();
        new DatasetReport(problems).requireMostKept(size, source.toString());
        int[] rows = keptRows();
        List<String> classes = classNames != null ? classNames : occurring(rows);
        int[][] indices = indices(rows, classes);
        Split[] kept = Arrays.stream(rows).mapToObj(r -> splits[r]).toArray(Split[]::new);
        cutSplits(indices, classes, kept, valShare, testShare, seed);
        warnOfSmallClasses(indices, classes, kept);
        return build(rows, indices, kept, classes);
    }

    private void checkIds() {
        Map<String, Integer> first = new HashMap<>();
        for (int r = 0; r < size; r++) {
            Integer other = first.putIfAbsent(ids.get(r), r);
            if (other != null) {
                throw new MingleException("The id " + ids.get(r) + " occurs twice, at " + where.apply(other)
                        + " and at " + where.apply(r) + ": every sample needs an id of its own.");
            }
        }
    }

    private void skipUnusable() {
        for (int r = 0; r < size; r++) {
            if (labels.get(r).isEmpty()) {
                skip(r, where.apply(r), "It has no label.");
            }
        }
        for (Part p : parts) {
            if (p.features() != null) {
                skipNotFinite(p);
            }
        }
    }

    private void skipNotFinite(Part part) {
        FeatureTable table = part.features();
        float[] values = new float[table.cols()];
        for (int r = 0; r < size; r++) {
            table.copyRow(r, values, 0);
            if (allFinite(values)) {
                continue;
            }
            for (int c = 0; c < values.length && !skipped[r]; c++) {
                if (!Float.isFinite(values[c])) {
                    skip(r, part.where().apply(r) + ", column " + (c + 1),
                            "The value is " + (Float.isNaN(values[c]) ? "not a number" : "infinite") + ".");
                }
            }
        }
    }

    /** Without a branch for each value, as there are many: anything finite times 0 is 0. */
    private static boolean allFinite(float[] values) {
        float sum = 0;
        for (float v : values) {
            sum += v * 0;
        }
        return sum == 0;
    }

    private int[] keptRows() {
        int[] rows = new int[size];
        int n = 0;
        for (int r = 0; r < size; r++) {
            if (!skipped[r]) {
                rows[n++] = r;
            }
        }
        return Arrays.copyOf(rows, n);
    }

    private List<String> occurring(int[] rows) {
        Set<String> names = new HashSet<>();
        for (int r : rows) {
            names.addAll(labels.get(r));
        }
        return names.stream().sorted(ClassOrder.NUMBERS_THEN_NAMES).toList();
    }

    private int[][] indices(int[] rows, List<String> classes) {
        Map<String, Integer> index = new HashMap<>();
        for (int c = 0; c < classes.size(); c++) {
            if (index.put(classes.get(c), c) != null) {
                throw new MingleException("The class " + classes.get(c) + " is listed twice in " + source + ".");
            }
        }
        int[][] indices = new int[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            indices[i] = labels.get(row).stream().mapToInt(l -> {
                Integer c = index.get(l);
                if (c == null) {
                    throw new MingleException(where.apply(row) + " has the unknown class " + l + "; the classes are "
                            + String.join(", ", classes) + ".");
                }
                return c;
            }).sorted().distinct().toArray();
        }
        return indices;
    }

    private void cutSplits(
            int[][] indices, List<String> classes, Split[] kept, double valShare, double testShare, long seed) {
        boolean given = Arrays.stream(kept).anyMatch(s -> s != null);
        if (!given) {
            Arrays.fill(kept, Split.TRAIN);
        }
        if (Arrays.stream(kept).noneMatch(s -> s == Split.TRAIN)) {
            note(Severity.WARNING, name,
                    "There are no training samples: it can be looked at and evaluated, not trained on.");
            return;
        }
        int[] first = Arrays.stream(indices).mapToInt(l -> l[0]).toArray();
        SplitCutter cutter = new SplitCutter(first, classes.size(), kept, seed);
        cut(cutter, Split.TEST, testShare, kept, seed);
        cut(cutter, Split.VALIDATION, valShare, kept, seed);
    }

    private void cut(SplitCutter cutter, Split split, double share, Split[] kept, long seed) {
        if (share == 0 || Arrays.stream(kept).anyMatch(s -> s == split)) {
            return;
        }
        int n = cutter.cut(split, share);
        if (n == 0) {
            note(Severity.WARNING, name, "There are too few training samples to cut a "
                    + (split == Split.TEST ? "test" : "validation") + " split from.");
            return;
        }
        note(Severity.NOTICE, name, "No " + (split == Split.TEST ? "test" : "validation") + " split is given: " + n
                + " training samples (" + Math.round(100 * share) + " % of each class, seed " + seed + ") became one.");
    }

    private void warnOfSmallClasses(int[][] indices, List<String> classes, Split[] kept) {
        int[] all = new int[classes.size()];
        int[] training = new int[classes.size()];
        boolean trainable = false;
        for (int i = 0; i < indices.length; i++) {
            for (int c : indices[i]) {
                all[c]++;
                training[c] += kept[i] == Split.TRAIN ? 1 : 0;
            }
            trainable |= kept[i] == Split.TRAIN;
        }
        for (int c = 0; c < all.length; c++) {
            if (all[c] == 1) {
                note(Severity.WARNING, name, "The class " + classes.get(c) + " has a single sample"
                        + (training[c] == 1 ? ", which stays in the training split." : ", none to train on."));
            } else if (all[c] == 0) {
                note(Severity.NOTICE, name, "The class " + classes.get(c) + " has no sample.");
            } else if (trainable && training[c] == 0) {
                note(Severity.WARNING, name, "The class " + classes.get(c) + " has no training sample.");
            }
        }
    }

    private Dataset build(int[] rows, int[][] indices, Split[] kept, List<String> classes) {
        Dataset.Builder b = new Dataset.Builder(name).source(source);
        boolean whole = rows.length == size;
        for (Part p : parts) {
            FeatureTable table = p.features() == null || whole ? p.features() : p.features().select(rows);
            List<Media> media = p.media() == null ? null : Arrays.stream(rows).mapToObj(p.media()::get).toList();
            b.modality(p.modality(), table, media);
            if (vocabularies.containsKey(p.modality().name())) {
                b.vocabulary(parts.indexOf(p), vocabularies.get(p.modality().name()));
            }
        }
        List<String> keptIds = Arrays.stream(rows).mapToObj(ids::get).toList();
        return b.samples(keptIds, indices, kept, classes).report(new DatasetReport(problems)).build();
    }

    /** Ids for a file that gives none: what the file calls the split, and the row, e.g. {@code train-0012}. */
    static List<String> numbered(Map<String, Integer> sizes) {
        List<String> ids = new ArrayList<>();
        int width = Integer.toString(sizes.values().stream().mapToInt(Integer::intValue).max().orElse(1)).length();
        sizes.forEach((prefix, n) -> {
            for (int i = 1; i <= n; i++) {
                String number = Integer.toString(i);
                ids.add(prefix + "-" + "0".repeat(width - number.length()) + number);
            }
        });
        return ids;
    }
}
