package org.mingle.model;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.mingle.data.Dataset;
import org.mingle.data.FeatureTable;
import org.mingle.data.FloatMatrix;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Semantic matching (Rasiwasia et al., ACM MM 2010): one multinomial logistic regression per modality, by Tribuo; the
 * class posteriors are the shared space. A sample of several classes is learned as an example of each.
 */
final class SemanticMatching {
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo.common.sgd");
    private static final int BATCH = 16;

    private SemanticMatching() {}

    static LinearModel fit(Dataset dataset, int[] rows, TrainingSettings settings) {
        TRIBUO.setLevel(Level.OFF);
        List<Standardiser> standardisers = new ArrayList<>();
        List<FloatMatrix> weights = new ArrayList<>();
        List<float[]> offsets = new ArrayList<>();
        for (int k = 0; k < dataset.modalities().size(); k++) {
            FeatureTable table = dataset.features(k);
            Standardiser s = Standardiser.fit(settings.get("features"), table, rows);
            LinearSGDModel model = train(dataset, table, s, rows, settings);
            standardisers.add(s);
            copyWeights(model, table.cols(), dataset.classNames().size(), weights, offsets);
        }
        return new LinearModel(settings, standardisers, weights, offsets, true);
    }

    private static LinearSGDModel train(Dataset dataset, FeatureTable table, Standardiser standardiser, int[] rows,
            TrainingSettings s) {
        LabelFactory factory = new LabelFactory();
        MutableDataset<Label> examples = new MutableDataset<>(new SimpleDataSourceProvenance(dataset.name(), factory),
                factory);
        String[] names = new String[table.cols()];
        for (int c = 0; c < names.length; c++) {
            names[c] = name(c);
        }
        float[] row = new float[names.length];
        for (int r : rows) {
            table.copyRow(r, row, 0);
            standardiser.apply(row, 0);
            double[] values = new double[row.length];
            for (int c = 0; c < row.length; c++) {
                values[c] = row[c];
            }
            for (int label : dataset.labels(r)) {
                examples.add(new ArrayExample<>(new Label(Integer.toString(label)), names, values));
            }
        }
        LinearSGDTrainer trainer = new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(s.getDouble("learning_rate"),
                0.1),
                s.getInt("epochs"), Integer.MAX_VALUE, BATCH, s.getInt("seed"));
        return trainer.train(examples);
    }

    /**
     * Features in the order of their columns and classes in that of the dataset; a class without examples gets no
     * mass.
     */
    private static void copyWeights(LinearSGDModel model, int features, int classes, List<FloatMatrix> weights,
            List<float[]> offsets) {
        DenseMatrix learned = model.getWeightsCopy();
        FloatMatrix w = FloatMatrix.zeros(features, classes);
        float[] offset = new float[classes];
        for (int c = 0; c < classes; c++) {
            int output = model.getOutputIDInfo().getID(new Label(Integer.toString(c)));
            if (output < 0) {
                offset[c] = -1e6f;
                continue;
            }
            for (int f = 0; f < features; f++) {
                w.data()[f * classes + c] = (float) learned.get(output, model.getFeatureIDMap().getID(name(f)));
            }
            offset[c] = (float) learned.get(output, features);
        }
        weights.add(w);
        offsets.add(offset);
    }

    /** Names that sort as their columns do, as Tribuo numbers features by name. */
    private static String name(int column) {
        return String.format("f%08d", column);
    }
}
