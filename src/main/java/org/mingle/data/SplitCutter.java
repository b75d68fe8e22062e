package org.mingle.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Cuts a share of the training samples off as another split, stratified by (first) class: each class gives its share,
 * rounded so that the total is right (largest remainder), and always keeps one sample for training. The same seed
 * cuts the same samples.
 */
final class SplitCutter {
    private final int[] classes;
    private final int classCount;
    private final Split[] splits;
    private final Random random;

    /**
     * @param classes class of each sample, below {@code classCount}
     * @param splits changed in place
     */
    SplitCutter(int[] classes, int classCount, Split[] splits, long seed) {
        this.classes = classes;
        this.classCount = classCount;
        this.splits = splits;
        random = new Random(seed);
    }

    /** @return how many samples were moved from TRAIN to {@code target} */
    int cut(Split target, double share) {
        List<List<Integer>> members = new ArrayList<>();
        for (int c = 0; c < classCount; c++) {
            members.add(new ArrayList<>());
        }
        for (int r = 0; r < splits.length; r++) {
            if (splits[r] == Split.TRAIN) {
                members.get(classes[r]).add(r);
            }
        }
        int[] quota = quotas(members.stream().mapToInt(List::size).toArray(), share);
        for (int c = 0; c < classCount; c++) {
            shuffle(members.get(c));
            for (int i = 0; i < quota[c]; i++) {
                splits[members.get(c).get(i)] = target;
            }
        }
        return Arrays.stream(quota).sum();
    }

    private static int[] quotas(int[] sizes, double share) {
        int total = (int) Math.round(share * Arrays.stream(sizes).sum());
        int[] quota = new int[sizes.length];
        for (int c = 0; c < sizes.length; c++) {
            quota[c] = (int) Math.floor(share * sizes[c]);
        }
        List<Integer> byRemainder = new ArrayList<>();
        for (int c = 0; c < sizes.length; c++) {
            if (quota[c] + 1 < sizes[c]) {
                byRemainder.add(c);
            }
        }
        byRemainder.sort(Comparator.comparingDouble(c -> quota[c] - share * sizes[c])); // stable: ties by class
        int missing = total - Arrays.stream(quota).sum();
        for (int i = 0; i < Math.min(missing, byRemainder.size()); i++) {
            quota[byRemainder.get(i)]++;
        }
        return quota;
    }

    private void shuffle(List<Integer> rows) {
        for (int i = rows.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = rows.get(i);
            rows.set(i, rows.get(j));
            rows.set(j, kept);
        }
    }
}
