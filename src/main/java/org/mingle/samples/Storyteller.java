package org.mingle.samples;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells a scene in one to three sentences. Some name the motif, some only hint at it, some speak of the scenery alone,
 * and a few name another thing than the one shown.
 */
final class Storyteller {
    private static final double[] NAMING_HINTING_BOTH_NEITHER = {44, 36, 11, 9};

    private Storyteller() {}

    static String tell(Scene scene, Dice dice) {
        Grammar grammar = new Grammar(words(scene, dice), dice);
        List<String> sentences = new ArrayList<>();
        int way = dice.weighted(NAMING_HINTING_BOTH_NEITHER);
        if (way == 0 || way == 2) {
            sentences.add(grammar.tell(dice.pick(Words.SHOWING)));
        }
        if (way == 1 || way == 2) {
            sentences.add(grammar.tell(dice.pick(Words.hints(scene.motif()))));
        }
        if (way == 3 || sentences.size() == 1 && dice.chance(0.62)) {
            sentences.add(grammar.tell(dice.pick(Words.SCENERY)));
        }
        if (!scene.clutter().isEmpty() && dice.chance(0.45)) {
            sentences.add(grammar.tell(dice.pick(Words.BESIDES)));
        } else if (dice.chance(way == 3 ? 0.7 : 0.14)) {
            sentences.add(grammar.tell(dice.pick(Words.ELSEWHERE)));
        } else if (dice.chance(0.2)) {
            sentences.add(grammar.tell(dice.pick(Words.CHATTER)));
        }
        if (sentences.size() > 1 && dice.chance(0.25)) {
            sentences.add(sentences.remove(0));
        }
        return String.join(" ", sentences.subList(0, Math.min(3, sentences.size())).stream().map(Grammar::capital).toList());
    }

    private static Map<String, String> words(Scene scene, Dice dice) {
        Map<String, String> words = new HashMap<>(); // looked up by name only, never walked
        String colour = dice.pick(scene.hue().words());
        words.put("colour", colour);
        words.put("thing", thing(scene.motif(), dice.chance(0.78) ? colour : "", scene.count(),
                dice.chance(0.6) ? Words.SIZES.get(scene.size()) : "", dice));
        words.put("doing", Words.doing(scene.motif()));
        words.put("place", Words.place(scene.place()));
        words.put("sky", scene.place() == Place.TABLE ? "(in the morning|after lunch|on a quiet afternoon)" : Words.sky(scene.sky()));
        words.put("side", Words.SIDES.get(scene.side()));
        if (!scene.clutter().isEmpty()) {
            Scene.Extra extra = dice.pick(scene.clutter());
            words.put("extra", thing(extra.motif(), dice.pick(extra.hue().words()), 1, dice.chance(0.5) ? "(small|distant)" : "", dice));
        }
        Motif other = scene.motif();
        while (other == scene.motif()) {
            other = dice.pick(Motif.values());
        }
        String noun = dice.pick(Words.nouns(other))[0];
        words.put("other", noun);
        words.put("anOther", article(noun) + " " + noun);
        return words;
    }

    private static String thing(Motif motif, String colour, int count, String size, Dice dice) {
        String[] noun = dice.pick(Words.nouns(motif));
        Grammar plain = new Grammar(Map.of(), dice);
        String rest = plain.tell(size + " " + colour + " " + noun[count == 1 ? 0 : 1]);
        String number = plain.tell(Words.COUNTS.get(count - 1));
        return (number.equals("a") ? article(rest) : number) + " " + rest;
    }

    private static String article(String next) {
        return "aeiou".indexOf(next.charAt(0)) >= 0 ? "an" : "a";
    }
}
