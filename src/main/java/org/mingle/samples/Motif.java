package org.mingle.samples;

import java.util.List;

/** The ten classes, in the order of the manifest. */
enum Motif {
    BOAT(WaterMotifs::boat, Place.SEA, Place.SEA, Place.LAKE, Place.BEACH, Place.HARBOUR),
    BICYCLE(LandMotifs::bicycle, Place.TOWN, Place.TOWN, Place.MEADOW, Place.BEACH, Place.HILLS, Place.HARBOUR),
    LIGHTHOUSE(WaterMotifs::lighthouse, Place.BEACH, Place.SEA, Place.HARBOUR, Place.HILLS, Place.LAKE),
    TREE(LandMotifs::tree, Place.MEADOW, Place.HILLS, Place.TOWN, Place.LAKE, Place.BEACH),
    FISH(WaterMotifs::fish, Place.SEA, Place.SEA, Place.LAKE, Place.TABLE, Place.HARBOUR),
    HOUSE(LandMotifs::house, Place.TOWN, Place.MEADOW, Place.HILLS, Place.LAKE, Place.HARBOUR),
    KITE(WaterMotifs::kite, Place.BEACH, Place.MEADOW, Place.HILLS, Place.SEA, Place.TOWN),
    MOUNTAIN(LandMotifs::mountain, Place.HILLS, Place.LAKE, Place.MEADOW, Place.SEA),
    TRAIN(LandMotifs::train, Place.HILLS, Place.TOWN, Place.MEADOW, Place.LAKE, Place.HARBOUR),
    CUP(WaterMotifs::cup, Place.TABLE, Place.TABLE, Place.TABLE, Place.TOWN, Place.MEADOW);

    private static final List<Hue> LEAVES = List.of(Hue.GREEN, Hue.GREEN, Hue.TEAL, Hue.YELLOW, Hue.ORANGE, Hue.RED, Hue.PINK);
    private static final List<Hue> STONE = List.of(Hue.GREY, Hue.BLUE, Hue.PURPLE, Hue.BROWN, Hue.GREEN, Hue.TEAL);
    private static final List<Hue> PAINT = List.of(Hue.RED, Hue.ORANGE, Hue.YELLOW, Hue.GREEN, Hue.TEAL, Hue.BLUE,
            Hue.PURPLE, Hue.PINK, Hue.BROWN, Hue.WHITE, Hue.BLACK);

    private final Drawing drawing;
    private final List<Place> places;

    Motif(Drawing drawing, Place... places) {
        this.drawing = drawing;
        this.places = List.of(places);
    }

    /** Draws a motif in the square from -1 to 1, standing on y = 1. */
    @FunctionalInterface
    interface Drawing {
        void draw(Brush brush, int colour, Dice dice);
    }

    String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    void draw(Brush brush, int colour, Dice dice) {
        drawing.draw(brush, colour, dice);
    }

    /** Where it is likely to be seen; a place named twice is twice as likely. */
    List<Place> places() {
        return places;
    }

    List<Hue> hues() {
        return this == TREE ? LEAVES : this == MOUNTAIN ? STONE : PAINT;
    }

    boolean flies() {
        return this == KITE;
    }

    boolean swims() {
        return this == FISH;
    }
}
