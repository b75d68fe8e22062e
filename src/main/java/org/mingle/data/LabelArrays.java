package org.mingle.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Labels as arrays give them, to class names. */
final class LabelArrays {
    private LabelArrays() {}

    /** Number of samples that an array labels. */
    static int rows(NpyArray a) {
        int[] s = a.shape();
        return s.length == 2 && s[0] == 1 ? s[1] : s.length == 0 ? 1 : s[0];
    }

    /**
     * One number or name a sample (shape n, n x 1 or 1 x n), several names in one string separated by {@code ;} or
     * {@code |}, or one column of 0 and 1 a class (n x C).
     *
     * @param classNames names that numbers mean, from 0 or from 1, or null: then a number is its own name
     * @return the classes of each sample, none where the number is NaN or the row or text is empty
     */
    static List<List<String>> read(NpyArray a, List<String> classNames, String where) {
        int[] s = a.shape();
        boolean single = s.length <= 1 || s.length == 2 && (s[0] == 1 || s[1] == 1);
        if (a.values() instanceof String[] names && single) {
            return Arrays.stream(names).map(LabelArrays::split).toList();
        }
        if (a.values() instanceof String[] || s.length > 2) {
            throw new MingleException(where + " has the shape " + Arrays.toString(s)
                    + ": labels need one value a sample, or a 0/1 column a class.");
        }
        return single ? numbers(a.toDoubles(), classNames, where) : indicators(a, classNames, where);
    }

    /** Class names from one text: separated by {@code ;} or {@code |}, empty ones dropped. */
    static List<String> split(String text) {
        return Arrays.stream(text.split("[;|]")).map(String::strip).filter(t -> !t.isEmpty()).toList();
    }

    private static List<List<String>> numbers(double[] values, List<String> classNames, String where) {
        boolean fromOne = classNames != null && Arrays.stream(values).noneMatch(v -> v == 0)
                && Arrays.stream(values).anyMatch(v -> v == classNames.size());
        List<List<String>> labels = new ArrayList<>(values.length);
        for (int r = 0; r < values.length; r++) {
            double v = values[r];
            if (Double.isNaN(v)) {
                labels.add(List.of());
                continue;
            }
            if (v != Math.rint(v) || Math.abs(v) > 1e15) {
                throw new MingleException(where + ", row " + (r + 1) + " is " + v
                        + ": a label must be a whole number.");
            }
            labels.add(List.of(classNames == null ? Long.toString((long) v)
                    : named((long) v - (fromOne ? 1 : 0), (long) v, classNames, where, r)));
        }
        return labels;
    }

    private static String named(long index, long label, List<String> classNames, String where, int row) {
        if (index < 0 || index >= classNames.size()) {
            throw new MingleException(where + ", row " + (row + 1) + " has the unknown class " + label + ": there are "
                    + classNames.size() + " class names.");
        }
        return classNames.get((int) index);
    }

    private static List<List<String>> indicators(NpyArray a, List<String> classNames, String where) {
        int n = a.shape()[0];
        int classes = a.shape()[1];
        if (classNames != null && classNames.size() != classes) {
            throw new MingleException(where + " has " + classes + " columns for " + classNames.size()
                    + " class names.");
        }
        double[] v = a.toDoubles();
        List<List<String>> labels = new ArrayList<>(n);
        for (int r = 0; r < n; r++) {
            List<String> row = new ArrayList<>();
            for (int c = 0; c < classes; c++) {
                double x = v[r * classes + c];
                if (x != 0 && x != 1) {
                    throw new MingleException(where + ", row " + (r + 1) + ", column " + (c + 1) + " is " + x
                            + ": with a column a class, labels must be 0 or 1.");
                }
                if (x == 1) {
                    row.add(classNames == null ? Integer.toString(c + 1) : classNames.get(c));
                }
            }
            labels.add(row);
        }
        return labels;
    }
}
