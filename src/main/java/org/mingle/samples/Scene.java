package org.mingle.samples;

import java.util.ArrayList;
import java.util.List;

/**
 * What one pair is about: the picture and its text are two tellings of the same scene.
 *
 * @param count how many of the motif there are, 1 to 3
 * @param size 0 small, 1 middling, 2 large
 * @param side 0 left, 1 middle, 2 right
 * @param clutter smaller things of other classes
 */
record Scene(Motif motif, Hue hue, int count, int size, int side, Place place, Sky sky, List<Extra> clutter) {
    /** Something of another class. */
    record Extra(Motif motif, Hue hue) {}

    static Scene of(Motif motif, Dice dice) {
        Place place = dice.chance(0.86) ? dice.pick(motif.places()) : dice.pick(Place.values());
        Sky sky = Sky.values()[dice.weighted(30, 20, 12, 11, 10, 12, 5)];
        int count = 1 + dice.weighted(72, 19, 9);
        int size = count > 1 ? dice.below(2) : dice.weighted(22, 48, 30);
        List<Extra> clutter = new ArrayList<>();
        int extras = dice.weighted(28, 40, 24, 8);
        while (clutter.size() < extras) {
            Motif other = dice.pick(Motif.values());
            if (other != motif && (place != Place.TABLE || other != Motif.MOUNTAIN)) {
                clutter.add(new Extra(other, dice.pick(other.hues())));
            }
        }
        return new Scene(motif, dice.pick(motif.hues()), count, size, dice.below(3), place, sky, List.copyOf(clutter));
    }
}
