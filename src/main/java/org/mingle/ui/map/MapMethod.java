package org.mingle.ui.map;

import org.mingle.projection.Projections;

/** How the plane of the map is made. */
enum MapMethod {
    TSNE(Projections.TSNE, "t-SNE", "t-SNE: neighbours in the space stay neighbours; distances far apart say little"),
    PCA(Projections.PCA, "PCA", "PCA: the plane of largest variance"),
    SEPARATING(Projections.SEPARATING, "Most separating axis × PCA",
            "Across: the direction that best tells the modalities apart. Upwards: the largest variance at right angles to it");

    private final String key;
    private final String title;
    private final String words;

    MapMethod(String key, String title, String words) {
        this.key = key;
        this.title = title;
        this.words = words;
    }

    /** As layouts name it. */
    String key() {
        return key;
    }

    String title() {
        return title;
    }

    /** What the plane shows, in a sentence. */
    String words() {
        return words;
    }
}
