package org.mingle.ui.map;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.mingle.projection.Placement;

/** Paints a legend into a picture, names onto its map, and lines of text. Sizes in pixels of the screen. */
final class LegendPainter {
    private static final int LINE = 20;
    private static final int SMALL_LINE = 14;
    private static final int LEFT = 8;
    private static final int BAR = 150;
    private static final int BAR_HEIGHT = 10;
    private static final int WIDTH = 180;
    /** Pixels of a mark per pixel of the screen. */
    private static final int DENSITY = 2;

    private final Graphics2D g;
    private final Color ink;
    private final Color quiet;
    private final Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private final Font bold = new Font(Font.SANS_SERIF, Font.BOLD, 12);
    private final Color ground;
    private final Font small = new Font(Font.SANS_SERIF, Font.PLAIN, 10);

    LegendPainter(Graphics2D g, boolean dark) {
        this.g = g;
        ink = dark ? new Color(0xe6edf3) : new Color(0x1f2328);
        quiet = dark ? new Color(0x9198a1) : new Color(0x59636e);
        ground = dark ? new Color(0x0d1117) : Color.WHITE;
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    }

    /** Writes on the map what is written there on the screen: names of classes, and shares of a query's places. */
    void names(StillMap map, NamePlaces places) {
        Shape clip = g.getClip();
        g.clipRect(0, 0, map.width(), map.height());
        List<String> classes = map.layout().embeddings().classNames();
        Camera camera = map.camera();
        if (map.names() && classes.size() <= MapView.MAX_LABELS) {
            double[] widths = classes.stream().mapToDouble(name -> g.getFontMetrics(bold).stringWidth(name)).toArray();
            for (NamePlaces.Name name : places.of(map.points().classCentres(), camera::screenX, camera::screenY, widths)) {
                outlined(classes.get(name.of()), name.x() - widths[name.of()] / 2, name.y() + 4);
            }
        }
        MapScene.Guest guest = map.scene().guest();
        if (guest != null && guest.spots().size() > 1) {
            double beside = MapView.beside(MapRenderer.radius(map.points().visibleCount()));
            for (Placement.Spot spot : guest.spots()) {
                outlined(MapScene.Guest.share(spot), camera.screenX(spot.x()) + beside, camera.screenY(spot.y()) + 4);
            }
        }
        g.setClip(clip);
    }

    private void outlined(String words, double x, double y) {
        Shape letters = bold.createGlyphVector(g.getFontRenderContext(), words).getOutline((float) x, (float) y);
        g.setStroke(new BasicStroke(3.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setColor(ground);
        g.draw(letters);
        g.setColor(ink);
        g.fill(letters);
    }

    /** @param x where the legend begins @return where it ends, downwards */
    int paint(List<LegendItem> items, int x) {
        int y = LINE;
        for (LegendItem item : items) {
            if (item instanceof LegendItem.Heading h) {
                g.setFont(small);
                g.setColor(quiet);
                g.drawString(h.text(), x + LEFT, y + 4);
                y += LINE;
            } else if (item instanceof LegendItem.Mark m) {
                mark(m, x, y);
                y += LINE;
            } else if (item instanceof LegendItem.Bar b) {
                bar(b, x + LEFT, y - BAR_HEIGHT / 2);
                y += LINE + SMALL_LINE;
            } else if (item instanceof LegendItem.Note n) {
                g.setFont(small);
                g.setColor(quiet);
                for (String line : wrapped(n.text())) {
                    g.drawString(line, x + LEFT, y);
                    y += SMALL_LINE;
                }
                y += SMALL_LINE / 2;
            }
        }
        return y;
    }

    private List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && g.getFontMetrics().stringWidth(line + " " + word) > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private void bar(LegendItem.Bar b, int x, int y) {
        for (int i = 0; i < BAR; i++) {
            double at = i * (b.stops().length - 1.0) / BAR;
            int s = (int) at;
            g.setColor(between(b.stops()[s], b.stops()[s + 1], at - s));
            g.fillRect(x + i, y, 1, BAR_HEIGHT);
        }
        g.setFont(small);
        g.setColor(quiet);
        int foot = y + BAR_HEIGHT + SMALL_LINE - 2;
        g.drawString(b.low(), x, foot);
        g.drawString(b.middle(), x + (BAR - g.getFontMetrics().stringWidth(b.middle())) / 2, foot);
        g.drawString(b.high(), x + BAR - g.getFontMetrics().stringWidth(b.high()), foot);
    }

    private static Color between(int a, int b, double part) {
        Color from = new Color(a);
        Color to = new Color(b);
        return new Color((int) Math.round(from.getRed() + (to.getRed() - from.getRed()) * part),
                (int) Math.round(from.getGreen() + (to.getGreen() - from.getGreen()) * part),
                (int) Math.round(from.getBlue() + (to.getBlue() - from.getBlue()) * part));
    }

    private void mark(LegendItem.Mark m, int x, int y) {
        int size = 12;
        int[] pixels = new int[DENSITY * DENSITY * size * size];
        Raster raster = new Raster(pixels, DENSITY * size, DENSITY * size);
        int body = m.rgb() < 0 ? ink.getRGB() & 0xffffff : m.rgb();
        raster.stamp(new Stamp(m.shape(), 4.6 * DENSITY, DENSITY), size, size, body, m.hollow() ? 0 : 255, body,
                m.hollow() ? 255 : 0);
        BufferedImage image = new BufferedImage(DENSITY * size, DENSITY * size, BufferedImage.TYPE_INT_ARGB_PRE);
        image.getRaster().setDataElements(0, 0, DENSITY * size, DENSITY * size, pixels);
        g.drawImage(image, x + LEFT, y - size / 2, size, size, null);
        g.setFont(plain);
        g.setColor(ink);
        g.drawString(m.text(), x + LEFT + 18, y + 4);
    }

    /** Lines of text below each other, the first at this height. */
    void lines(List<String> text, int x, int y) {
        g.setFont(plain);
        g.setColor(ink);
        for (int i = 0; i < text.size(); i++) {
            g.drawString(text.get(i), x, y + i * LINE);
        }
    }
}
