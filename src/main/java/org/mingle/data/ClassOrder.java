package org.mingle.data;

import java.util.Comparator;

/** The order of classes that a file does not list: numbers by value, then names by alphabet. */
final class ClassOrder {
    static final Comparator<String> NUMBERS_THEN_NAMES =
            Comparator.comparingDouble(ClassOrder::number).thenComparing(Comparator.naturalOrder());

    private ClassOrder() {}

    private static double number(String name) {
        return name.matches("[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?") ? Double.parseDouble(name) : Double.POSITIVE_INFINITY;
    }
}
