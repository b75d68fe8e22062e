package org.mingle.ui.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mingle.data.Dataset;
import org.mingle.data.Media;
import org.mingle.data.Modality;
import org.mingle.ui.SampleRef;

/** Understands what a person types into the query field: an id, numbers of a feature vector, or words. */
final class Asked {
    private static final Pattern NUMBERS = Pattern.compile("[\\[(]?\\s*[-+.\\d][-+.\\deE]*([\\s,;]+[-+.\\d][-+.\\deE]*)+\\s*[\\])]?");
    private static final int SHOWN = 40;

    private Asked() {}

    /**
     * What was understood, or why it cannot be asked.
     *
     * @param query null with a problem
     * @param problem null with a query; one sentence
     */
    record Result(Query query, String problem) {}

    /**
     * An id that exists wins over words, so that every sample can be reached.
     *
     * @param direction in force; decides the modality of ids and vectors
     */
    static Result typed(String input, Dataset dataset, Query.Direction direction) {
        String text = input.strip();
        if (dataset.row(text) >= 0) {
            return sample(text, direction);
        }
        if (NUMBERS.matcher(text).matches()) {
            return vector(text, dataset, direction);
        }
        int m = modality(dataset, Modality.Kind.TEXT);
        boolean words = text.codePoints().anyMatch(Character::isWhitespace);
        if (m >= 0 && dataset.encoder(m).isPresent()) {
            Media.Text media = new Media.Text(text);
            return new Result(new Query(new Query.Subject.Outside(media, shortened(text), m), target(m, direction, dataset)), null);
        }
        if (!words) {
            return sample(text, direction);
        }
        return new Result(null, dataset.name() + (m < 0 ? " has no texts" : " holds " + dataset.modalities().get(m).name()
                + " features only") + ", so words cannot be encoded: type the id of a sample, or paste a feature vector"
                + sizes(dataset) + ".");
    }

    /** A text as lists name it. */
    static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /** A query by a picture, or why not. */
    static Result picture(Media media, String name, Dataset dataset, Query.Direction direction) {
        int m = modality(dataset, Modality.Kind.IMAGE);
        if (m < 0 || dataset.encoder(m).isEmpty()) {
            return new Result(null, dataset.name() + (m < 0 ? " has no images" : " holds "
                    + dataset.modalities().get(m).name() + " features only") + ", so a new picture cannot be encoded: type"
                    + " the id of a sample, or paste a feature vector" + sizes(dataset) + ".");
        }
        return new Result(new Query(new Query.Subject.Outside(media, name, m), target(m, direction, dataset)), null);
    }

    /** Whether new words can be encoded. */
    static boolean takesWords(Dataset dataset) {
        int m = modality(dataset, Modality.Kind.TEXT);
        return m >= 0 && dataset.encoder(m).isPresent();
    }

    /** Whether new pictures can be encoded. */
    static boolean takesPictures(Dataset dataset) {
        int m = modality(dataset, Modality.Kind.IMAGE);
        return m >= 0 && dataset.encoder(m).isPresent();
    }

    private static Result sample(String id, Query.Direction d) {
        return new Result(new Query(new SampleRef(id, d.from()), d.to()), null);
    }

    /** Whether one word that no text has may be an id with a slip in it. */
    static boolean looksLikeAnId(String text, Dataset dataset) {
        String shape = shape(text);
        return dataset.ids().stream().limit(200).anyMatch(id -> shape(id).equals(shape));
    }

    /** Letters and digits by kind, runs as one: {@code s0012} and {@code s7} have one shape. */
    private static String shape(String id) {
        return id.toLowerCase(Locale.ROOT).replaceAll("\\p{L}+", "a").replaceAll("\\d+", "0");
    }

    private static Result vector(String text, Dataset dataset, Query.Direction d) {
        List<Float> values = new ArrayList<>();
        for (String part : text.replaceAll("[\\[\\]()]", " ").strip().split("[\\s,;]+")) {
            try {
                values.add(Float.parseFloat(part));
            } catch (NumberFormatException e) {
                return new Result(null, "\"" + part + "\" is not a number: a feature vector is numbers only.");
            }
        }
        for (int m : new int[] {d.from(), d.to(), 0, 1}) {
            if (dataset.hasFeatures(m) && dataset.features(m).cols() == values.size()) {
                return new Result(new Query(new Query.Subject.Features(values, m), target(m, d, dataset)), null);
            }
        }
        return new Result(null, "These are " + values.size() + " numbers: a feature vector has another length here"
                + sizes(dataset) + ".");
    }

    private static String sizes(Dataset dataset) {
        StringBuilder s = new StringBuilder();
        for (int m = 0; m < dataset.modalities().size(); m++) {
            if (dataset.hasFeatures(m)) {
                s.append(s.isEmpty() ? " (" : ", ").append(dataset.modalities().get(m).name()).append(": ")
                        .append(dataset.features(m).cols()).append(" numbers");
            }
        }
        return s.isEmpty() ? "" : s.append(')').toString();
    }

    private static int target(int m, Query.Direction d, Dataset dataset) {
        return d.crosses() ? (d.from() == m ? d.to() : d.to() == m ? d.from() : (m + 1) % dataset.modalities().size()) : m;
    }

    private static int modality(Dataset dataset, Modality.Kind kind) {
        Optional<Modality> found = dataset.modalities().stream().filter(m -> m.kind() == kind).findFirst();
        return found.map(m -> dataset.modalities().indexOf(m)).orElse(-1);
    }
}
