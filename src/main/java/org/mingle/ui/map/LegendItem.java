package org.mingle.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mingle.data.CategoryColors;
import org.mingle.data.Embeddings;
import org.mingle.data.SequentialColors;

/** One line of the legend of a written picture, from top to bottom. */
sealed interface LegendItem {
    /** Colours along a bar. */
    int STOPS = 9;

    record Heading(String text) implements LegendItem {}

    /** A mark and what it means. @param rgb 0xRRGGBB, -1 for the colour of text */
    record Mark(MarkShape shape, int rgb, boolean hollow, String text) implements LegendItem {}

    /** A bar of colours, from the least to the greatest, with the numbers at its ends and in its middle. */
    record Bar(int[] stops, String low, String middle, String high) implements LegendItem {}

    /** A sentence, to be wrapped. */
    record Note(String text) implements LegendItem {}

    /** Legend of what a scene shows of a space. */
    static List<LegendItem> of(Embeddings e, MapScene scene) {
        List<LegendItem> items = new ArrayList<>();
        Colouring colouring = scene.colouring();
        boolean dark = scene.dark();
        items.add(new Heading("Modality"));
        for (int m = 0; m < e.modalities().size(); m++) {
            items.add(new Mark(MarkShape.of(m), colouring.by() == ColourBy.MODALITY ? CategoryColors.rgb(m, dark) : -1, false,
                    count(e.modalities().get(m), e.size())));
        }
        if (colouring.by() == ColourBy.CLASS) {
            items.add(new Heading("Class"));
            int[] counts = MapPoints.classCounts(e);
            for (int c = 0; c < counts.length; c++) {
                items.add(new Mark(MarkShape.CIRCLE, CategoryColors.rgb(c, dark), false, count(e.classNames().get(c), counts[c])));
            }
        } else if (colouring.values() != null) {
            values(items, colouring, dark);
        }
        if (scene.guest() != null) {
            items.add(new Heading("Query from outside"));
            items.add(new Note(scene.guest().words()));
        }
        if (scene.links().ranked()) {
            items.add(new Heading("Line of a pair: rank"));
            items.add(bar(ColourBy.PAIR_RANK, 1, scene.links().ranks().length, dark));
        }
        return items;
    }

    private static void values(List<LegendItem> items, Colouring colouring, boolean dark) {
        PointValues values = colouring.values();
        ColourBy by = values.by();
        items.add(new Heading(by.title()));
        if (by.warp() != null) {
            items.add(bar(by, values.low(), values.high(), dark));
        }
        for (int k = 0; k < by.kinds().size(); k++) {
            int code = k;
            int n = (int) java.util.Arrays.stream(values.values()).filter(v -> v == code).count();
            if (n > 0 || by != ColourBy.SPLIT) {
                items.add(new Mark(MarkShape.CIRCLE, colouring.kind(k, dark), false, count(by.kinds().get(k), n)));
            }
        }
        if (values.missing() > 0) {
            items.add(new Mark(MarkShape.CIRCLE, Colouring.missing(dark), true, count("no value", values.missing())));
        }
        if (!by.meaning().isEmpty()) {
            items.add(new Note(Character.toUpperCase(by.meaning().charAt(0)) + by.meaning().substring(1) + ". "
                    + values.basis()));
        }
    }

    static Bar bar(ColourBy by, double low, double high, boolean dark) {
        int[] stops = new int[STOPS];
        for (int s = 0; s < STOPS; s++) {
            stops[s] = SequentialColors.rgb(s / (STOPS - 1.0), dark);
        }
        return new Bar(stops, by.number(low), by.number(by.warp().middle(low, high)), by.number(high));
    }

    private static String count(String name, int n) {
        return name + String.format(Locale.ROOT, "  %,d", n);
    }
}
