package org.mingle.ui.map;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.mingle.projection.Placement;

/**
 * The map as scalable vector graphics (SVG 1.1), with legend and caption. Of very many points the marks and the lines
 * between them are one picture in it, and the caption says so: a mark for each would make a file that hardly a program opens.
 */
final class MapSvg {
    private static final int LEGEND_WIDTH = 200;
    private static final int LINE = 20;
    private static final int SMALL_LINE = 14;
    private static final int BAR = 150;
    /** Letters of a note in a line. */
    private static final int LETTERS = 34;
    private static final double DIMMED = 0.22;
    /** Width of a bold letter of the class names, in pixels, on average. */
    private static final double LETTER = 7.5;
    /** With more points in view than this the file would have many megabytes. */
    static final int MOST_MARKS = 20_000;
    /** Pixels of the embedded picture per pixel of the screen, as in a picture that is saved as such. */
    private static final int DENSITY = MapExport.DENSITY;
    private static final String FONT = "font-family=\"sans-serif\"";

    private final StringBuilder out = new StringBuilder();
    private final StillMap map;
    private final MapPoints points;
    private final MapScene scene;
    private final double radius;
    private final boolean embeds;
    private final String ink;
    private final String quiet;
    private final String ground;

    private MapSvg(StillMap map) {
        this.map = map;
        points = map.points();
        scene = map.scene();
        radius = MapRenderer.radius(points.visibleCount());
        embeds = MapRenderer.inView(points, map.camera()) > MOST_MARKS;
        ink = scene.dark() ? "#e6edf3" : "#1f2328";
        quiet = scene.dark() ? "#9198a1" : "#59636e";
        ground = scene.dark() ? "#0d1117" : "#ffffff";
    }

    static String of(StillMap map) {
        return new MapSvg(map).write();
    }

