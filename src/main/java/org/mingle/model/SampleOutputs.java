package org.mingle.model;

import java.util.ArrayList;
import java.util.List;
import org.mingle.compute.Crew;
import org.mingle.data.FeatureTable;
import org.mingle.data.FloatMatrix;

/**
 * Outputs of a model for the same rows again and again while its weights change. The rows' inputs stay where the products
 * take them from: to read, standardise and place them anew would take longer than the products.
 */
final class SampleOutputs implements AutoCloseable {
    private final int rows;
    private final List<DensePass> passes = new ArrayList<>();
    private final Crew crew;

    /** @param crew does the work, from the thread that also asks for it otherwise; not closed here */
    SampleOutputs(DamlModel model, List<FeatureTable> features, int[] rows, Crew crew) {
        this.rows = rows.length;
        this.crew = crew;
        for (int k = 0; k < features.size(); k++) {
            DensePass pass = new DensePass(model.mappers().get(k), rows.length, false, crew.threads());
            model.inputs().get(k).place(features.get(k), rows, 0, rows.length, pass, 0);
            passes.add(pass);
        }
    }

    /** Bytes that the inputs of so many rows take. */
    static long bytes(DamlModel model, int rows) {
        return model.inputs().stream().mapToLong(i -> 4L * rows * i.width()).sum();
    }

    /** The mappers' outputs with the weights as they are now, rows x dimension for each modality. */
    List<FloatMatrix> now() {
        passes.forEach(p -> p.begin(0, rows, 0, 0));
        new DensePass.Group(passes, crew).forward();
        return passes.stream().map(p -> new FloatMatrix(rows, p.output().length / rows, p.output().clone())).toList();
    }

    @Override
    public void close() {
        passes.forEach(DensePass::close);
    }
}
