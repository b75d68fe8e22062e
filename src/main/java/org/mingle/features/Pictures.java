package org.mingle.features;

import boofcv.concurrency.BoofConcurrency;
import boofcv.struct.image.GrayF32;
import boofcv.struct.image.Planar;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.mingle.data.Media;
import org.mingle.data.MingleException;

/** Decodes pictures and brings them to one size. */
public final class Pictures {
    static {
        BoofConcurrency.USE_CONCURRENT = false; // pictures are shared out over threads, not parts of a picture
    }

    private Pictures() {}

    /**
     * A picture squeezed to a square, transparent parts on white.
     *
     * @return {@code side x side}, red, green and blue, 0 to 255
     * @throws MingleException when the media are no picture or cannot be decoded
     */
    static Planar<GrayF32> squeezed(Media media, int side) {
        return planar(scaled(decode(media), side, side));
    }

    /**
     * A picture at its own proportions with neither side longer than asked for; small ones stay as they are.
     *
     * @throws MingleException when the media are no picture or cannot be decoded
     */
    public static BufferedImage thumbnail(Media media, int side) {
        BufferedImage picture = decode(media);
        double scale = Math.min(1, (double) side / Math.max(picture.getWidth(), picture.getHeight()));
        return scaled(picture, (int) Math.max(1, Math.round(picture.getWidth() * scale)),
                (int) Math.max(1, Math.round(picture.getHeight() * scale)));
    }

    private static BufferedImage decode(Media media) {
        if (media instanceof Media.ImageFile f) {
            return decode(f.path());
        }
        if (media instanceof Media.ImagePixels p) {
            BufferedImage picture = new BufferedImage(p.width(), p.height(), BufferedImage.TYPE_INT_RGB);
            picture.setRGB(0, 0, p.width(), p.height(), p.argb(), 0, p.width());
            return picture;
        }
        throw new MingleException("There is no picture to decode.");
    }

    private static int halfDownTo(int side, int length) {
        return length >= 2 * side ? length / 2 : length;
    }

    /** Halving again and again lets every pixel count, where one large step would pass over most of them. */
    private static BufferedImage scaled(BufferedImage picture, int width, int height) {
        BufferedImage now = picture;
        while (now.getWidth() >= 2 * width || now.getHeight() >= 2 * height) {
            now = stretched(now, halfDownTo(width, now.getWidth()), halfDownTo(height, now.getHeight()));
        }
        return stretched(now, width, height);
    }

    private static BufferedImage stretched(BufferedImage picture, int width, int height) {
        BufferedImage rgb = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = rgb.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(picture, 0, 0, width, height, Color.WHITE, null);
        g.dispose();
        return rgb;
    }

    private static BufferedImage decode(Path file) {
        BufferedImage image;
        try {
            // all of the file at once: no temporary files, as ImageIO would otherwise make
            image = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(Files.readAllBytes(file))));
        } catch (NoSuchFileException e) {
            throw new MingleException("The image file " + file + " is not there.", e);
        } catch (IOException | RuntimeException e) { // damaged files bring ImageIO to throw many kinds
            throw new MingleException("The image file " + file + " is damaged and cannot be decoded.", e);
        }
        if (image == null) {
            throw new MingleException("The image file " + file + " is not a PNG, JPEG, GIF or BMP picture.");
        }
        return image;
    }

    private static Planar<GrayF32> planar(BufferedImage rgb) {
        int[] pixels = ((DataBufferInt) rgb.getRaster().getDataBuffer()).getData();
        Planar<GrayF32> planar = new Planar<>(GrayF32.class, rgb.getWidth(), rgb.getHeight(), 3);
        for (int i = 0; i < pixels.length; i++) {
            planar.bands[0].data[i] = pixels[i] >> 16 & 0xff;
            planar.bands[1].data[i] = pixels[i] >> 8 & 0xff;
            planar.bands[2].data[i] = pixels[i] & 0xff;
        }
        return planar;
    }
}
