package org.mingle.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mingle.data.DatasetReport.Severity;

/**
 * Finds what the columns of features stand for: an array of texts {@code vocab} (or {@code vocabulary}, {@code words},
 * {@code terms}, {@code dictionary}; {@code NAME_vocab} for one modality), or a file {@code vocabulary.txt} (likewise)
 * beside the data, UTF-8, one name a line, or what the option {@code NAME.vocabulary=ARRAY_OR_FILE} says. It belongs to
 * the modality that has as many columns, the texts first.
 */
final class Vocabularies {
    private static final List<String> USUAL = List.of("vocabulary", "vocab", "words", "terms", "dictionary");

    private final DatasetDraft draft;
    private final ArraySource source;
    private final DatasetOptions options;
    private final Function<String, NpyArray> read;
    private final Set<String> taken = new HashSet<>();

    /** @param read gives an array, which counts as used from then on */
    Vocabularies(DatasetDraft draft, ArraySource source, DatasetOptions options, Function<String, NpyArray> read) {
        this.draft = draft;
        this.source = source;
        this.options = options;
        this.read = read;
    }

    /** Attaches what is found; what has such a name but does not fit is noted and left. */
    void attach() {
        List<Modality> modalities = draft.modalities().stream()
                .sorted(Comparator.comparing(m -> m.kind() != Modality.Kind.TEXT)).toList();
        for (Modality m : modalities) {
            Optional<String> asked = options.text(m.name() + ".vocabulary");
            if (asked.isPresent()) {
                draft.vocabulary(m.name(), named(asked.get(), draft.columns(m)));
                taken.add(asked.get());
            } else if (draft.columns(m) > 0) {
                candidates(m).filter(c -> !taken.contains(c)).filter(c -> fits(m, c)).findFirst().ifPresent(taken::add);
            }
        }
    }

    private Stream<String> candidates(Modality m) {
        List<String> names = Stream.concat(USUAL.stream().map(u -> m.name() + "_" + u), USUAL.stream()).toList();
        return Stream.concat(names.stream().filter(source.names()::contains), names.stream().map(n -> n + ".txt")
                .filter(n -> Files.isRegularFile(source.folder().resolve(n))));
    }

    private boolean fits(Modality m, String candidate) {
        try {
            draft.vocabulary(m.name(), named(candidate, draft.columns(m)));
            return true;
        } catch (MingleException e) { // the features can be used without
            draft.note(Severity.NOTICE, candidate, "It was not used to name the columns of " + m.name() + ": "
                    + e.getMessage());
            return false;
        }
    }

    private List<String> named(String name, int columns) {
        if (!source.names().contains(name)) {
            return file(source.folder().resolve(name), columns);
        }
        if (!(read.apply(name).values() instanceof String[] names)) {
            throw new MingleException(source.where(name) + " holds no texts.");
        }
        return checked(List.of(names), columns, source.where(name));
    }

    /**
     * The names that a file lists.
     *
     * @throws MingleException unless there is one for each column, and all are different
     */
    static List<String> file(Path file, int columns) {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
                lines.remove(lines.size() - 1);
            }
            return checked(lines, columns, file.toString());
        } catch (IOException e) {
            throw Failures.cannotRead(file, e);
        }
    }

    private static List<String> checked(List<String> raw, int columns, String where) {
        List<String> names = raw.stream().map(String::strip).toList();
        if (names.size() != columns) {
            throw new MingleException(where + " has " + names.size() + " names for " + columns
                    + " columns of features: it needs one for each.");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isEmpty() || !seen.add(name)) {
                throw new MingleException(where + (name.isEmpty() ? " has an empty name" : " has the name " + name
                        + " twice") + ": every column needs a name of its own.");
            }
        }
        return names;
    }
}
