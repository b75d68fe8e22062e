package org.mingle.features;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.mingle.data.Dataset;
import org.mingle.data.FeatureEncoder;
import org.mingle.data.FeatureTable;
import org.mingle.data.Media;
import org.mingle.data.MingleException;
import org.mingle.data.Modality;
import org.mingle.data.NearNames;
import org.mingle.data.Split;

/**
 * Words to feature vectors where a dataset has features only, with names for their columns: a vocabulary. How the
 * features were made is read off the training samples' rows. Whole numbers are counts, and words are counted. Rows that
 * sum to 1 are shares, and the counts are divided by their sum. Otherwise, as in tf-idf, a word weighs what it weighs
 * on average in the training rows that have it, and the whole is scaled to the rows' common length, 1 or their mean one.
 */
public final class VocabularyEncoder implements FeatureEncoder {
    private static final double TOLERANCE = 1e-3;
    private static final String NO_SPACES = "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsHangul}]+";

    private enum Kind { COUNTS, SHARES, WEIGHTS }

    private final String modality;
    private final List<String> words;
    private final Map<String, Integer> column = new HashMap<>();
    private final int[] samples;
    private final double[] weight;
    private final int training;
    private final Kind kind;
    private final double length;
    private int longestPhrase = 1;
    private int longestWord = 1;

    private VocabularyEncoder(String modality, List<String> words, FeatureTable table, int[] rows) {
        this.modality = modality;
        this.words = words;
        training = rows.length;
        samples = new int[words.size()];
        weight = new double[words.size()];
        for (int c = 0; c < words.size(); c++) {
            column.put(words.get(c), c);
            longestPhrase = Math.max(longestPhrase, words.get(c).split("\\s+").length);
            longestWord = Math.max(longestWord, words.get(c).length());
        }
        for (int c = 0; c < words.size(); c++) { // as written comes before any case
            column.putIfAbsent(words.get(c).toLowerCase(Locale.ROOT), c);
        }
        boolean whole = true;
        boolean shares = true;
        double lengths = 0;
        int filled = 0;
        float[] row = new float[words.size()];
        for (int r : rows) {
            table.copyRow(r, row, 0);
            double sum = 0;
            double squares = 0;
            for (int c = 0; c < row.length; c++) {
                float v = row[c];
                whole &= v >= 0 && v == Math.rint(v);
                shares &= v >= 0;
                sum += v;
                squares += (double) v * v;
                if (v > 0) {
                    samples[c]++;
                    weight[c] += v;
                }
            }
            if (squares > 0) {
                shares &= Math.abs(sum - 1) < TOLERANCE;
                lengths += Math.sqrt(squares);
                filled++;
            }
        }
        for (int c = 0; c < weight.length; c++) {
            weight[c] = samples[c] == 0 ? 0 : weight[c] / samples[c];
        }
        kind = whole ? Kind.COUNTS : shares ? Kind.SHARES : Kind.WEIGHTS;
        length = filled == 0 ? 1 : lengths / filled;
    }

    /** The modality that words can be made features of, texts first: with a vocabulary, and no encoder; -1 for none. */
    public static int modality(Dataset dataset) {
        return IntStream.range(0, dataset.modalities().size()).boxed()
                .filter(m -> !dataset.vocabulary(m).isEmpty() && dataset.encoder(m).isEmpty())
                .min(Comparator.comparing(m -> dataset.modalities().get(m).kind() != Modality.Kind.TEXT)).orElse(-1);
    }

    /**
     * An encoder for a modality; empty where the dataset names no columns. Reads all training rows.
     *
     * @throws MingleException when there are no training samples
     */
    public static Optional<VocabularyEncoder> of(Dataset dataset, int modality) {
        if (dataset.vocabulary(modality).isEmpty()) {
            return Optional.empty();
        }
        int[] rows = dataset.rows(Split.TRAIN);
        String name = dataset.modalities().get(modality).name();
        if (rows.length == 0) {
            throw new MingleException(dataset.name() + " has no training samples to tell from how its " + name
                    + " features were made: paste a feature vector.");
        }
        return Optional.of(new VocabularyEncoder(name, dataset.vocabulary(modality), dataset.features(modality), rows));
    }

    /**
     * What a text comes to.
     *
     * @param values of the columns that it has, by their words, the heaviest first
     * @param unknown what is no word of the vocabulary, and words that no training sample has
     * @param features of the length of the vocabulary
     */
    public record Made(Map<String, Float> values, List<String> unknown, float[] features) {}

    /** Names of the columns. */
    public List<String> words() {
        return words;
    }

    /** Training samples in which a word is above zero. */
    public int samples(int wordIndex) {
        return samples[wordIndex];
    }

    /** How vectors are made of words, as a half sentence. */
    public String recipe() {
        return switch (kind) {
            case COUNTS -> "counts, as in the " + modality + " features";
            case SHARES -> "shares that sum to 1, as in the " + modality + " features";
            case WEIGHTS -> String.format(Locale.ROOT,
                    "each its mean weight where it occurs in %,d training samples, scaled to their %slength %.3g",
                    training, Math.abs(length - 1) < TOLERANCE ? "" : "mean ", length);
        };
    }

