package org.mingle.ui.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mingle.data.Dataset;
import org.mingle.data.Media;
import org.mingle.data.Modality;
import org.mingle.features.VocabularyEncoder;
import org.mingle.ui.SampleRef;

/** Understands what a person types into the query field: an id, numbers of a feature vector, or words. */
final class Asked {
    /** Two numbers or more; also such as are not usable, to say so. */
    private static final String NUMBER = "(?:[-+.\\d][-+.\\deE]*|[-+]?(?i:nan|inf|infinity)|\\.\\.\\.)";
    private static final Pattern NUMBERS = Pattern.compile("[\\[(]*\\s*" + NUMBER
            + "(?:[\\s,;]+" + NUMBER + ")+[\\s,;]*[\\])]*");
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
        boolean words = text.codePoints().anyMatch(Character::isWhitespace);
        int m = wordModality(dataset);
        if (m >= 0) {
            Media.Text media = new Media.Text(text);
            return new Result(new Query(new Query.Subject.Outside(media, shortened(text), m), target(m, direction, dataset)), null);
        }
        if (!words) {
            return sample(text, direction);
        }
        int t = modality(dataset, Modality.Kind.TEXT);
        return new Result(null, dataset.name() + (t < 0 ? " has no texts" : " holds "
                + dataset.modalities().get(t).name()
                + " features only, and no names for their columns") + ", so words cannot be encoded: type the id of a"
                + " sample, or give a feature vector" + sizes(dataset) + ", pasted or as a .npy file.");
    }

    /** How a query can be asked, while there is none. */
    static String invitation(Dataset dataset) {
        if (takesWords(dataset) && !takesVocabulary(dataset)) {
            return "Click a point on the map, type an id or words"
                    + (takesPictures(dataset) ? ", or drop a picture here" : "")
                    + " to see what the model finds for it";
        }
        if (takesPictures(dataset)) {
            return "Click a point on the map, type an id, or drop a picture here to see what the model finds for it";
        }
        String way = "Click a point on the map" + (takesVocabulary(dataset) ? ", type an id or words of the vocabulary"
                : " or type an id") + " to see what the model finds for it.\n\n" + "The features of " + dataset.name()
                + " come with it" + (takesVocabulary(dataset) ? "" : " and their columns have no names") + ": new ";
        return way + (takesVocabulary(dataset) ? "pictures" : "words and pictures") + " cannot be encoded. A feature"
                + " vector" + sizes(dataset) + " can be pasted here (Ctrl+V) or dropped as a .npy file.";
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
                    + " the id of a sample, or give a feature vector" + sizes(dataset) + ", pasted or as a .npy file.");
        }
        return new Result(new Query(new Query.Subject.Outside(media, name, m), target(m, direction, dataset)), null);
    }

    /** Whether new words can be encoded. */
    static boolean takesWords(Dataset dataset) {
        return wordModality(dataset) >= 0;
    }

    /** The modality that words are encoded in: with an encoder of texts, or a vocabulary; -1 for none. */
    private static int wordModality(Dataset dataset) {
        int m = modality(dataset, Modality.Kind.TEXT);
        return m >= 0 && dataset.encoder(m).isPresent() ? m : VocabularyEncoder.modality(dataset);
    }

    /** Whether words are those of a vocabulary, which names the columns of features. */
    static boolean takesVocabulary(Dataset dataset) {
        int m = wordModality(dataset);
        return m >= 0 && dataset.encoder(m).isEmpty();
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
                boolean missing = part.matches("(?i)[-+]?(nan|inf|infinity)");
                return new Result(null, "The number " + (values.size() + 1) + " of this feature vector is \"" + part
                        + "\": " + (part.equals("...") ? "some were left out where it was copied; give them all."
                                : missing ? "every number must be finite." : "that is not a number."));
            }
        }
        return vector(values, dataset, d);
    }

    /** A query by a feature vector, or why not. */
    static Result vector(List<Float> values, Dataset dataset, Query.Direction d) {
        for (int i = 0; i < values.size(); i++) {
            if (!Float.isFinite(values.get(i))) {
                return new Result(null, "The number " + (i + 1) + " of this feature vector is "
                        + (values.get(i).isNaN() ? "not a number" : "infinite") + ": every number must be finite.");
            }
        }
        if (values.stream().allMatch(v -> v == 0)) {
            return new Result(null, "The feature vector is all zeros: it describes nothing; give another.");
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
