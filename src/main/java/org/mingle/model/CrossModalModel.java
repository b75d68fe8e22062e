package org.mingle.model;

import java.util.ArrayList;
import java.util.List;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.FeatureTable;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Modality;

/** Maps the features of each modality into one shared space. */
public interface CrossModalModel {
    /** Name of the preset that made it. */
    String preset();

    /** Dimension m of the shared space. */
    int dimension();

    /**
     * Embeds rows of a modality's features (as the dataset has them: the model standardises them itself).
     *
     * @return {@code rows.length x dimension()}
     */
    FloatMatrix embed(int modality, FeatureTable features, int[] rows);

    /** Embeds rows of a dataset in every modality. */
    default Embeddings embed(Dataset dataset, int[] rows) {
        List<FloatMatrix> points = new ArrayList<>();
        for (int m = 0; m < dataset.modalities().size(); m++) {
            points.add(embed(m, dataset.features(m), rows));
        }
        List<String> ids = new ArrayList<>(rows.length);
        int[][] labels = new int[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            ids.add(dataset.id(rows[i]));
            labels[i] = dataset.labels(rows[i]);
        }
        return new Embeddings(dataset.modalities().stream().map(Modality::name).toList(), ids, labels, dataset.classNames(), points);
    }
}
