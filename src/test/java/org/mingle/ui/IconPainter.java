package org.mingle.ui;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Paints the program's icons again, into the folder given (else {@code resources/org/mingle/ui/icons}). */
public final class IconPainter {
    private IconPainter() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length > 0 ? args[0] : "resources/org/mingle/ui/icons");
        Files.createDirectories(folder);
        for (int size : new int[] {16, 32, 64, 128, 256, 512}) {
            ImageIO.write(paint(size), "png", folder.resolve("mingle-" + size + ".png").toFile());
        }
    }

    private static BufferedImage paint(int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        double u = size / 64.0;
        g.setColor(new Color(0xF6F8FA));
        g.fill(new RoundRectangle2D.Double(u, u, 62 * u, 62 * u, 16 * u, 16 * u));
        g.setColor(new Color(0x0969DA));
        g.fill(new Ellipse2D.Double(9 * u, 17 * u, 31 * u, 31 * u));
        g.setColor(new Color(0x24292F));
        g.setStroke(new BasicStroke((float) (4 * u)));
        g.draw(new RoundRectangle2D.Double(27 * u, 19 * u, 27 * u, 27 * u, 2 * u, 2 * u));
        g.dispose();
        return image;
    }
}
