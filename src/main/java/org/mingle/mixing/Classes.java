package org.mingle.mixing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Mixing class by class, from the neighbour table that is there anyway. */
final class Classes {
    /** Below this many points a side, a class says nothing. */
    private static final int FEWEST = 10;

    private Classes() {}

    /**
     * Every class with at least 10 points a side, the least mixed first; empty without classes.
     *
     * @param names of the classes; a class without a name is called by its number
     */
    static List<ClassMixing> of(TwoSample sample, List<String> names) {
        if (!sample.labelled()) {
            return List.of();
        }
        double[] lisi = sample.lisiOfModalities();
        double[] right = NeighbourProbe.perPoint(sample);
        List<ClassMixing> classes = new ArrayList<>();
        for (int c = 0; c <= largest(sample); c++) {
            int label = c;
            int[] first = rows(sample.firstLabels(), label);
            int[] second = rows(sample.secondLabels(), label);
            if (Math.min(first.length, second.length) >= FEWEST) {
                classes.add(one(sample, label < names.size() ? names.get(label) : String.valueOf(label), first, second, lisi, right));
            }
        }
        classes.sort(Comparator.comparingDouble(ClassMixing::localMixing).thenComparing(ClassMixing::name));
        return classes;
    }

    private static int largest(TwoSample sample) {
        int largest = 0;
        for (int i = 0; i < sample.pooledSize(); i++) {
            largest = Math.max(largest, sample.label(i));
        }
        return largest;
    }

    private static int[] rows(int[] labels, int label) {
        return java.util.stream.IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
    }

    private static ClassMixing one(TwoSample sample, String name, int[] first, int[] second, double[] lisi, double[] right) {
        int offset = sample.first().rows();
        double local = 0;
        double[] units = new double[sample.paired() ? first.length : first.length + second.length];
        double accuracy = 0;
        for (int i = 0; i < first.length; i++) {
            local += lisi[first[i]];
            accuracy += right[first[i]] / first.length / 2;
            units[i] = right[first[i]] / (sample.paired() ? 2 : 1);
        }
        for (int i = 0; i < second.length; i++) {
            int row = offset + second[i];
            local += lisi[row];
            accuracy += right[row] / second.length / 2;
            units[sample.paired() ? i : first.length + i] += right[row] / (sample.paired() ? 2 : 1);
        }
        double variance = Statistics.variance(units);
        double[] interval = Statistics.wilson(accuracy, variance > 0 ? accuracy * (1 - accuracy) * units.length / variance
                : units.length);
        return new ClassMixing(name, Math.min(first.length, second.length), local / (first.length + second.length), accuracy,
                interval[0], interval[1], ModalityGap.value(sample.rows(first, second)));
    }
}
