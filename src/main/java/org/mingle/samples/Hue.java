package org.mingle.samples;

import java.util.List;

/** Colours that texts can name. */
enum Hue {
    RED(0xd1383d, "red", "crimson", "scarlet"),
    ORANGE(0xe8862e, "orange", "amber", "tangerine"),
    YELLOW(0xf0c736, "yellow", "golden", "lemon"),
    GREEN(0x4e9a4b, "green", "emerald", "mossy"),
    TEAL(0x2d9d9a, "turquoise", "teal"),
    BLUE(0x3a6fc4, "blue", "azure", "cobalt"),
    PURPLE(0x7f55a8, "purple", "violet", "plum"),
    PINK(0xe58aa9, "pink", "rosy"),
    BROWN(0x8a5a3c, "brown", "chestnut"),
    GREY(0x8b929b, "grey", "silver", "ashen"),
    WHITE(0xf2efe8, "white", "ivory", "pale"),
    BLACK(0x3b3a42, "black", "dark");

    private final int rgb;
    private final List<String> words;

    Hue(int rgb, String... words) {
        this.rgb = rgb;
        this.words = List.of(words);
    }

    /** One of its tones. */
    int tone(Dice dice) {
        int tone = dice.chance(0.5) ? lighter(0xff000000 | rgb, dice.below(40)) : darker(0xff000000 | rgb, dice.below(40));
        return mix(tone, 0xff000000 | dice.below(1 << 24), 14);
    }

    List<String> words() {
        return words;
    }

    /** {@code amount} (0 .. 255) of b in a, opaque. */
    static int mix(int a, int b, int amount) {
        int rest = 255 - amount;
        int red = ((a >> 16 & 0xff) * rest + (b >> 16 & 0xff) * amount + 127) / 255;
        int green = ((a >> 8 & 0xff) * rest + (b >> 8 & 0xff) * amount + 127) / 255;
        int blue = ((a & 0xff) * rest + (b & 0xff) * amount + 127) / 255;
        return 0xff000000 | red << 16 | green << 8 | blue;
    }

    static int darker(int argb, int amount) {
        return mix(argb, 0xff141827, amount);
    }

    static int lighter(int argb, int amount) {
        return mix(argb, 0xfffffdf5, amount);
    }

    /** The same colour, {@code alpha} (0 .. 255) of it. */
    static int glass(int argb, int alpha) {
        return argb & 0xffffff | alpha << 24;
    }
}
