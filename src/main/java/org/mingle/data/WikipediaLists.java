package org.mingle.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lists beside the Wikipedia features (Rasiwasia et al. 2010): {@code trainset_txt_img_cat.list} and
 * {@code testset_txt_img_cat.list}, one line a row of the matrices with text id, image id and class from 1, and
 * {@code categories.list} with the names of the classes.
 */
final class WikipediaLists {
    private static final Map<Split, String> FILES =
            Map.of(Split.TRAIN, "trainset_txt_img_cat.list", Split.TEST, "testset_txt_img_cat.list");

    private final List<String> classNames;
    private final Map<Split, List<Line>> lines = new EnumMap<>(Split.class);

    /** One pair; {@code category} is its class's name. */
    record Line(String textId, String imageId, String category) {}

    private WikipediaLists(Path folder) {
        Path categories = folder.resolve("categories.list");
        classNames = Files.exists(categories)
                ? read(categories).stream().map(String::strip).filter(s -> !s.isEmpty()).toList() : null;
        FILES.forEach((split, name) -> lines.put(split, parse(folder.resolve(name))));
    }

    /** The lists in a folder, if both are there. */
    static Optional<WikipediaLists> in(Path folder) {
        boolean there = FILES.values().stream().allMatch(f -> Files.isRegularFile(folder.resolve(f)));
        return there ? Optional.of(new WikipediaLists(folder)) : Optional.empty();
    }

    /** Null where {@code categories.list} is missing. */
    List<String> classNames() {
        return classNames;
    }

    /** Empty for the validation split. */
    List<Line> lines(Split split) {
        return lines.getOrDefault(split, List.of());
    }

    static String file(Split split) {
        return FILES.get(split);
    }

    private List<Line> parse(Path file) {
        List<Line> parsed = new ArrayList<>();
        List<String> text = read(file);
        for (int i = 0; i < text.size(); i++) {
            String[] fields = text.get(i).split("\t");
            if (fields.length == 1 && fields[0].isBlank()) {
                continue;
            }
            String where = file.getFileName() + ", line " + (i + 1);
            if (fields.length != 3 || !fields[2].strip().matches("[0-9]{1,6}")) {
                throw new MingleException(where
                        + " must be a text id, an image id and a class number, separated by tabs.");
            }
            parsed.add(new Line(fields[0].strip(), fields[1].strip(), category(fields[2].strip(), where)));
        }
        return parsed;
    }

    private String category(String number, String where) {
        if (classNames == null) {
            return number;
        }
        int c = Integer.parseInt(number);
        if (c < 1 || c > classNames.size()) {
            throw new MingleException(where + " has the unknown class " + c + ": categories.list names "
                    + classNames.size() + ".");
        }
        return classNames.get(c - 1);
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw Failures.cannotRead(file, e);
        }
    }
}
