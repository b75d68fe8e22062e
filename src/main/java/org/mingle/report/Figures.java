package org.mingle.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.mingle.data.CategoryColors;
import smile.plot.swing.Canvas;
import smile.plot.swing.Heatmap;
import smile.plot.swing.Line;
import smile.plot.swing.LinePlot;
import smile.plot.swing.Point;
import smile.plot.swing.ScatterPlot;

/** Figures by Smile as PNG, on white, sharp on dense screens. Legends are the page's: off screen Smile draws none. */
final class Figures {
    private static final int DENSITY = 2;
    private static final char DISC = '@';
    private static final char SQUARE = 'q';
    private static final char RING = 'o';
    private static final char[] MARKS = {DISC, SQUARE, RING};
    private static final int SHADES = 64;
    /** Share of the picture around a chart's frame, where the labels are. */
    private static final double MARGIN = 0.15;
    private static final double HEAT_MARGIN = 0.16;

    private Figures() {}

    /**
     * A line of a chart; points that are not finite are left out.
     *
     * @param color index into {@link CategoryColors}
     * @param points n x 2
     */
    record Curve(String name, int color, double[][] points) {
        Curve {
            points = java.util.Arrays.stream(points).filter(p -> Double.isFinite(p[1])).toArray(double[][]::new);
        }
    }

    /** @param unit whether the value axis goes from 0 to 1 */
    static byte[] lines(List<Curve> curves, String xLabel, String yLabel, boolean unit) {
        List<Line> lines = new ArrayList<>();
        for (Curve c : curves) {
            if (c.points().length > 0) {
                lines.add(new Line(c.points(), Line.Style.SOLID, c.points().length == 1 ? DISC : ' ', color(c.color())));
            }
        }
        Canvas canvas = new LinePlot(lines.toArray(Line[]::new)).canvas();
        canvas.setAxisLabels(xLabel, yLabel);
        canvas.setMargin(MARGIN);
        if (unit) {
            canvas.setBound(new double[] {canvas.getLowerBounds()[0], 0}, new double[] {canvas.getUpperBounds()[0], 1});
        }
        return png(canvas, 640, 340);
    }

    /** @param shares classes x classes, rows from top to bottom, 0 to 1 */
    static byte[] heat(List<String> names, double[][] shares) {
        int n = names.size();
        String[] labels = names.stream().map(Figures::shortened).toArray(String[]::new);
        Canvas canvas = new Heatmap(labels, labels, shares, shades()).canvas();
        canvas.setBound(new double[] {0, 0}, new double[] {n, n});
        canvas.setAxisLabels("", "");
        canvas.setMargin(HEAT_MARGIN);
        return png(canvas, 560, 560);
    }

    /**
     * Points in groups.
     *
     * @param groups of one colour and mark each
     */
    static byte[] scatter(List<Group> groups) {
        Point[] points = groups.stream().filter(g -> g.xy().length > 0)
                .map(g -> new Point(g.xy(), MARKS[g.mark() % MARKS.length], color(g.color()))).toArray(Point[]::new);
        Canvas canvas = new ScatterPlot(points).canvas();
        canvas.setAxisLabels("", "");
        canvas.getAxis(0).setGridVisible(false).setTickVisible(false);
        canvas.getAxis(1).setGridVisible(false).setTickVisible(false);
        canvas.setMargin(0.03);
        return png(canvas, 640, 560);
    }

    /**
     * Points of one look.
     *
     * @param color index into {@link CategoryColors}
     * @param mark 0 a disc, 1 a square, 2 a ring
     * @param xy n x 2
     */
    record Group(int color, int mark, double[][] xy) {}

    private static String shortened(String name) {
        return name.length() <= 14 ? name : name.substring(0, 13) + "…";
    }

    private static Color color(int index) {
        return new Color(CategoryColors.rgb(index, false));
    }

    private static Color[] shades() {
        int full = CategoryColors.rgb(0, false);
        Color[] shades = new Color[SHADES];
        for (int i = 0; i < SHADES; i++) {
            float t = (float) i / (SHADES - 1);
            shades[i] = new Color(mix(full >> 16, t), mix(full >> 8 & 0xff, t), mix(full & 0xff, t));
        }
        return shades;
    }

    private static int mix(int channel, float t) {
        return Math.round(255 + t * (channel - 255));
    }

    private static byte[] png(Canvas canvas, int width, int height) {
        BufferedImage image = new BufferedImage(width * DENSITY, height * DENSITY, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.scale(DENSITY, DENSITY);
        canvas.paint(g, width, height);
        g.dispose();
        return png(image);
    }

    static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
