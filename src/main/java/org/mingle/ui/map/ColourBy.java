package org.mingle.ui.map;

import java.util.List;
import java.util.Locale;

/** What colours can mean on the map. */
enum ColourBy {
    CLASS("Class", null, "", ""),
    MODALITY("Modality", null, "", ""),
    SPLIT("Split", null, "", ""),
    MIXING("Local mixing", Warp.LINEAR, "effective number of modalities around the point: 1 one of them, 2 both alike",
            "neighbours: 90, weighted, perplexity 30"),
    PAIR_RANK("Pair rank", Warp.LOG, "rank of its own other half when the point asks for it: 1 is the nearest",
            "ties at their expected rank"),
    AP("AP as a query", Warp.LINEAR, "average precision over the whole ranking when the point asks the other modality",
            "ties at their expected value"),
    FIRST_HIT("First hit", null, "whether the nearest item of the other modality is of a class of its own", ""),
    HUBNESS("Hubness", Warp.ROOT, "how many queries of the other modality have the point among their first 10",
            "k-occurrence, k = 10");

    private final String title;
    private final Warp warp;
    private final String meaning;
    private final String settings;

    /** How numbers are spread over the colours. */
    enum Warp {
        LINEAR {
            @Override
            double of(double x) {
                return x;
            }
        },
        LOG {
            @Override
            double of(double x) {
                return Math.log(x);
            }
        },
        ROOT {
            @Override
            double of(double x) {
                return Math.sqrt(x);
            }
        };

        /** Monotone. */
        abstract double of(double x);

        /** How far a number is on the way from the least to the greatest, 0 to 1; 0 if those are equal. */
        double part(double x, double low, double high) {
            double span = of(high) - of(low);
            return span > 0 ? (of(x) - of(low)) / span : 0;
        }

        /** The number half-way in colour. */
        double middle(double low, double high) {
            double mid = (of(low) + of(high)) / 2;
            return this == LOG ? Math.exp(mid) : this == ROOT ? mid * mid : mid;
        }
    }

    ColourBy(String title, Warp warp, String meaning, String settings) {
        this.title = title;
        this.warp = warp;
        this.meaning = meaning;
        this.settings = settings;
    }

    String title() {
        return title;
    }

    /** Null where colours stand for kinds and not for numbers. */
    Warp warp() {
        return warp;
    }

    String meaning() {
        return meaning;
    }

    /** With which settings the numbers were computed; may be empty. */
    String settings() {
        return settings;
    }

    /** Whether it must be computed from the space. */
    boolean measured() {
        return ordinal() >= MIXING.ordinal();
    }

    /** Names of the kinds that colours stand for, in the order of their codes; empty for classes, modalities and numbers. */
    List<String> kinds() {
        return this == FIRST_HIT ? List.of("wrong", "right") : this == SPLIT ? List.of("training", "validation", "test") : List.of();
    }

    String number(double x) {
        return this == PAIR_RANK || this == HUBNESS ? String.format(Locale.ROOT, "%,d", Math.round(x))
                : String.format(Locale.ROOT, "%.2f", x);
    }
}
