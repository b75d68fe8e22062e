package org.mingle.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mingle.data.AtomicFiles;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.FeatureEncoder;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Media;
import org.mingle.data.MingleException;
import org.mingle.data.Modality;
import org.mingle.data.Split;
import org.mingle.features.VocabularyEncoder;
import org.mingle.retrieval.ApproximateRetriever;
import org.mingle.retrieval.CellIndex;
import org.mingle.retrieval.Directions;
import org.mingle.retrieval.Ranking;
import org.mingle.retrieval.Retriever;
import org.mingle.retrieval.Similarity;
import org.mingle.runs.RankingExport;
import org.mingle.runs.Run;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code query}: ranked results for a sample, a text or an image file. */
@Command(name = "query", mixinStandardHelpOptions = true, description = "Ranks the samples of a run for one query.")
public final class QueryCommand implements Callable<Integer> {
    /** Share of the true first ten that an approximate search is to find. */
    private static final double WANTED = 0.95;

    @Spec
    private CommandSpec spec;

    @Option(names = "--run", paramLabel = "DIR", required = true, description = "A run folder.")
    private Path run;

    @ArgGroup(multiplicity = "1")
    private What what;

    @Option(names = "--direction", description = "Query modality, 2, gallery modality, by first letters, e.g. i2t, t2i, i2i, t2t"
            + " (default: from the first modality, or that of the text or image, to the other).")
    private String direction;

    @Option(names = "--split", description = "Where to search: test, val or train (default: where the id is, else test).")
    private String split;

