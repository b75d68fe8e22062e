package org.mingle.features;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mingle.data.FeatureEncoder;
import org.mingle.data.Media;
import org.mingle.data.MingleException;
import org.mingle.data.Modality;

/**
 * Texts as L2-normalised vectors of (1 + ln tf) ln(N / df) (Salton and Buckley 1988, scheme "ltc"). The vocabulary is
 * that of the N training texts: terms in at least two and at most half of them, the 2,000 in most texts, ties by term.
 * A text without any of them has no vector.
 */
final class TfIdfTextEncoder implements FeatureEncoder {
    static final String NAME = "text-tfidf-1";
    private static final int MAX_TERMS = 2000;
    private static final int MIN_TEXTS = 2;

    private final List<String> terms;
    private final float[] idf;
    private final Map<String, Integer> column = new HashMap<>();

    private TfIdfTextEncoder(List<String> terms, float[] idf) {
        this.terms = terms;
        this.idf = idf;
        for (int c = 0; c < terms.size(); c++) {
            column.put(terms.get(c), c);
        }
    }

    static TfIdfTextEncoder fit(List<String> texts) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String text : texts) {
            new HashSet<>(TextTokens.of(text)).forEach(t -> counts.merge(t, 1, Integer::sum));
        }
        List<Map.Entry<String, Integer>> kept = counts.entrySet().stream()
                .filter(e -> e.getValue() >= MIN_TEXTS && 2 * e.getValue() <= texts.size())
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())) // stable: ties by term
                .limit(MAX_TERMS).toList();
        if (kept.isEmpty()) {
            throw new MingleException("No word occurs in at least two and at most half of the " + texts.size()
                    + " training texts: there is nothing to encode texts by; give more or longer texts.");
        }
        float[] idf = new float[kept.size()];
        for (int c = 0; c < idf.length; c++) {
            idf[c] = (float) Math.log((double) texts.size() / kept.get(c).getValue());
        }
        return new TfIdfTextEncoder(kept.stream().map(Map.Entry::getKey).toList(), idf);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int dimension() {
        return idf.length;
    }

    @Override
    public float[] encode(Media media) {
        if (!(media instanceof Media.Text t)) {
            throw new MingleException("There is no text to encode.");
        }
        double[] tf = new double[idf.length];
        boolean known = false;
        for (String term : TextTokens.of(t.text())) {
            Integer c = column.get(term);
            if (c != null) {
                tf[c]++;
                known = true;
            }
        }
        if (!known) {
            throw new MingleException("The text has no word that occurs in the training texts: \"" + shortened(t.text())
                    + "\".");
        }
        double squares = 0;
        for (int c = 0; c < tf.length; c++) {
            tf[c] = tf[c] == 0 ? 0 : (1 + Math.log(tf[c])) * idf[c];
            squares += tf[c] * tf[c];
        }
        float[] v = new float[tf.length];
        for (int c = 0; c < v.length; c++) {
            v[c] = (float) (tf[c] / Math.sqrt(squares));
        }
        return v;
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= 60 ? line
                : line.substring(0, line.offsetByCodePoints(0, 60)) + "...";
    }

    /** Fits, stores and restores. */
    static final class Type implements EncoderType {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Modality.Kind kind() {
            return Modality.Kind.TEXT;
        }

        @Override
        public FeatureEncoder fit(List<Media> training) {
            return TfIdfTextEncoder.fit(training.stream().filter(m -> m instanceof Media.Text)
                    .map(m -> ((Media.Text) m).text()).toList());
        }

        @Override
        public boolean skipsFailures() {
            return false;
        }

        @Override
        public void store(FeatureEncoder encoder, ObjectNode into) {
            TfIdfTextEncoder e = (TfIdfTextEncoder) encoder;
            e.terms.forEach(into.putArray("terms")::add);
            ArrayNode idf = into.putArray("idf");
            for (float v : e.idf) {
                idf.add(v);
            }
        }

        @Override
        public FeatureEncoder restore(JsonNode from, String where) {
            List<String> terms = new ArrayList<>();
            from.path("terms").forEach(t -> terms.add(t.asText()));
            JsonNode weights = from.path("idf");
            if (terms.isEmpty() || new HashSet<>(terms).size() != terms.size() || weights.size() != terms.size()) {
                throw new MingleException(where + " is damaged: it needs one idf weight for each of its terms.");
            }
            float[] idf = new float[terms.size()];
            for (int c = 0; c < idf.length; c++) {
                idf[c] = (float) weights.get(c).asDouble(Double.NaN);
                if (!(idf[c] > 0) || Float.isInfinite(idf[c])) {
                    throw new MingleException(where + " is damaged: the idf weight of \"" + terms.get(c)
                            + "\" is not a positive number.");
                }
            }
            return new TfIdfTextEncoder(terms, idf);
        }
    }
}
