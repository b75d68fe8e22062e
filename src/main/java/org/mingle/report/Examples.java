package org.mingle.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.Media;
import org.mingle.data.MingleException;
import org.mingle.features.Pictures;
import org.mingle.retrieval.Directions;
import org.mingle.retrieval.Ranking;
import org.mingle.retrieval.RetrievalMeasures;
import org.mingle.retrieval.Retriever;
import org.mingle.retrieval.Similarity;

/** Queries with their first results: the best, the middle and the worst of each direction, by average precision. */
final class Examples {
    private static final int RESULTS = 5;
    private static final int PICTURE_SIDE = 180;
    private static final int LONGEST_TEXT = 160;

    private final Page page;
    private final Dataset dataset;
    private final Embeddings embeddings;
    private final Retriever retriever;

    private Examples(Page page, Dataset dataset, Embeddings embeddings) {
        this.page = page;
        this.dataset = dataset;
        this.embeddings = embeddings;
        retriever = new Retriever(embeddings, Similarity.COSINE);
    }

    static void write(Page page, Dataset dataset, Embeddings embeddings) {
        page.heading("Examples");
        page.quiet("The queries of best, middle and worst average precision (AP) in each direction. A dashed frame is a result"
                + " of another class, a thick one the query's own other half.");
        Examples examples = new Examples(page, dataset, embeddings);
        int modalities = embeddings.modalities().size();
        for (int q = 0; q < modalities; q++) {
            for (int g = 0; g < modalities; g++) {
                if (q != g) {
                    examples.direction(q, g);
                }
            }
        }
    }

    private void direction(int query, int gallery) {
        RetrievalMeasures measures = RetrievalMeasures.of(embeddings, query, gallery, Similarity.COSINE);
        double[] ap = measures.averagePrecision();
        List<Integer> order = IntStream.range(0, ap.length).filter(r -> !Double.isNaN(ap[r])).boxed()
                .sorted(Comparator.comparingDouble((Integer r) -> -ap[r]).thenComparing(r -> embeddings.ids().get(measures.queries()[r]))).toList();
        if (order.isEmpty()) {
            return;
        }
        List<Integer> chosen = new ArrayList<>(List.of(order.get(0), order.get(order.size() / 2),
                order.get(order.size() - 1)));
        for (int i : chosen.stream().distinct().toList()) {
            int row = measures.queries()[i];
            Ranking ranking = retriever.query(embeddings.ids().get(row), query, gallery, RESULTS);
            page.beginQuery(String.format(Locale.ROOT, "%s: AP %.3f, the query's own other half at rank %d of %d",
                    Directions.title(embeddings.modalities(), query, gallery), ranking.averagePrecision(),
                    ranking.truePairRank(), ranking.gallerySize()));
            card("query", "query", row, query);
            for (Ranking.Hit hit : ranking.hits()) {
                card(hit.truePair() ? "pair" : hit.relevant() ? "right" : "wrong",
                        String.format(Locale.ROOT, "%d  (%.3f)", hit.rank(), hit.score()),
                        embeddings.ids().indexOf(hit.id()), gallery);
            }
            page.end();
            page.end();
        }
    }

    private void card(String kind, String head, int row, int modality) {
        String id = embeddings.ids().get(row);
        Media media = dataset.media(modality, dataset.row(id));
        String classes = String.join(", ", IntStream.of(embeddings.labels()[row])
                .mapToObj(embeddings.classNames()::get).toList());
        String text = classes + " · " + id;
        byte[] picture = null;
        if (media instanceof Media.Text t) {
            text += ": " + shortened(t.text());
        } else if (!(media instanceof Media.None)) {
            try {
                picture = Figures.png(Pictures.thumbnail(media, PICTURE_SIDE));
            } catch (MingleException e) {
                text += ": " + e.getMessage();
            }
        }
        page.card(kind, head, picture, text);
    }

    private static String shortened(String text) {
        int end = text.offsetByCodePoints(0, Math.min(LONGEST_TEXT, text.codePointCount(0, text.length())));
        return end == text.length() ? text : text.substring(0, end) + "…";
    }
}
