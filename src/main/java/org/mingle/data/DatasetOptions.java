package org.mingle.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The settings {@code --set KEY=VALUE} of one reading; knows which of them were asked for, to report the others. */
final class DatasetOptions {
    private final Map<String, String> values;
    private final Set<String> known = new HashSet<>();

    DatasetOptions(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    Optional<String> text(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key)).map(String::strip).filter(v -> !v.isEmpty());
    }

    /** Share of samples for a split that the file does not give: 0 to 0.5. */
    double share(Split split, double defaultShare) {
        Optional<String> text = text(split.key());
        double share;
        try {
            share = text.map(Double::parseDouble).orElse(defaultShare);
        } catch (NumberFormatException e) {
            share = -1;
        }
        if (!(share >= 0 && share <= 0.5)) {
            throw new MingleException("The option " + split.key() + "=" + text.orElse("")
                    + " must be a share of the samples from 0 to 0.5, e.g. " + split.key() + "=0.1.");
        }
        return share;
    }

    /** Seed of the splits that are cut. */
    long splitSeed() {
        String text = text("split_seed").orElse("0");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new MingleException("The option split_seed=" + text + " must be a whole number.", e);
        }
    }

    /**
     * The modalities that {@code modalities=NAME[:KIND],...} asks for, or none. Without a kind, {@code image} and
     * {@code text} are what their names say and all others are vectors.
     */
    List<Modality> modalities() {
        Optional<String> text = text("modalities");
        if (text.isEmpty()) {
            return List.of();
        }
        List<Modality> list = new ArrayList<>();
        for (String item : text.get().split(",")) {
            String[] parts = item.strip().split(":", 2);
            String name = parts[0].strip();
            if (name.isEmpty() || list.stream().anyMatch(m -> m.name().equals(name))) {
                throw new MingleException("The option modalities=" + text.get()
                        + " must list different names, e.g. modalities=photo:image,caption:text.");
            }
            list.add(new Modality(name, kind(parts.length > 1 ? parts[1].strip() : name, parts.length > 1)));
        }
        if (list.size() < 2) {
            throw new MingleException("The option modalities=" + text.get() + " must list at least two names.");
        }
        return list;
    }

    private static Modality.Kind kind(String word, boolean explicit) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "image" -> Modality.Kind.IMAGE;
            case "text" -> Modality.Kind.TEXT;
            case "vector" -> Modality.Kind.VECTOR;
            default -> {
                if (explicit) {
                    throw new MingleException("There is no modality kind " + word + ": use image, text or vector.");
                }
                yield Modality.Kind.VECTOR;
            }
        };
    }

    /** @throws MingleException naming the first option that nothing asked for */
    void requireAllKnown(String format) {
        for (String key : new TreeSet<>(values.keySet())) {
            if (!known.contains(key)) {
                throw new MingleException("There is no option " + key + " for a " + format + "; there are "
                        + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
    }
}
