package org.mingle.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;

/** Answers queries over one set of embeddings. Safe for several threads. */
public final class Retriever {
    private final Embeddings gallery;
    private final Similarity similarity;
    private final Relevance relevance;
    private final Map<String, Integer> rowOfId = new HashMap<>();
    /** Place of each row's id among all ids in order. */
    private final int[] idPlace;
    private final int[] rowAtPlace;
    private final Map<Integer, GalleryScan> directions = new ConcurrentHashMap<>();

    public Retriever(Embeddings gallery, Similarity similarity) {
        this.gallery = gallery;
        this.similarity = similarity;
        relevance = new Relevance(gallery);
        Integer[] order = new Integer[gallery.size()];
        for (int r = 0; r < order.length; r++) {
            order[r] = r;
            rowOfId.put(gallery.ids().get(r), r);
        }
        Arrays.sort(order, (a, b) -> gallery.ids().get(a).compareTo(gallery.ids().get(b)));
        idPlace = new int[order.length];
        rowAtPlace = new int[order.length];
        for (int p = 0; p < order.length; p++) {
            idPlace[order[p]] = p;
            rowAtPlace[p] = order[p];
        }
    }

    public Embeddings gallery() {
        return gallery;
    }

    /**
     * Ranks one modality of the gallery for a sample seen in another (or the same: then the sample itself is left out).
     *
     * @param topK how many hits to list; all for {@link Integer#MAX_VALUE}
     * @throws MingleException when the id is not in the gallery; the message suggests near ones
     */
    public Ranking query(String id, int queryModality, int galleryModality, int topK) {
        int row = row(id);
        GalleryScan scan = direction(queryModality, galleryModality);
        int[] keys = scan.query(row);
        long[] order = order(keys, scan.sameModality() ? row : -1);
        int[] marked = keys.clone();
        relevance.mark(row, marked);
        int n = order.length;
        int[] sorted = new int[n];
        int pairRank = 0;
        for (int i = 0; i < n; i++) {
            int r = rowAtPlace[(int) order[i]];
            sorted[i] = marked[r];
            pairRank = r == row ? i + 1 : pairRank;
        }
        int relevant = AveragePrecision.relevant(sorted, n);
        double ap = relevant == 0 ? Double.NaN : AveragePrecision.precisionSum(sorted, n, n) / relevant;
        List<Ranking.Hit> hits = new ArrayList<>();
        for (int i = 0; i < Math.min(topK, n); i++) {
            int r = rowAtPlace[(int) order[i]];
            hits.add(new Ranking.Hit(i + 1, gallery.ids().get(r), scan.keys().score(row, keys[r]), (sorted[i] & 1) == 1, r == row));
        }
        return new Ranking(id, true, gallery.modalities().get(queryModality), gallery.modalities().get(galleryModality), n,
                relevant, hits, ap, pairRank);
    }

    /**
     * Ranks one modality of the gallery for a point from outside the dataset.
     *
     * @param description what to show as the query
     * @param queryModality name of the modality that the point was embedded from
     * @param point length {@code gallery().dimension()}
     */
    public Ranking query(String description, String queryModality, float[] point, int galleryModality, int topK) {
        SimilarityKeys scores = new SimilarityKeys(
                new FloatMatrix(1, point.length, point), gallery.points().get(galleryModality), similarity);
        int n = gallery.size();
        float[] products = new float[n];
        scores.products(0, 1, products);
        int[] keys = new int[n];
        scores.keys(0, products, 0, keys);
        long[] order = order(keys, -1);
        List<Ranking.Hit> hits = new ArrayList<>();
        for (int i = 0; i < Math.min(topK, n); i++) {
            int r = rowAtPlace[(int) order[i]];
            hits.add(new Ranking.Hit(i + 1, gallery.ids().get(r), scores.score(0, keys[r]), false, false));
        }
        return new Ranking(description, false, queryModality, gallery.modalities().get(galleryModality), n, 0, hits, Double.NaN, 0);
    }

    /** Row of a sample. */
    int row(String id) {
        Integer row = rowOfId.get(id);
        if (row == null) {
            throw new MingleException("There is no sample with the id " + id + " here" + NearIds.suggestion(id, gallery.ids()));
        }
        return row;
    }

    GalleryScan direction(int queryModality, int galleryModality) {
        return directions.computeIfAbsent(queryModality * gallery.modalities().size() + galleryModality,
                d -> new GalleryScan(gallery, queryModality, galleryModality, similarity));
    }

    Relevance relevance() {
        return relevance;
    }

    /** Rows by key and then by id, as key in the high and the id's place in the low half. */
    private long[] order(int[] keys, int leftOut) {
        long[] order = new long[keys.length - (leftOut >= 0 ? 1 : 0)];
        int at = 0;
        for (int r = 0; r < keys.length; r++) {
            if (r != leftOut) {
                order[at++] = (long) keys[r] << 32 | idPlace[r];
            }
        }
        Arrays.sort(order);
        return order;
    }
}
