package org.mingle.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Paired points in the shared space: row r of every matrix is sample {@code ids.get(r)} in one modality. An immutable
 * value; the interface between training, retrieval, mixing statistics and projection.
 *
 * @param modalities names, one per matrix, at least one
 * @param ids unique sample ids, one per row
 * @param labels class indices of each row, ascending, at least one per row (more in multi-label data)
 * @param classNames names of the classes that the indices mean
 * @param points one matrix per modality, all n x m with the same n and m
 */
public record Embeddings(
        List<String> modalities, List<String> ids, int[][] labels, List<String> classNames, List<FloatMatrix> points) {
    public Embeddings {
        modalities = List.copyOf(modalities);
        ids = List.copyOf(ids);
        classNames = List.copyOf(classNames);
        points = List.copyOf(points);
        if (points.isEmpty() || modalities.size() != points.size()) {
            throw new IllegalArgumentException(points.size() + " matrices for " + modalities.size() + " modalities.");
        }
        for (FloatMatrix m : points) {
            if (m.rows() != ids.size() || m.cols() != points.get(0).cols()) {
                throw new IllegalArgumentException(
                        m + " does not fit " + ids.size() + " ids and " + points.get(0).cols() + " dimensions.");
            }
        }
        if (labels.length != ids.size()) {
            throw new IllegalArgumentException(labels.length + " labels for " + ids.size() + " ids.");
        }
    }

    /** Number of pairs. */
    public int size() {
        return ids.size();
    }

    /** Dimension of the shared space. */
    public int dimension() {
        return points.get(0).cols();
    }

    /** All points as one matrix: first those of the first modality, then of the second, and so on. */
    public FloatMatrix stacked() {
        FloatMatrix all = points.get(0);
        for (FloatMatrix more : points.subList(1, points.size())) {
            all = all.stack(more);
        }
        return all;
    }

    /** Some of the samples, in the given order. */
    public Embeddings select(int[] rows) {
        List<FloatMatrix> chosen = points.stream().map(p -> {
            FloatMatrix m = FloatMatrix.zeros(rows.length, p.cols());
            for (int r = 0; r < rows.length; r++) {
                p.copyRow(rows[r], m.data(), r * p.cols());
            }
            return m;
        }).toList();
        return new Embeddings(modalities, IntStream.of(rows).mapToObj(ids::get).toList(),
                IntStream.of(rows).mapToObj(r -> labels[r]).toArray(int[][]::new), classNames, chosen);
    }

    /** Whether two rows count as relevant to each other: they share a class. */
    public boolean relevant(int rowA, int rowB) {
        int[] a = labels[rowA];
        int[] b = labels[rowB];
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] == b[j]) {
                return true;
            }
            if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return false;
    }
}
