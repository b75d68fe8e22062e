package org.mingle.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.mingle.data.Dataset;
import org.mingle.data.Media;
import org.mingle.retrieval.Ranking;

/** A ranking as a file that others can read: a table, an object, or a page with pictures that needs no other file. */
public final class RankingExport {
    /** Hits with their pictures on a page; the page says so where there are more. */
    private static final int ON_PAGE = 100;
    private static final int THUMBNAIL = 128;

    private RankingExport() {}

    /** {@code rank,id,score,verdict,class} and a column for each modality that has texts; one line a hit. */
    public static String csv(Ranking ranking, Dataset dataset) {
        StringBuilder out = new StringBuilder();
        List<Object> head = new ArrayList<>(List.of("rank", "id", "score", "verdict", "class"));
        dataset.modalities().forEach(m -> head.add(m.name()));
        try {
            CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
            format.printRecord(out, head.toArray());
            for (Ranking.Hit hit : ranking.hits()) {
                int row = dataset.row(hit.id());
                List<Object> line = new ArrayList<>(List.of(hit.rank(), hit.id(), hit.score(), verdict(ranking, hit),
                        row < 0 ? "" : classes(dataset, row)));
                for (int m = 0; m < dataset.modalities().size(); m++) {
                    line.add(row < 0 ? "" : words(dataset.media(m, row)));
                }
                format.printRecord(out, line.toArray());
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out.toString();
    }

    /** One object: query, modalities, gallery size, average precision, and all hits. */
    public static String json(Ranking ranking, Dataset dataset) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("query", ranking.queryId());
        object.put("in_dataset", ranking.inDataset());
        object.put("query_modality", ranking.queryModality());
        object.put("gallery_modality", ranking.galleryModality());
        object.put("gallery_size", ranking.gallerySize());
        object.put("relevant", ranking.inDataset() ? ranking.relevantCount() : null);
        object.put("average_precision", Double.isNaN(ranking.averagePrecision()) ? null : ranking.averagePrecision());
        object.put("true_pair_rank", ranking.truePairRank() > 0 ? ranking.truePairRank() : null);
        List<Object> hits = new ArrayList<>();
        for (Ranking.Hit h : ranking.hits()) {
            Map<String, Object> hit = new LinkedHashMap<>();
            hit.put("rank", h.rank());
            hit.put("id", h.id());
            hit.put("score", h.score());
            hit.put("verdict", verdict(ranking, h));
            int row = dataset.row(h.id());
            hit.put("class", row < 0 ? "" : classes(dataset, row));
            hits.add(hit);
        }
        object.put("hits", hits);
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(object) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A page with the first 100 hits and their pictures inside it.
     *
     * @param caption what the ranking is over, one sentence
     */
    public static String html(Ranking ranking, Dataset dataset, String caption) {
        StringBuilder s = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<title>")
                .append(escaped(ranking.queryId())).append("</title>\n<style>\n"
                        + "body{font:14px/1.4 system-ui,sans-serif;margin:24px;color:#1f2328;background:#fff}\n"
                        + ".grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:10px}\n"
                        + ".hit,.query{border:1px solid #d0d7de;border-radius:6px;padding:8px}\n"
                        + ".query{display:inline-block;margin-bottom:16px;max-width:640px}\n"
                        + ".head{display:flex;justify-content:space-between}\n.right{color:#1a7f37}.wrong{color:#cf222e}"
                        + ".pair{color:#0969da}\nimg{max-width:128px;max-height:128px}\n.muted{color:#59636e;font-size:12px}\n"
                        + "@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}"
                        + ".hit,.query{border-color:#30363d}.muted{color:#8d96a0}}\n</style></head><body>\n<h1>")
                .append(escaped(ranking.queryId())).append("</h1>\n<p class=\"muted\">").append(escaped(dataset.name()))
                .append(" · ").append(escaped(ranking.queryModality())).append(" → ")
                .append(escaped(ranking.galleryModality())).append(" · ").append(escaped(caption));
        if (!Double.isNaN(ranking.averagePrecision())) {
            s.append(String.format(Locale.ROOT, " · AP %.4f, %,d relevant of %,d", ranking.averagePrecision(),
                    ranking.relevantCount(), ranking.gallerySize()));
        }
        s.append(ranking.hits().size() > ON_PAGE ? " · the first " + ON_PAGE + " of "
                + String.format(Locale.ROOT, "%,d", ranking.hits().size()) : "").append("</p>\n");
        int own = dataset.row(ranking.queryId());
        if (ranking.inDataset() && own >= 0) {
            s.append("<div class=\"query\">");
            media(s, dataset, own);
            s.append("</div>\n");
        }
        s.append("<div class=\"grid\">\n");
        for (Ranking.Hit hit : ranking.hits().subList(0, Math.min(ON_PAGE, ranking.hits().size()))) {
            String verdict = verdict(ranking, hit);
            String style = hit.truePair() ? "pair" : verdict.isEmpty() ? "muted" : verdict;
            s.append("<div class=\"hit\"><div class=\"head\"><b>").append(hit.rank()).append("</b><span class=\"")
                    .append(style).append("\">").append(verdict).append("</span><span class=\"muted\">")
                    .append(String.format(Locale.ROOT, "%.3f", hit.score())).append("</span></div>");
            int row = dataset.row(hit.id());
            if (row >= 0) {
                media(s, dataset, row);
                s.append("<div class=\"muted\">").append(escaped(hit.id())).append(" · ")
                        .append(escaped(classes(dataset, row))).append("</div>");
            }
            s.append("</div>\n");
        }
        return s.append("</div></body></html>\n").toString();
    }

    private static void media(StringBuilder s, Dataset dataset, int row) {
        for (int m = 0; m < dataset.modalities().size(); m++) {
            Media media = dataset.media(m, row);
            if (media instanceof Media.Text t) {
                s.append("<div>").append(escaped(t.text().strip())).append("</div>");
            } else if (!(media instanceof Media.None)) {
                String data = thumbnail(media);
                s.append(data == null ? "<div class=\"muted\">The picture cannot be read.</div>"
                        : "<img alt=\"\" src=\"data:image/png;base64," + data + "\">");
            }
        }
    }

    private static String thumbnail(Media media) {
        try {
            BufferedImage image;
            if (media instanceof Media.ImagePixels p) {
                image = new BufferedImage(p.width(), p.height(), BufferedImage.TYPE_INT_RGB);
                image.setRGB(0, 0, p.width(), p.height(), p.argb(), 0, p.width());
            } else {
                image = ImageIO.read(((Media.ImageFile) media).path().toFile());
            }
            if (image == null) {
                return null;
            }
            double shrink = Math.min(1, (double) THUMBNAIL / Math.max(image.getWidth(), image.getHeight()));
            int w = Math.max(1, (int) Math.round(shrink * image.getWidth()));
            int h = Math.max(1, (int) Math.round(shrink * image.getHeight()));
            BufferedImage small = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
            Graphics2D g = small.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            g.drawImage(image, 0, 0, w, h, null);
            g.dispose();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(small, "png", bytes);
            return Base64.getEncoder().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            // One unreadable picture must not spoil the page; the page says so in its place.
            return null;
        }
    }

    private static String verdict(Ranking ranking, Ranking.Hit hit) {
        return !ranking.inDataset() ? "" : hit.truePair() ? "true pair" : hit.relevant() ? "right" : "wrong";
    }

    private static String classes(Dataset dataset, int row) {
        return java.util.Arrays.stream(dataset.labels(row)).mapToObj(dataset.classNames()::get)
                .collect(Collectors.joining(";"));
    }

    private static String words(Media media) {
        return media instanceof Media.Text t ? t.text().strip()
                : media instanceof Media.ImageFile f ? f.path().getFileName().toString() : "";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