    /**
     * Makes features of words.
     *
     * @throws MingleException when none of them is known, with words that may have been meant
     */
    public Made make(String text) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        find(text, counts, unknown);
        counts.keySet().removeIf(c -> samples[c] == 0 && unknown.add(words.get(c)));
        if (counts.isEmpty()) {
            throw new MingleException(refusal(unknown));
        }
        float[] features = new float[words.size()];
        double sum = counts.values().stream().mapToInt(Integer::intValue).sum();
        double squares = 0;
        for (Map.Entry<Integer, Integer> e : counts.entrySet()) {
            squares += Math.pow(e.getValue() * weight[e.getKey()], 2);
        }
        for (Map.Entry<Integer, Integer> e : counts.entrySet()) {
            int c = e.getKey();
            int n = e.getValue();
            features[c] = (float) switch (kind) {
                case COUNTS -> n;
                case SHARES -> n / sum;
                case WEIGHTS -> n * weight[c] * length / Math.sqrt(squares);
            };
        }
        Map<String, Float> values = new LinkedHashMap<>();
        counts.keySet().stream().sorted((a, b) -> features[a] == features[b] ? Integer.compare(a, b)
                : Float.compare(features[b], features[a])).forEach(c -> values.put(words.get(c), features[c]));
        return new Made(values, List.copyOf(unknown), features);
    }

    private String refusal(Set<String> unknown) {
        List<String> without = unknown.stream().filter(column::containsKey).toList();
        if (!without.isEmpty()) {
            return "No training sample has " + NearNames.oneOf(without) + ", so nothing is known about it: choose other"
                    + " words of the vocabulary.";
        }
        String asked = unknown.isEmpty() ? "this" : NearNames.oneOf(unknown.stream().limit(4).toList());
        Set<String> near = new LinkedHashSet<>();
        unknown.stream().limit(4).forEach(u -> near.addAll(near(u)));
        String start = String.format(Locale.ROOT, "The vocabulary of %s has %,d words, and not %s", modality,
                words.size(), asked);
        return near.isEmpty() ? start + ": choose words from its list." : start + ": did you mean "
                + NearNames.oneOf(near.stream().limit(4).toList()) + "?";
    }

    /** Words that a person may have meant: those that begin alike, then those that differ by little. */
    private List<String> near(String word) {
        String stem = word.toLowerCase(Locale.ROOT);
        List<String> alike = words.stream().filter(w -> {
            String other = w.toLowerCase(Locale.ROOT);
            return other.startsWith(stem) || stem.startsWith(other) && other.length() >= 3;
        }).limit(2).toList();
        List<String> found = new ArrayList<>(alike);
        NearNames.near(word, words, word.length() < 6 ? 1 : 2).stream().filter(w -> !found.contains(w))
                .forEach(found::add);
        return found;
    }

    // ---- which columns a text names

    /** The longest names first, of several words or one; scripts without spaces by every name that occurs in them. */
    private void find(String text, Map<Integer, Integer> counts, Set<String> unknown) {
        String[] parts = text.strip().split("[\\s,;，、；。]+");
        int i = 0;
        while (i < parts.length) {
            int step = 0;
            for (int n = Math.min(longestPhrase, parts.length - i); n > 0 && step == 0; n--) {
                Integer c = column(String.join(" ", List.of(parts).subList(i, i + n)));
                if (c != null) {
                    counts.merge(c, 1, Integer::sum);
                    step = n;
                }
            }
            if (step == 0) {
                findInside(parts[i], counts, unknown);
                step = 1;
            }
            i += step;
        }
    }

    private Integer column(String name) {
        Integer c = column.get(name);
        return c != null ? c : column.get(name.toLowerCase(Locale.ROOT));
    }

    private void findInside(String part, Map<Integer, Integer> counts, Set<String> unknown) {
        String spaced = part.replaceAll("(" + NO_SPACES + ")", " $1 ");
        for (String run : spaced.strip().split("[\\s\\p{Punct}“”‘’！？：（）《》]+")) {
            Integer c = column(run);
            boolean known = c != null;
            if (known) {
                counts.merge(c, 1, Integer::sum);
            } else if (run.matches(NO_SPACES)) {
                for (int from = 0; from < run.length(); from++) {
                    for (int to = from + 1; to <= Math.min(run.length(), from + longestWord); to++) {
                        Integer inside = column.get(run.substring(from, to));
                        if (inside != null) {
                            counts.merge(inside, 1, Integer::sum);
                            known = true;
                        }
                    }
                }
            }
            if (!known && !run.isEmpty()) {
                unknown.add(run);
            }
        }
    }

    // ---- as an encoder

    @Override
    public String name() {
        return "vocabulary-1";
    }

    @Override
    public int dimension() {
        return words.size();
    }

    @Override
    public float[] encode(Media media) {
        if (!(media instanceof Media.Text t)) {
            throw new MingleException("There are no words to look up in the vocabulary.");
        }
        return make(t.text()).features();
    }
}
