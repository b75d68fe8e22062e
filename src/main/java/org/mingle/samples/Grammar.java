package org.mingle.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes sentences of templates: of {@code (a|b|c)} one alternative is taken, and {@code {name}} is replaced by the word
 * of that name, itself a template. Alternatives may nest; {@code {Name}} begins with a capital letter.
 */
final class Grammar {
    private final Map<String, String> words;
    private final Dice dice;

    Grammar(Map<String, String> words, Dice dice) {
        this.words = words;
        this.dice = dice;
    }

    String tell(String template) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '(') {
                int end = closing(template, i);
                out.append(tell(dice.pick(alternatives(template.substring(i + 1, end)))));
                i = end;
            } else if (c == '{') {
                int end = template.indexOf('}', i);
                out.append(word(template.substring(i + 1, end)));
                i = end;
            } else {
                out.append(c);
            }
        }
        return out.toString().replaceAll(" +", " ").replace(" .", ".").replace(" ,", ",").strip();
    }

    private String word(String name) {
        boolean capital = Character.isUpperCase(name.charAt(0));
        String word = words.get(capital ? Character.toLowerCase(name.charAt(0)) + name.substring(1) : name);
        if (word == null) {
            throw new IllegalArgumentException("There is no word for " + name);
        }
        String told = tell(word);
        return capital ? capital(told) : told;
    }

    static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static int closing(String template, int open) {
        int depth = 0;
        for (int i = open; i < template.length(); i++) {
            depth += template.charAt(i) == '(' ? 1 : template.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("A bracket is open in " + template);
    }

    private static List<String> alternatives(String inside) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '|' && depth == 0) {
                parts.add(inside.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(inside.substring(from));
        return parts;
    }
}
