package org.mingle.features;

import boofcv.abst.distort.FDistort;
import boofcv.alg.filter.misc.AverageDownSampleOps;
import boofcv.concurrency.BoofConcurrency;
import boofcv.struct.image.GrayF32;
import boofcv.struct.image.Planar;
import java.awt.Color;
import java.awt.Graphics2D;
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
final class Pictures {
    static {
        BoofConcurrency.USE_CONCURRENT = false; // pictures are shared out over threads, not parts of a picture
    }

    private Pictures() {}

    /**
     * A picture squeezed to a square by averaging, transparent parts on white.
     *
     * @return {@code side x side}, red, green and blue, 0 to 255
     * @throws MingleException when the media are no picture or cannot be decoded
     */
    static Planar<GrayF32> squeezed(Media media, int side) {
        Planar<GrayF32> picture;
        if (media instanceof Media.ImageFile f) {
            picture = planar(decode(f.path()));
        } else if (media instanceof Media.ImagePixels p) {
            picture = planar(p);
        } else {
            throw new MingleException("There is no picture to encode.");
        }
        int width = Math.max(side, picture.width);
        int height = Math.max(side, picture.height);
        if (width != picture.width || height != picture.height) { // averaging only makes pictures smaller
            Planar<GrayF32> larger = picture.createNew(width, height);
            new FDistort(picture, larger).scaleExt().apply();
            picture = larger;
        }
        if (width == side && height == side) {
            return picture;
        }
        Planar<GrayF32> square = picture.createNew(side, side);
        AverageDownSampleOps.down(picture, square);
        return square;
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

    private static Planar<GrayF32> planar(BufferedImage image) {
        BufferedImage rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = rgb.createGraphics();
        g.drawImage(image, 0, 0, Color.WHITE, null);
        g.dispose();
        int[] pixels = ((DataBufferInt) rgb.getRaster().getDataBuffer()).getData();
        Planar<GrayF32> planar = new Planar<>(GrayF32.class, rgb.getWidth(), rgb.getHeight(), 3);
        for (int i = 0; i < pixels.length; i++) {
            planar.bands[0].data[i] = pixels[i] >> 16 & 0xff;
            planar.bands[1].data[i] = pixels[i] >> 8 & 0xff;
            planar.bands[2].data[i] = pixels[i] & 0xff;
        }
        return planar;
    }

    private static Planar<GrayF32> planar(Media.ImagePixels p) {
        Planar<GrayF32> planar = new Planar<>(GrayF32.class, p.width(), p.height(), 3);
        for (int i = 0, b = p.offset(); i < p.width() * p.height(); i++, b += 3) {
            for (int band = 0; band < 3; band++) {
                planar.bands[band].data[i] = p.rgb()[b + band] & 0xff;
            }
        }
        return planar;
    }
}
