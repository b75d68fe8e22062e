package org.mingle.ui.dataset;

import org.mingle.data.Dataset;
import org.mingle.data.Modality;

/** Which modality a list shows as picture and which as text. */
final class Columns {
    private Columns() {}

    /** The first modality of pictures, or -1. */
    static int pictures(Dataset dataset) {
        return first(dataset, Modality.Kind.IMAGE);
    }

    /** The first modality of texts, or -1. */
    static int texts(Dataset dataset) {
        return first(dataset, Modality.Kind.TEXT);
    }

    private static int first(Dataset dataset, Modality.Kind kind) {
        for (int m = 0; m < dataset.modalities().size(); m++) {
            if (dataset.modalities().get(m).kind() == kind) {
                return m;
            }
        }
        return -1;
    }
}
