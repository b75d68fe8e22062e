package org.mingle.samples;

/** Paints a scene. */
final class Painter {
    static final int SIDE = 96;
    private static final int FINENESS = 4;
    private static final double[] RADIUS = {13, 20, 27};

    private Painter() {}

    /** @return {@code SIDE * SIDE} pixels, 0xRRGGBB */
    static int[] paint(Scene scene, Dice dice) {
        Canvas canvas = new Canvas(SIDE, FINENESS);
        Place place = scene.place();
        if (place != Place.TABLE) {
            scene.sky().before(canvas, place.horizon(), dice.split());
        }
        place.draw(canvas, dice.split());
        Dice clutter = dice.split();
        int inFront = 0;
        for (Scene.Extra extra : scene.clutter()) {
            if (clutter.chance(0.72)) {
                put(canvas, place, extra.motif(), extra.hue(), clutter.between(6, 96 - 6), clutter.between(7, 12), false, clutter);
            } else {
                inFront++;
            }
        }
        main(canvas, scene, dice.split());
        for (int i = 0; i < inFront; i++) {
            Scene.Extra extra = scene.clutter().get(i);
            put(canvas, place, extra.motif(), extra.hue(), clutter.between(6, 96 - 6), clutter.between(8, 12), true, clutter);
        }
        if (clutter.chance(0.35)) {
            foreground(canvas.brush(), place, clutter);
        }
        if (place != Place.TABLE) {
            scene.sky().after(canvas, dice.split());
        }
        return grain(canvas.finish(), dice.split());
    }

    private static void main(Canvas canvas, Scene scene, Dice dice) {
        double radius = RADIUS[scene.size()] * dice.between(0.88, 1.15);
        double middle = 28 + 20 * scene.side() + dice.between(-5, 5);
        double apart = radius * dice.between(1.35, 1.7);
        for (int i = 0; i < scene.count(); i++) {
            double x = middle + (i - (scene.count() - 1) / 2.0) * apart;
            put(canvas, scene.place(), scene.motif(), scene.hue(), x, radius, true, dice);
        }
    }

    /** Puts one thing where it belongs: on the ground near or far, in the water, or in the air. */
    private static void put(Canvas canvas, Place place, Motif motif, Hue hue, double x, double radius, boolean near, Dice dice) {
        double foot = near ? place.ground() * SIDE + dice.between(-7, 6) : place.horizon() + dice.between(6, 16);
        if (motif == Motif.MOUNTAIN && place != Place.TABLE) {
            foot = place.horizon() + dice.between(4, 14);
            radius *= 1.25;
        }
        double y = foot - radius;
        if (motif.flies() && place != Place.TABLE) {
            y = dice.between(12, 34) + radius * 0.4;
        } else if (motif.swims() && place != Place.TABLE) {
            y = dice.between(place.horizon() + 6, 84);
        }
        int colour = hue.tone(dice);
        if (!motif.flies() && !motif.swims() && motif != Motif.MOUNTAIN) {
            canvas.brush().ellipse(0x38141827, x, y + radius * 0.98, radius * 1.05, radius * 0.13);
        }
        double tilt = motif.swims() || motif.flies() ? dice.between(-22, 22) : dice.between(-5, 5);
        double wide = dice.between(0.84, 1.16) * (dice.chance(0.5) ? 1 : -1);
        Brush brush = canvas.brush().at(x, y).turned(tilt).scaled(radius * wide, radius * dice.between(0.88, 1.1));
        motif.draw(brush, colour, dice);
    }

    /** Something close by that hides a part of the picture. */
    private static void foreground(Brush b, Place place, Dice dice) {
        double x = dice.between(0, 96);
        switch (place) {
            case TABLE -> {
                int cloth = dice.pick(Hue.values()).tone(dice);
                b.ellipse(cloth, x, 97, 20, 12);
                b.ellipse(Hue.lighter(cloth, 90), x - 3, 96, 15, 8);
            }
            case SEA, LAKE, BEACH -> {
                int stone = dice.pick(0xff6b6a70, 0xff7c736b, 0xff58606b);
                b.polygon(stone, x - 24, 98, x - 17, 84, x - 5, 78, x + 9, 82, x + 22, 98);
                b.polygon(Hue.lighter(stone, 40), x - 17, 84, x - 5, 78, x + 1, 84, x - 9, 88);
            }
            case TOWN, HARBOUR -> {
                b.rectangle(0xff3c4048, x, 8, 2.4, 90);
                b.rectangle(0xff3c4048, x - 4, 6, 10.4, 3);
                b.ellipse(0xfffbe6a0, x + 1.2, 11.5, 2.8, 3.2);
            }
            default -> {
                int leaf = dice.pick(0xff3f7a45, 0xff5a8a3c, 0xff7a8a3a);
                for (int i = 0; i < 16; i++) {
                    double foot = x + dice.between(-20, 20);
                    b.polygon(Hue.darker(leaf, dice.below(60)), foot - 1.6, 98, foot + dice.between(-5, 5), dice.between(66, 84), foot + 1.6, 98);
                }
            }
        }
    }

    /** Exposure and, on some pictures, film grain. */
    private static int[] grain(int[] rgb, Dice dice) {
        int amount = dice.chance(0.4) ? 2 + dice.below(9) : 0;
        int shade = dice.below(52);
        boolean lighter = dice.chance(0.5);
        for (int i = 0; i < rgb.length; i++) {
            int p = lighter ? Hue.lighter(rgb[i], shade) : Hue.darker(rgb[i], shade);
            int n = amount == 0 ? 0 : dice.below(2 * amount + 1) - amount;
            rgb[i] = clamp((p >> 16 & 0xff) + n) << 16 | clamp((p >> 8 & 0xff) + n) << 8 | clamp((p & 0xff) + n);
        }
        return rgb;
    }

    private static int clamp(int v) {
        return Math.max(0, Math.min(255, v));
    }
}
