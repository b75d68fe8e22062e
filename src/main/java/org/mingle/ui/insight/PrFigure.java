package org.mingle.ui.insight;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.mingle.retrieval.ApExplanation;
import smile.plot.swing.Canvas;
import smile.plot.swing.Line;
import smile.plot.swing.LinePlot;

/** The precision-recall curve of one query as a figure of Smile. */
final class PrFigure {
    /** Share of the figure's side. */
    private static final double FINEST = 1e-3;
    private static final Color PRECISION = new Color(0x00, 0x72, 0xb2);
    private static final Color INTERPOLATED = new Color(0xd5, 0x5e, 0x00);

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 900;
    private static final int MARGIN = 60;
    private static final int TITLE_SIZE = 22;
    private static final int KEY_SIZE = 15;

    private PrFigure() {}

    /** Precision after each rank over recall, and the largest precision at that recall or above. */
    static Canvas of(ApExplanation explanation, String title) {
        double[][] curve = explanation.precisionRecall();
        int n = curve[0].length;
        double[] largest = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            largest[i] = Math.max(curve[1][i], i + 1 < n ? largest[i + 1] : 0);
        }
        int[] seen = seen(curve);
        double[][] raw = IntStream.of(seen).mapToObj(i -> new double[] {curve[0][i], curve[1][i]})
                .toArray(double[][]::new);
        double[][] envelope = IntStream.of(seen).mapToObj(i -> new double[] {curve[0][i], largest[i]})
                .toArray(double[][]::new);
        Canvas canvas = new Canvas(new double[] {0, 0}, new double[] {1, 1});
        canvas.add(new LinePlot(new Line(envelope, Line.Style.DASH, ' ', INTERPOLATED),
                new Line(raw, Line.Style.SOLID, ' ', PRECISION)));
        if (title != null) {
            canvas.setTitle(title);
            canvas.setAxisLabels("recall", "precision");
        } else {
            // On the screen there is less room, and the panel has a title of its own.
            canvas.setAxisLabels("", "");
            for (int a = 0; a < 2; a++) {
                canvas.getAxis(a).setTicks(new String[] {"0", "0.5", "1"}, new double[] {0, 0.5, 1});
            }
        }
        return canvas;
    }

    /** The ranks that move the curve by more than can be told apart: a hundred thousand points take seconds to paint. */
    private static int[] seen(double[][] curve) {
        int n = curve[0].length;
        int[] kept = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            int last = count == 0 ? -1 : kept[count - 1];
            if (last < 0 || i == n - 1 || Math.abs(curve[0][i] - curve[0][last]) > FINEST
                    || Math.abs(curve[1][i] - curve[1][last]) > FINEST) {
                kept[count++] = i;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /** The figure as pixels, on the ground of the theme. */
    static BufferedImage picture(Canvas figure, int width, int height, boolean dark) {
        BufferedImage image = figure.toBufferedImage(width, height);
        if (dark) {
            // Smile paints on white only: light and dark change places, hues stay.
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    image.setRGB(x, y, turned(image.getRGB(x, y)));
                }
            }
        }
        return image;
    }

    private static int turned(int argb) {
        int r = argb >> 16 & 0xff;
        int g = argb >> 8 & 0xff;
        int b = argb & 0xff;
        int shift = 255 - Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b));
        // Black becomes the dark theme's ground, white its ink.
        return 0xff000000 | lifted(r + shift, 0x0d, 0xe6) << 16 | lifted(g + shift, 0x11, 0xed) << 8
                | lifted(b + shift, 0x17, 0xf3);
    }

    private static int lifted(int v, int black, int white) {
        return black + v * (white - black) / 255;
    }

    /** The figure as a PNG file for print. */
    static byte[] png(ApExplanation explanation, String title) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            BufferedImage image = of(explanation, title).toBufferedImage(WIDTH, HEIGHT);
            entitle(image, title);
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Smile leaves the title of a figure to its window: here it is painted, with what the two lines are. */
    private static void entitle(BufferedImage image, String title) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        Font font = new Font(Font.SANS_SERIF, Font.BOLD, TITLE_SIZE);
        int width = g.getFontMetrics(font).stringWidth(title);
        if (width > WIDTH - 2 * MARGIN) {
            font = font.deriveFont(TITLE_SIZE * (WIDTH - 2f * MARGIN) / width);
        }
        g.setFont(font);
        g.setColor(Color.BLACK);
        g.drawString(title, (WIDTH - g.getFontMetrics().stringWidth(title)) / 2, HEIGHT / 12);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, KEY_SIZE));
        String[] keys = {"precision", "interpolated precision"};
        int total = g.getFontMetrics().stringWidth(keys[0] + keys[1]) + 4 * KEY_SIZE;
        int x = (WIDTH - total) / 2;
        for (int i = 0; i < keys.length; i++) {
            g.setColor(i == 0 ? PRECISION : INTERPOLATED);
            g.drawString(keys[i], x, HEIGHT / 12 + 2 * KEY_SIZE);
            x += g.getFontMetrics().stringWidth(keys[0]) + 4 * KEY_SIZE;
        }
        g.dispose();
    }

    /** The points of the curve: {@code rank,id,score,relevant,contribution,recall,precision}. */
    static String csv(ApExplanation explanation) {
        StringBuilder s = new StringBuilder("rank,id,score,relevant,contribution,recall,precision\n");
        double[][] curve = explanation.precisionRecall();
        for (int i = 0; i < explanation.ranks().size(); i++) {
            ApExplanation.Rank r = explanation.ranks().get(i);
            s.append(r.rank()).append(',').append(r.id().matches("[^\",\\r\\n]*") ? r.id()
                    : '"' + r.id().replace("\"", "\"\"") + '"').append(String.format(Locale.ROOT, ",%s,%d,%s,%s,%s%n",
                    r.score(), r.relevant() ? 1 : 0, r.contribution(), curve[0][i], curve[1][i]));
        }
        return s.toString();
    }
}
