package org.mingle.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which arrays hold what. Found by the names this field uses, or as the options say: {@code image=NAME} for an array
 * of all samples or for the stem of {@code NAME_tr NAME_te}, {@code image.train=NAME image.test=NAME} for any other
 * names; likewise for the other modalities, {@code label}, {@code split}, {@code id} and {@code class_names}.
 */
final class ArrayLayout {
    private static final List<String> IMAGE = List.of("image", "images", "img", "imgs");
    private static final List<String> TEXT = List.of("text", "texts", "txt", "txts");
    private static final List<String> LABEL = List.of("label", "labels", "lab", "labs", "L",
            "img_lab", "txt_lab", "image_lab", "text_lab", "img_label", "txt_label", "image_label", "text_label");
    private static final List<String> CLASS_NAMES = List.of("class_names", "classes", "categories");
    private static final Modality IMAGE_MODALITY = new Modality("image", Modality.Kind.IMAGE);
    private static final Modality TEXT_MODALITY = new Modality("text", Modality.Kind.TEXT);

    private final Set<String> names;
    private final DatasetOptions options;
    private final Map<Modality, Located> modalities = new LinkedHashMap<>();
    private final Optional<Located> label;
    private final Optional<Located> id;
    private final Optional<String> split;
    private final Optional<String> classNames;

    /** Where one thing lies: in one array for all samples, or in one for each split. */
    record Located(String whole, Map<Split, String> bySplit) {
        boolean isWhole() {
            return whole != null;
        }
    }

    /** @param imageAndText whether something beside the file says that its I and T are image and text */
    ArrayLayout(List<String> arrayNames, DatasetOptions options, boolean imageAndText) {
        this.names = new LinkedHashSet<>(arrayNames);
        this.options = options;
        List<Modality> asked = options.modalities();
        if (asked.isEmpty()) {
            findUsual(imageAndText);
        } else {
            findAsked(asked);
        }
        label = locate("label", LABEL);
        id = locate("id", List.of("id", "ids"));
        split = single("split", List.of("split", "splits"));
        classNames = single("class_names", CLASS_NAMES);
    }

    /** The modalities and where they lie; fewer than two when the arrays are no dataset. */
    Map<Modality, Located> modalities() {
        return modalities;
    }

    Optional<Located> label() {
        return label;
    }

    Optional<Located> id() {
        return id;
    }

    Optional<String> split() {
        return split;
    }

    Optional<String> classNames() {
        return classNames;
    }

    private void findUsual(boolean imageAndText) {
        Optional<Located> image = locate("image", IMAGE);
        Optional<Located> text = locate("text", TEXT);
        Optional<Located> i = locate("I", List.of("I"));
        Optional<Located> t = locate("T", List.of("T"));
        if (image.isEmpty() && text.isEmpty() && i.isPresent() && t.isPresent()) {
            modalities.put(imageAndText ? IMAGE_MODALITY : new Modality("I", Modality.Kind.VECTOR), i.get());
            modalities.put(imageAndText ? TEXT_MODALITY : new Modality("T", Modality.Kind.VECTOR), t.get());
            return;
        }
        image.ifPresent(l -> modalities.put(IMAGE_MODALITY, l));
        text.ifPresent(l -> modalities.put(TEXT_MODALITY, l));
    }

    private void findAsked(List<Modality> asked) {
        for (int k = 0; k < asked.size(); k++) {
            String name = asked.get(k).name();
            Optional<Located> found = locate(name, stems(name));
            if (found.isEmpty()) {
                found = usual(k);
            }
            Located located = found.orElseThrow(() -> new MingleException("There is no array for the modality " + name
                    + ": say which by " + name + "=NAME; there are " + String.join(", ", names) + "."));
            modalities.put(asked.get(k), located);
        }
    }

    private static List<String> stems(String modality) {
        List<String> stems = new ArrayList<>(List.of(modality));
        if (modality.equals("image")) {
            stems.addAll(IMAGE);
        } else if (modality.equals("text")) {
            stems.addAll(TEXT);
        }
        return stems;
    }

    /** What the k-th modality is unless its name says otherwise, so that the usual two can be renamed in place. */
    private Optional<Located> usual(int k) {
        List<String> stems = new ArrayList<>(k == 0 ? IMAGE : k == 1 ? TEXT : List.of());
        if (k < 2) {
            stems.add(k == 0 ? "I" : "T");
        }
        return byStems(stems);
    }

    private Optional<Located> locate(String key, List<String> stems) {
        Map<Split, String> given = new EnumMap<>(Split.class);
        for (Split s : Split.values()) {
            options.text(key + "." + s.key()).ifPresent(n -> given.put(s, existing(key + "." + s.key(), n)));
        }
        if (!given.isEmpty()) {
            return Optional.of(new Located(null, given));
        }
        Optional<String> stem = options.text(key);
        if (stem.isEmpty()) {
            return byStems(stems);
        }
        Optional<Located> found = byStems(List.of(stem.get()));
        if (found.isEmpty()) {
            existing(key, stem.get());
        }
        return found;
    }

    private Optional<Located> byStems(List<String> stems) {
        for (String stem : stems) {
            if (names.contains(stem)) {
                return Optional.of(new Located(stem, Map.of()));
            }
            Map<Split, String> bySplit = new EnumMap<>(Split.class);
            for (Split s : Split.values()) {
                SplitNames.find(stem, s, names).ifPresent(n -> bySplit.put(s, n));
            }
            if (!bySplit.isEmpty()) {
                return Optional.of(new Located(null, bySplit));
            }
        }
        return Optional.empty();
    }

    private Optional<String> single(String key, List<String> usual) {
        Optional<String> given = options.text(key);
        if (given.isPresent()) {
            return Optional.of(existing(key, given.get()));
        }
        return usual.stream().filter(names::contains).findFirst();
    }

    private String existing(String key, String name) {
        if (!names.contains(name)) {
            throw new MingleException("There is no array " + name + " for the option " + key + "; there are "
                    + String.join(", ", names) + ".");
        }
        return name;
    }
}
