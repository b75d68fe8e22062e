package org.mingle.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.FloatPointer;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;
import org.mingle.data.NearNames;

/** Answers queries over one set of embeddings. Safe for several threads. */
public final class Retriever {
    private final Embeddings gallery;
    private final Similarity similarity;
    private final Relevance relevance;
    private final Map<String, Integer> rowOfId = new HashMap<>();
    /** Rows in the order of their ids. */
    private final int[] rowAtPlace;
    private final Map<Integer, GalleryScan> directions = new ConcurrentHashMap<>();
    private final Map<Integer, FloatPointer> inMemory = new ConcurrentHashMap<>();
    private final HubCorrection correction;

    public Retriever(Embeddings gallery, Similarity similarity) {
        this(gallery, similarity, HubCorrection.NONE);
    }

    /** @param correction of rankings for samples; a point from outside is ranked by the similarity alone */
    public Retriever(Embeddings gallery, Similarity similarity, HubCorrection correction) {
        this.gallery = gallery;
        this.similarity = similarity;
        this.correction = correction;
        relevance = new Relevance(gallery);
        Integer[] order = new Integer[gallery.size()];
        for (int r = 0; r < order.length; r++) {
            order[r] = r;
            rowOfId.put(gallery.ids().get(r), r);
        }
        Arrays.sort(order, (a, b) -> gallery.ids().get(a).compareTo(gallery.ids().get(b)));
        rowAtPlace = new int[order.length];
        for (int p = 0; p < order.length; p++) {
            rowAtPlace[p] = order[p];
        }
    }

    public Embeddings gallery() {
        return gallery;
    }

    /**
     * Makes ready for queries in every direction, so that the first one does not wait for it. With a correction for hubs
     * that is a pass over all pairs, which is left to the first query.
     */
    public void prepare() {
        int modalities = gallery.modalities().size();
        for (int d = 0; correction == HubCorrection.NONE && d < modalities * modalities; d++) {
            direction(d / modalities, d % modalities);
        }
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
        int[] order = order(keys, scan.sameModality() ? row : -1, scan.keys().bits());
        relevance.mark(row, keys);
        int n = order.length;
        int[] sorted = new int[n];
        int pairRank = 0;
        for (int i = 0; i < n; i++) {
            sorted[i] = keys[order[i]];
            pairRank = order[i] == row ? i + 1 : pairRank;
        }
        int relevant = AveragePrecision.relevant(sorted, n);
        double ap = relevant == 0 ? Double.NaN : AveragePrecision.precisionSum(sorted, n, n) / relevant;
        List<Ranking.Hit> hits = new RankedHits(order, Math.min(topK, n), (rank, r) -> new Ranking.Hit(rank,
                gallery.ids().get(r), scan.keys().score(row, keys[r] & ~1), (keys[r] & 1) == 1, r == row));
        return new Ranking(id, true, gallery.modalities().get(queryModality), gallery.modalities().get(galleryModality), n,
                relevant, hits, ap, pairRank);
    }

    /**
     * Ranks one modality of the gallery for the mean of several samples, each at unit length first, so that none counts
     * more than another. The samples themselves are ranked like all others; nothing is judged right or wrong.
     *
     * @param samples ids with the modality of each, at least one
     * @throws MingleException when an id is not in the gallery, or when the samples cancel each other out
     */
    public Ranking query(List<Sample> samples, int galleryModality, int topK) {
        return query("mean of " + samples.size() + " samples", samples.stream()
                .map(s -> gallery.modalities().get(s.modality())).distinct().collect(Collectors.joining(" and ")), mean(samples),
                galleryModality, topK);
    }

    /**
     * Where a sample lies, length {@code gallery().dimension()}.
     *
     * @throws MingleException when the id is not in the gallery; the message suggests near ones
     */
    public float[] point(Sample sample) {
        return gallery.points().get(sample.modality()).row(row(sample.id()));
    }

    /** The mean of several samples, each at unit length first: what they are ranked for together. */
    public float[] mean(List<Sample> samples) {
        float[] point = new float[gallery.dimension()];
        for (Sample s : samples) {
            float[] p = point(s);
            double squares = 0;
            for (float v : p) {
                squares += (double) v * v;
            }
            for (int c = 0; c < p.length; c++) {
                point[c] += squares == 0 ? 0 : (float) (p[c] / Math.sqrt(squares) / samples.size());
            }
        }
        return point;
    }

    /** A sample seen in one modality, by index. */
    public record Sample(String id, int modality) {}

    /**
     * Ranks one modality of the gallery for a point from outside the dataset.
     *
     * @param description what to show as the query
     * @param queryModality name of the modality that the point was embedded from
     * @param point length {@code gallery().dimension()}
     * @throws MingleException when the point is zero and the similarity is cosine: it has no direction
     */
    public Ranking query(String description, String queryModality, float[] point, int galleryModality, int topK) {
        if (similarity == Similarity.COSINE) {
            refuseZeros(point, description);
        }
        SimilarityKeys scores = new SimilarityKeys(new FloatMatrix(1, point.length, point),
                gallery.points().get(galleryModality), similarity, null, inMemory(galleryModality));
        int n = gallery.size();
        float[] products = new float[n];
        scores.products(0, 1, products);
        int[] keys = new int[n];
        scores.keys(0, products, 0, keys);
        int[] order = order(keys, -1, scores.bits());
        List<Ranking.Hit> hits = new RankedHits(order, Math.min(topK, n), (rank, r) -> new Ranking.Hit(rank,
                gallery.ids().get(r), scores.score(0, keys[r]), false, false));
        return new Ranking(description, false, queryModality, gallery.modalities().get(galleryModality), n, 0, hits, Double.NaN, 0);
    }

    static void refuseZeros(float[] point, String description) {
        for (float v : point) {
            if (v != 0) {
                return;
            }
        }
        throw new MingleException("The query " + description + " is a vector of zeros in the shared space: it has no"
                + " direction to compare by; give another query.");
    }

    /** Row of a sample. */
    int row(String id) {
        Integer row = rowOfId.get(id);
        if (row == null) {
            throw new MingleException("There is no sample with the id " + id + " here" + NearNames.suggestion(id, gallery.ids()));
        }
        return row;
    }

    GalleryScan direction(int queryModality, int galleryModality) {
        return directions.computeIfAbsent(queryModality * gallery.modalities().size() + galleryModality,
                d -> new GalleryScan(gallery, queryModality, galleryModality, similarity, correction,
                        inMemory(galleryModality)));
    }

    private FloatPointer inMemory(int modality) {
        return inMemory.computeIfAbsent(modality, m -> SimilarityKeys.inMemory(gallery.points().get(m)));
    }

    Relevance relevance() {
        return relevance;
    }

    /** Rows by key and then by id. */
    private int[] order(int[] keys, int leftOut, int bits) {
        int[] order = new int[keys.length - (leftOut >= 0 ? 1 : 0)];
        int at = 0;
        for (int r : rowAtPlace) {
            if (r != leftOut) {
                order[at++] = r;
            }
        }
        return RadixOrder.of(keys, order, bits);
    }
}
