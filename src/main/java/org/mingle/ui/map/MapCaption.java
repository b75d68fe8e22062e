package org.mingle.ui.map;

import java.util.Locale;
import org.mingle.data.Split;
import org.mingle.model.TrainingSettings;
import org.mingle.projection.Layout;
import org.mingle.projection.Projections;
import org.mingle.ui.AppModel;

/** Says how the picture came about and what of how much it shows. */
final class MapCaption {
    private MapCaption() {}

    static String of(Layout layout, AppModel.Space space, Split scope) {
        StringBuilder s = new StringBuilder();
        if (layout.method().equals(Projections.PCA)) {
            s.append("PCA");
        } else if (layout.method().equals(Projections.SEPARATING)) {
            s.append("Across: what best tells the modalities apart · upwards: PCA");
        } else {
            s.append("t-SNE");
            if (!Double.isNaN(layout.perplexity())) {
                s.append(String.format(Locale.ROOT, " · perplexity %.3g", layout.perplexity()));
            }
            if (!layout.details().isEmpty()) {
                s.append(" · ").append(layout.details());
            }
            if (layout.iteration() > 0) {
                s.append(String.format(Locale.ROOT, " · iteration %,d", layout.iteration()));
            }
            if (!Double.isNaN(layout.kl())) {
                s.append(String.format(Locale.ROOT, " · KL %.3f", layout.kl()));
            }
        }
        s.append(layout.epoch() == 0 ? " · untrained" : " · epoch " + layout.epoch());
        int modalities = layout.embeddings().modalities().size();
        int pairs = layout.embeddings().size();
        int total = space == null ? pairs : Math.max(pairs, space.total());
        s.append(String.format(Locale.ROOT, "%n%,d of %,d %s points (%,d pairs)", (long) pairs * modalities,
                (long) total * modalities, word(scope), pairs));
        if (layout.quality() != null) {
            s.append(System.lineSeparator()).append(layout.quality().words());
            int hollow = layout.quality().unreliable();
            if (hollow > 0) {
                s.append(String.format(Locale.ROOT, " · hollow: %,d points among strangers", hollow));
            }
        }
        return s.toString();
    }

    /** The same for a picture that leaves the window: what was trained comes first, and how to make the layout again. */
    static String complete(String caption, String dataset, TrainingSettings settings, Layout layout) {
        String trained = layout.epoch() == 0 || settings == null ? "untrained"
                : settings.preset() + ", seed " + settings.asMap().getOrDefault("seed", "0");
        return dataset + " · " + trained + " · layout seed " + layout.seed() + System.lineSeparator() + caption;
    }

    private static String word(Split split) {
        return switch (split) {
            case TRAIN -> "training";
            case VALIDATION -> "validation";
            case TEST -> "test";
        };
    }
}