    private String write() {
        List<LegendItem> legend = map.legend();
        List<String> lines = new ArrayList<>(map.caption().lines().toList());
        String layer = embeds ? layer(lines) : "";
        int legendHeight = legendHeight(legend);
        int width = map.width() + LEGEND_WIDTH;
        int top = Math.max(map.height(), legendHeight);
        int height = top + LINE * lines.size() + LINE;
        add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>%n<svg xmlns=\"http://www.w3.org/2000/svg\""
                + " xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">%n",
                width, height, width, height);
        add("<desc>%s</desc>%n", escaped(String.join(System.lineSeparator(), lines)));
        shapes();
        add("<rect width=\"%d\" height=\"%d\" fill=\"%s\"/>%n", width, height, ground);
        add("<g clip-path=\"url(#view)\">%n");
        if (embeds) {
            add("<image width=\"%d\" height=\"%d\" xlink:href=\"data:image/png;base64,%s\"/>%n", map.width(),
                    map.height(), layer);
        } else {
            trails();
            links();
            marks();
        }
        asked();
        rings();
        names();
        add("</g>%n");
        legend(legend);
        for (int i = 0; i < lines.size(); i++) {
            text(14, top + LINE * (i + 1), 12, ink, "start", lines.get(i));
        }
        add("</svg>%n");
        return out.toString();
    }

    /**
     * Marks and lines as a PNG in Base64, on nothing.
     *
     * @param lines of the caption: those that say so are added
     */
    private String layer(List<String> lines) {
        int w = map.width() * DENSITY;
        int h = map.height() * DENSITY;
        int[] pixels = new int[w * h];
        MapRenderer renderer = new MapRenderer();
        renderer.draw(new Raster(pixels, w, h), points, scene.withoutAsked(), map.camera(), 0, DENSITY);
        lines.add(String.format(Locale.ROOT, "%,d points in view, drawn as a picture within this file because they are more"
                + " than %,d%s", MapRenderer.inView(points, map.camera()), MOST_MARKS,
                renderer.dense() ? "; by density, without shapes" : ""));
        BufferedImage premultiplied = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB_PRE);
        premultiplied.getRaster().setDataElements(0, 0, w, h, pixels);
        BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.drawImage(premultiplied, 0, 0, null);
        g.dispose();
        return Base64.getEncoder().encodeToString(MapExport.png(image));
    }

    private void add(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values));
    }

    private static String colour(int rgb) {
        return String.format("#%06x", rgb);
    }

    static String escaped(String text) {
        StringBuilder s = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> s.append("&amp;");
                case '<' -> s.append("&lt;");
                case '>' -> s.append("&gt;");
                case '"' -> s.append("&quot;");
                // Other control characters may not be in an XML file at all.
                default -> s.appendCodePoint(c >= ' ' || c == '\n' || c == '\t' ? c : ' ');
            }
        });
        return s.toString();
    }

    private void text(double x, double y, int size, String fill, String anchor, String text) {
        add("<text x=\"%.1f\" y=\"%.1f\" %s font-size=\"%d\" fill=\"%s\" text-anchor=\"%s\">%s</text>%n", x, y, FONT, size,
                fill, anchor, escaped(text));
    }

    private void shapes() {
        add("<defs>%n<clipPath id=\"view\"><rect width=\"%d\" height=\"%d\"/></clipPath>%n", map.width(), map.height());
        for (MarkShape shape : MarkShape.values()) {
            add("<g id=\"%s\">%s</g>%n", shape.name().toLowerCase(Locale.ROOT), shape(shape, radius));
            add("<g id=\"legend-%s\">%s</g>%n", shape.name().toLowerCase(Locale.ROOT), shape(shape, 4.6));
        }
        add("</defs>%n");
    }

    private static String shape(MarkShape shape, double r) {
        double half = r * Math.sqrt(Math.PI) / 2;
        double diagonal = r * Math.sqrt(Math.PI / 2);
        double inner = r * Math.sqrt(Math.PI / (3 * Math.sqrt(3)));
        double base = inner * Math.sqrt(3);
        return switch (shape) {
            case CIRCLE -> String.format(Locale.ROOT, "<circle r=\"%.2f\"/>", r);
            case SQUARE -> String.format(Locale.ROOT, "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>", -half,
                    -half, 2 * half, 2 * half);
            case DIAMOND -> String.format(Locale.ROOT, "<path d=\"M%.2f 0L0 %.2fL%.2f 0L0 %.2fZ\"/>", -diagonal, -diagonal,
                    diagonal, diagonal);
            case TRIANGLE -> String.format(Locale.ROOT, "<path d=\"M%.2f %.2fL%.2f %.2fL0 %.2fZ\"/>", -base, inner, base, inner,
                    -2 * inner);
        };
    }

    private double sx(double x) {
        return map.camera().screenX(x);
    }

    private double sy(double y) {
        return map.camera().screenY(y);
    }

    private void line(double x0, double y0, double x1, double y1, String stroke, double width, double opacity) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\" stroke-opacity=\"%.2f\"/>%n",
                x0, y0, x1, y1, stroke, width, opacity);
    }

    private void trails() {
        Trails trails = scene.trails();
        for (int p : trails.points()) {
            if (points.visible(p) && !trails.stops().isEmpty()) {
                StringBuilder path = new StringBuilder();
                for (float[] stop : trails.stops()) {
                    path.append(String.format(Locale.ROOT, "%.1f,%.1f ", sx(stop[2 * p]), sy(stop[2 * p + 1])));
                }
                add("<polyline points=\"%s%.1f,%.1f\" fill=\"none\" stroke=\"%s\" stroke-opacity=\"0.5\"/>%n", path,
                        sx(points.x(p)), sy(points.y(p)), colour(scene.colouring().rgb(points, p, scene.dark())));
            }
        }
    }

    private void links() {
        for (int row : scene.links().rows()) {
            pair(row, 1.2, 0.7);
        }
    }

    private void asked() {
        if (scene.query() >= 0) {
            pair(points.row(scene.query()), 1.6, 0.9);
        }
    }

    private void pair(int row, double width, double opacity) {
        int rgb = scene.links().rgb(row, scene.dark());
        for (int m = 1; m < points.modalities(); m++) {
            int a = points.partner(row, m - 1);
            int b = points.partner(row, m);
            if (points.visible(a) && points.visible(b)) {
                line(sx(points.x(a)), sy(points.y(a)), sx(points.x(b)), sy(points.y(b)), rgb < 0 ? quiet : colour(rgb), width,
                        opacity);
            }
        }
    }

    private void marks() {
        boolean chosen = !scene.selected().isEmpty();
        for (int front = chosen ? 0 : 1; front < 2; front++) {
            for (int r = 0; r < points.pairs(); r++) {
                for (int m = 0; m < points.modalities(); m++) {
                    int p = points.partner(r, m);
                    if (points.visible(p) && seen(p) && (!chosen || scene.selected().get(p) == (front == 1))) {
                        mark(p, chosen && front == 1, front == 1 ? 1 : DIMMED);
                    }
                }
            }
        }
    }

    /** Whether any part of a mark is in the view: where it is zoomed in most are not. */
    private boolean seen(int p) {
        double x = sx(points.x(p));
        double y = sy(points.y(p));
        double reach = 2 * radius;
        return x > -reach && y > -reach && x < map.width() + reach && y < map.height() + reach;
    }

    private void mark(int p, boolean strong, double opacity) {
        String fill = colour(scene.colouring().rgb(points, p, scene.dark()));
        var quality = points.layout().quality();
        boolean hollow = scene.colouring().code(points, p) < 0 || quality != null && quality.unreliable(p);
        add("<use xlink:href=\"#%s\" x=\"%.1f\" y=\"%.1f\" fill=\"%s\" fill-opacity=\"%.2f\" stroke=\"%s\" stroke-width=\"%.1f\""
                + " stroke-opacity=\"%.2f\"/>%n", MarkShape.of(points.modality(p)).name().toLowerCase(Locale.ROOT),
                sx(points.x(p)), sy(points.y(p)), fill, (hollow ? 0.12 : 0.8) * opacity, strong ? ink : hollow ? fill : ground,
                hollow ? 1.2 : 0.6, opacity);
    }

    private void rings() {
        for (MapScene.Hit hit : scene.hits()) {
            strong(hit.point(), 1.15);
            ring(hit.point(), radius * 1.6 + 1.5, 1.5, !hit.relevant());
        }
        strong(scene.query(), 1.5);
        ring(scene.query(), radius * MapRenderer.GUEST_RING + 4, 2.6, false);
        MapScene.Guest guest = scene.guest();
        if (guest != null) {
            guest(guest);
        }
    }

    private void guest(MapScene.Guest guest) {
        for (Placement.Spot spot : guest.spots()) {
            boolean first = spot == guest.spot();
            add("<use xlink:href=\"#%s\" transform=\"translate(%.1f %.1f) scale(1.5)\""
                    + " fill=\"%s\" stroke=\"%s\" stroke-width=\"%.1f\"/>%n",
                    MarkShape.of(guest.modality()).name().toLowerCase(Locale.ROOT), sx(spot.x()), sy(spot.y()),
                    first ? ink : "none", ink, 0.9);
            if (first) {
                circle(spot.x(), spot.y(), radius * MapRenderer.GUEST_RING + 4, 2.6, false);
            }
            double within = spot.radius() * map.camera().scale();
            if (within > radius * MapRenderer.GUEST_RING + 7) {
                circle(spot.x(), spot.y(), within, 1.6, true);
            }
            if (guest.spots().size() > 1) {
                text(sx(spot.x()) + MapView.beside(radius), sy(spot.y()) + 4, 12, ink, "start", MapScene.Guest.share(spot));
            }
        }
    }

    /** A mark again, opaque, larger and with an outline in ink, above all others. */
    private void strong(int p, double size) {
        if (p >= 0 && points.visible(p)) {
            add("<use xlink:href=\"#%s\" transform=\"translate(%.1f %.1f) scale(%.2f)\""
                    + " fill=\"%s\" stroke=\"%s\" stroke-width=\"0.9\"/>%n",
                    MarkShape.of(points.modality(p)).name().toLowerCase(Locale.ROOT), sx(points.x(p)), sy(points.y(p)), size,
                    colour(scene.colouring().rgb(points, p, scene.dark())), ink);
        }
    }

    private void ring(int p, double r, double width, boolean broken) {
        if (p >= 0 && points.visible(p)) {
            circle(points.x(p), points.y(p), r, width, broken);
        }
    }

    private void circle(double x, double y, double r, double width, boolean broken) {
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\"%s/>%n", sx(x), sy(y), r,
                ink, width, broken ? " stroke-dasharray=\"4 3\"" : "");
    }

    private void names() {
        List<String> classes = points.layout().embeddings().classNames();
        if (!map.names() || classes.size() > MapView.MAX_LABELS) {
            return;
        }
        double[] widths = classes.stream().mapToDouble(name -> LETTER * name.length()).toArray();
        for (NamePlaces.Name name : new NamePlaces().of(points.classCentres(), this::sx, this::sy, widths)) {
            // Twice, because not every program knows paint-order: first the halo, then the letters.
            for (String look : List.of("fill=\"none\" stroke=\"" + ground + "\" stroke-width=\"3.5\" stroke-linejoin=\"round\"",
                    "fill=\"" + ink + "\"")) {
                add("<text x=\"%.1f\" y=\"%.1f\" %s font-size=\"12\" font-weight=\"bold\" text-anchor=\"middle\" %s>%s</text>%n",
                        name.x(), name.y() + 4, FONT, look, escaped(classes.get(name.of())));
            }
        }
    }

    private static int legendHeight(List<LegendItem> items) {
        int y = LINE;
        for (LegendItem item : items) {
            y += item instanceof LegendItem.Bar ? LINE + SMALL_LINE : item instanceof LegendItem.Note n
                    ? SMALL_LINE * wrapped(n.text()).size() + SMALL_LINE / 2 : LINE;
        }
        return y;
    }

    private void legend(List<LegendItem> items) {
        int x = map.width() + 8;
        int y = LINE;
        for (LegendItem item : items) {
            if (item instanceof LegendItem.Heading h) {
                text(x, y + 4, 10, quiet, "start", h.text());
                y += LINE;
            } else if (item instanceof LegendItem.Mark m) {
                String fill = m.rgb() < 0 ? ink : colour(m.rgb());
                add("<use xlink:href=\"#legend-%s\" x=\"%d\" y=\"%d\" fill=\"%s\" stroke=\"%s\"/>%n",
                        m.shape().name().toLowerCase(Locale.ROOT), x + 6, y, m.hollow() ? "none" : fill, m.hollow() ? fill : "none");
                text(x + 18, y + 4, 12, ink, "start", m.text());
                y += LINE;
            } else if (item instanceof LegendItem.Bar b) {
                bar(b, x, y - 5);
                y += LINE + SMALL_LINE;
            } else if (item instanceof LegendItem.Note n) {
                for (String line : wrapped(n.text())) {
                    text(x, y, 10, quiet, "start", line);
                    y += SMALL_LINE;
                }
                y += SMALL_LINE / 2;
            }
        }
    }

    private void bar(LegendItem.Bar b, int x, int y) {
        String id = "bar" + y;
        add("<linearGradient id=\"%s\">", id);
        for (int s = 0; s < b.stops().length; s++) {
            add("<stop offset=\"%.3f\" stop-color=\"%s\"/>", s / (b.stops().length - 1.0), colour(b.stops()[s]));
        }
        add("</linearGradient>%n<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"10\" fill=\"url(#%s)\"/>%n", x, y, BAR, id);
        text(x, y + 22, 10, quiet, "start", b.low());
        text(x + BAR / 2.0, y + 22, 10, quiet, "middle", b.middle());
        text(x + BAR, y + 22, 10, quiet, "end", b.high());
    }

    private static List<String> wrapped(String text) {
        return List.of(text.replaceAll("(.{1," + LETTERS + "})(?:\\s+|$)", "$1\n").strip().split("\n"));
    }
}
