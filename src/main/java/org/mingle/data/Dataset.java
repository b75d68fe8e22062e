package org.mingle.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Paired, labelled samples in two or more modalities. Immutable. A modality has features (n x d) once it has been
 * encoded; before that it has only media, and {@link #hasFeatures(int)} says so.
 */
public final class Dataset {
    private final String name;
    private final Path source;
    private final List<Modality> modalities;
    private final List<String> classNames;
    private final List<String> ids;
    private final int[][] labels;
    private final Split[] splits;
    private final List<Optional<FeatureTable>> features;
    private final List<List<Media>> media;
    private final List<Optional<FeatureEncoder>> encoders;
    private final Map<Integer, List<String>> vocabularies;
    private final DatasetReport report;
    private final Map<String, Integer> rowOfId = new HashMap<>();
    private volatile String hash;

    private Dataset(Builder b) {
        name = Objects.requireNonNull(b.name, "name");
        source = b.source;
        modalities = List.copyOf(b.modalities);
        classNames = List.copyOf(b.classNames);
        ids = List.copyOf(b.ids);
        labels = b.labels;
        splits = b.splits;
        features = List.copyOf(b.features);
        media = b.media.stream().map(List::copyOf).toList();
        encoders = List.copyOf(b.encoders);
        vocabularies = Map.copyOf(b.vocabularies);
        report = b.report;
        int n = ids.size();
        check(modalities.size() >= 2, "A dataset needs two modalities.");
        check(labels.length == n && splits.length == n, "Labels and splits must be as many as ids.");
        for (int m = 0; m < modalities.size(); m++) {
            int modality = m;
            features.get(m).ifPresent(t -> check(t.rows() == n,
                    modalities.get(modality).name() + " has " + t.rows() + " rows of features for " + n + " samples."));
            check(!vocabularies.containsKey(m) || features.get(m).isPresent()
                    && vocabularies.get(m).size() == features.get(m).get().cols(), modalities.get(m).name()
                    + " needs one name for each of its columns.");
            check(media.get(m).size() == n, modalities.get(m).name() + " has " + media.get(m).size() + " media for "
                    + n + " samples.");
        }
        for (int r = 0; r < n; r++) {
            check(rowOfId.put(ids.get(r), r) == null, "The id " + ids.get(r) + " occurs twice.");
            check(labels[r].length > 0, "Sample " + ids.get(r) + " has no class.");
            for (int c : labels[r]) {
                check(c >= 0 && c < classNames.size(), "Sample " + ids.get(r) + " has the unknown class " + c + ".");
            }
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new MingleException(otherwise);
        }
    }

    public String name() {
        return name;
    }

    /** The file or folder that was read; null for a dataset made in memory. */
    public Path source() {
        return source;
    }

    /**
     * SHA-256 (hex) over ids, classes, splits and features or media, whatever the path: equal hashes mean equal
     * training data. Computed when first asked for.
     *
     * @throws MingleException when a modality has no features and its media cannot be read
     */
    public String hash() {
        String known = hash;
        if (known == null) {
            known = DatasetHash.of(this);
            hash = known;
        }
        return known;
    }

    public List<Modality> modalities() {
        return modalities;
    }

    /** Index of the modality with this name, or -1. */
    public int modalityIndex(String modalityName) {
        for (int m = 0; m < modalities.size(); m++) {
            if (modalities.get(m).name().equals(modalityName)) {
                return m;
            }
        }
        return -1;
    }

    public List<String> classNames() {
        return classNames;
    }

    /** Number of samples. */
    public int size() {
        return ids.size();
    }

    public List<String> ids() {
        return ids;
    }

    public String id(int row) {
        return ids.get(row);
    }

    /** Row of the sample with this id, or -1. */
    public int row(String id) {
        return rowOfId.getOrDefault(id, -1);
    }

    /** The classes of a sample, ascending; a copy. */
    public int[] labels(int row) {
        return labels[row].clone();
    }

    /** The first (in single-label data: the only) class of a sample. */
    public int label(int row) {
        return labels[row][0];
    }

    /** Whether any sample has more than one class. */
    public boolean multiLabel() {
        return Arrays.stream(labels).anyMatch(l -> l.length > 1);
    }

    public Split split(int row) {
        return splits[row];
    }

    /** Rows of a split, ascending. */
    public int[] rows(Split split) {
        int[] rows = new int[size()];
        int n = 0;
        for (int r = 0; r < size(); r++) {
            if (splits[r] == split) {
                rows[n++] = r;
            }
        }
        return Arrays.copyOf(rows, n);
    }

    public boolean hasFeatures(int modality) {
        return features.get(modality).isPresent();
    }

    /** Features of a modality, n x d, not standardised. */
    public FeatureTable features(int modality) {
        return features.get(modality).orElseThrow(() ->
                new IllegalStateException("Modality " + modalities.get(modality).name() + " has not been encoded."));
    }

    public Media media(int modality, int row) {
        return media.get(modality).get(row);
    }

    /** The encoder that made a modality's features, if they were made from its media. */
    public Optional<FeatureEncoder> encoder(int modality) {
        return encoders.get(modality);
    }

    /**
     * What the columns of a modality's features stand for, e.g. the words of a bag of words or the names of topics, in
     * the order of the columns, all different; empty where the dataset does not say.
     */
    public List<String> vocabulary(int modality) {
        return vocabularies.getOrDefault(modality, List.of());
    }

    public DatasetReport report() {
        return report;
    }

    /** A builder that starts from this dataset. */
    public Builder toBuilder() {
        Builder b = new Builder(name);
        b.source = source;
        b.modalities.addAll(modalities);
        b.features.addAll(features);
        b.media.addAll(media);
        b.encoders.addAll(encoders);
        b.vocabularies.putAll(vocabularies);
        b.classNames = classNames;
        b.ids = ids;
        b.labels = labels;
        b.splits = splits;
        b.report = report;
        return b;
    }

    /** Puts a dataset together; {@link #build()} checks that the parts fit. */
    public static final class Builder {
        private final String name;
        private Path source;
        private final List<Modality> modalities = new ArrayList<>();
        private final List<Optional<FeatureTable>> features = new ArrayList<>();
        private final List<List<Media>> media = new ArrayList<>();
        private final List<Optional<FeatureEncoder>> encoders = new ArrayList<>();
        private final Map<Integer, List<String>> vocabularies = new HashMap<>();
        private List<String> classNames = List.of();
        private List<String> ids = List.of();
        private int[][] labels = new int[0][];
        private Split[] splits = new Split[0];
        private DatasetReport report = DatasetReport.CLEAN;

        public Builder(String name) {
            this.name = name;
        }

        public Builder source(Path path) {
            source = path;
            return this;
        }

        /** Adds a modality with its features (null: not encoded yet) and media (null: none for any sample). */
        public Builder modality(Modality modality, FeatureTable table, List<Media> items) {
            modalities.add(modality);
            features.add(Optional.ofNullable(table));
            media.add(items);
            encoders.add(Optional.empty());
            return this;
        }

        /** Gives a modality the features that an encoder made of its media. */
        public Builder encoded(int modality, FeatureTable table, FeatureEncoder encoder) {
            features.set(modality, Optional.of(table));
            encoders.set(modality, Optional.of(encoder));
            return this;
        }

        /** Names the columns of a modality's features. */
        public Builder vocabulary(int modality, List<String> names) {
            vocabularies.put(modality, List.copyOf(names));
            return this;
        }

        public Builder samples(
                List<String> sampleIds, int[][] sampleLabels, Split[] sampleSplits, List<String> classes) {
            ids = sampleIds;
            labels = sampleLabels;
            splits = sampleSplits;
            classNames = classes;
            return this;
        }

        /** Keeps only the named rows, in the given order, of everything that has been given so far. */
        public Builder keep(int[] rows) {
            for (int m = 0; m < modalities.size(); m++) {
                List<Media> items = media.get(m);
                features.set(m, features.get(m).map(t -> t.select(rows)));
                media.set(m, items == null ? null : Arrays.stream(rows).mapToObj(items::get).toList());
            }
            List<String> allIds = ids;
            int[][] allLabels = labels;
            Split[] allSplits = splits;
            ids = Arrays.stream(rows).mapToObj(allIds::get).toList();
            labels = Arrays.stream(rows).mapToObj(r -> allLabels[r]).toArray(int[][]::new);
            splits = Arrays.stream(rows).mapToObj(r -> allSplits[r]).toArray(Split[]::new);
            return this;
        }

        public Builder report(DatasetReport datasetReport) {
            report = datasetReport;
            return this;
        }

        public Dataset build() {
            for (int m = 0; m < media.size(); m++) {
                if (media.get(m) == null) {
                    media.set(m, Collections.nCopies(ids.size(), Media.NONE));
                }
            }
            return new Dataset(this);
        }
    }
}