    @Option(names = "--top", paramLabel = "K", defaultValue = "10", description = "Number of results (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(names = "--approximate", description = "Search the most promising parts of the gallery only, and say which"
            + " share of the true first ten that finds on a sample of queries; there is no average precision then.")
    private boolean approximate;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the results to a file as well: .csv, .json, or .html"
            + " with thumbnails of the first 100.")
    private Path out;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** What the approximate search found on a sample; null for an exact one. */
    private CellIndex.Recall recall;

    private static final class What {
        @Option(names = "--id", required = true, description = "A sample's id.")
        private String id;

        @Option(names = "--text", required = true, description = "A text, encoded as the dataset's texts were.")
        private String text;

        @Option(names = "--image", paramLabel = "FILE", required = true, description = "An image file, encoded as the dataset's images were.")
        private Path image;
    }

    @Override
    public Integer call() {
        if (top < 1) {
            throw new MingleException("--top " + top + " asks for no result: give at least 1.");
        }
        Run opened = Run.open(run);
        Ranking ranking = what.id != null ? ofSample(opened) : ofOutside(opened);
        if (out != null) {
            write(opened.dataset(), ranking);
        }
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            JsonOut.print(print, json(ranking));
        } else {
            print(print, ranking);
        }
        return 0;
    }

    private void write(Dataset dataset, Ranking ranking) {
        String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            AtomicFiles.write(out, RankingExport.csv(ranking, dataset));
        } else if (name.endsWith(".json")) {
            AtomicFiles.write(out, RankingExport.json(ranking, dataset));
        } else if (name.endsWith(".html")) {
            AtomicFiles.write(out, RankingExport.html(ranking, dataset, String.format(Locale.ROOT,
                    recall == null ? "cosine, %,d ranked" : "cosine, first of %,d, " + recall.words(),
                    ranking.gallerySize())));
        } else {
            throw new MingleException("--out " + out + " has an unknown ending: give a file that ends in .csv, .json or"
                    + " .html.");
        }
    }

    private Ranking ofSample(Run opened) {
        Embeddings gallery = opened.embeddings(split != null ? SplitOption.parse(split) : Split.TEST);
        if (split == null && !gallery.ids().contains(what.id)) {
            for (Split other : List.of(Split.VALIDATION, Split.TRAIN)) {
                Embeddings candidate = opened.embeddings(other);
                gallery = candidate.ids().contains(what.id) ? candidate : gallery;
            }
        }
        Directions d = direction == null ? new Directions(0, 1) : Directions.parse(gallery.modalities(), direction);
        if (approximate) {
            try (ApproximateRetriever index = new ApproximateRetriever(gallery, d.query(), d.gallery(), WANTED)) {
                recall = index.recall();
                return index.query(what.id, top);
            }
        }
        return new Retriever(gallery, Similarity.COSINE).query(what.id, d.query(), d.gallery(), top);
    }

    private Ranking ofOutside(Run opened) {
        Dataset dataset = opened.dataset();
        Modality.Kind kind = what.text != null ? Modality.Kind.TEXT : Modality.Kind.IMAGE;
        Embeddings gallery = opened.embeddings(split != null ? SplitOption.parse(split) : Split.TEST);
        int modality = modality(dataset, gallery, kind);
        int target = direction == null ? (modality == 0 ? 1 : 0) : Directions.parse(gallery.modalities(), direction).gallery();
        FeatureEncoder encoder = dataset.encoder(modality)
                .or(() -> what.text == null ? Optional.empty() : VocabularyEncoder.of(dataset, modality))
                .orElseThrow(() -> new MingleException("The dataset " + dataset.name() + " holds "
                + dataset.modalities().get(modality).name() + " features only, so a new " + kind.name().toLowerCase(Locale.ROOT)
                + " cannot be encoded: query by --id."));
        if (what.image != null && !Files.isReadable(what.image)) {
            throw new MingleException("Cannot read the image " + what.image + ": check the path.");
        }
        if (what.text != null && what.text.isBlank()) {
            throw new MingleException("--text is empty: give at least one word.");
        }
        Media media = what.text != null ? new Media.Text(what.text) : new Media.ImageFile(what.image);
        float[] features = encoder.encode(media);
        FloatMatrix point = opened.model().embed(modality, new FloatMatrix(1, features.length, features), new int[] {0});
        String description = what.text != null ? what.text : what.image.getFileName().toString();
        if (approximate) {
            try (ApproximateRetriever index = new ApproximateRetriever(gallery, modality, target, WANTED)) {
                recall = index.recall();
                return index.query(description, point.row(0), top);
            }
        }
        return new Retriever(gallery, Similarity.COSINE)
                .query(description, gallery.modalities().get(modality), point.row(0), target, top);
    }

    /** The modality of the query: that of {@code --direction}, or the first of the right kind. */
    private int modality(Dataset dataset, Embeddings gallery, Modality.Kind kind) {
        if (direction != null) {
            int chosen = Directions.parse(gallery.modalities(), direction).query();
            if (dataset.modalities().get(chosen).kind() != kind) {
                throw new MingleException("--direction " + direction + " starts from " + gallery.modalities().get(chosen)
                        + ", but the query is of the kind " + kind.name().toLowerCase(Locale.ROOT) + ": turn the direction round.");
            }
            return chosen;
        }
        for (int m = 0; m < dataset.modalities().size(); m++) {
            if (dataset.modalities().get(m).kind() == kind) {
                return m;
            }
        }
        throw new MingleException("The dataset " + dataset.name() + " has no modality of the kind " + kind.name().toLowerCase(Locale.ROOT)
                + ": query by --id.");
    }

    private Map<String, Object> json(Ranking r) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("query", r.queryId());
        object.put("in_dataset", r.inDataset());
        object.put("query_modality", r.queryModality());
        object.put("gallery_modality", r.galleryModality());
        object.put("gallery_size", r.gallerySize());
        object.put("relevant", r.inDataset() ? (Object) r.relevantCount() : null);
        object.put("average_precision", r.averagePrecision());
        object.put("true_pair_rank", r.truePairRank() > 0 ? (Object) r.truePairRank() : null);
        if (recall != null) {
            Map<String, Object> found = new LinkedHashMap<>();
            found.put("recall_at_" + recall.k(), recall.recall());
            found.put("sampled_queries", recall.sampled());
            found.put("cells_searched", recall.probes());
            found.put("cells", recall.cells());
            object.put("approximate", found);
        }
        List<Object> hits = new ArrayList<>();
        for (Ranking.Hit h : r.hits()) {
            Map<String, Object> hit = new LinkedHashMap<>();
            hit.put("rank", h.rank());
            hit.put("id", h.id());
            hit.put("score", h.score());
            hit.put("relevant", r.inDataset() ? (Object) h.relevant() : null);
            hit.put("true_pair", r.inDataset() ? (Object) h.truePair() : null);
            hits.add(hit);
        }
        object.put("hits", hits);
        return object;
    }

    private void print(PrintWriter out, Ranking r) {
        out.printf(Locale.ROOT, "%s (%s) among %d of %s", r.queryId(), r.queryModality(), r.gallerySize(), r.galleryModality());
        if (recall != null) {
            out.printf(Locale.ROOT, r.inDataset() ? ": %d relevant%n%s%n%n" : "%n%2$s%n%n", r.relevantCount(), recall.words());
        } else {
            out.printf(Locale.ROOT, r.inDataset() ? ": AP %.4f, true pair at rank %d, %d relevant%n%n" : "%n%n",
                    r.averagePrecision(), r.truePairRank(), r.relevantCount());
        }
        for (Ranking.Hit h : r.hits()) {
            out.printf(Locale.ROOT, "%5d  %7.4f  %-10s %s%n", h.rank(), h.score(),
                    !r.inDataset() ? "" : h.truePair() ? "true pair" : h.relevant() ? "right" : "wrong", h.id());
        }
        out.flush();
    }
}
