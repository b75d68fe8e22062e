package org.mingle.data;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small datasets for tests. */
public final class Fixtures {
    private Fixtures() {}

    /** Writes a PNG with one disc on a plain ground. */
    public static Path png(Path file, int size, Color colour) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.LIGHT_GRAY);
        g.fillRect(0, 0, size, size);
        g.setColor(colour);
        g.fillOval(size / 4, size / 4, size / 2, size / 2);
        g.dispose();
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    public static Path text(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table of {@code n} red and blue discs with texts that say so, without split. */
    public static Path discs(Path folder, int n) {
        StringBuilder csv = new StringBuilder("id,image,text,label\n");
        for (int i = 0; i < n; i++) {
            boolean red = i % 2 == 0;
            png(folder.resolve("img/" + i + ".png"), 24, red ? Color.RED : Color.BLUE);
            csv.append("s").append(i).append(",img/").append(i).append(".png,A ").append(red ? "red" : "blue")
                    .append(" disc like a ").append(red ? "tomato" : "berry").append(" number ").append(i % 5)
                    .append(red ? ",warm\n" : ",cold\n");
        }
        return text(folder.resolve("pairs.csv"), csv.toString());
    }

    /**
     * Arrays image (n x 3), text (n x 2), label and split (the last fifth is test) of {@code n} samples in 2 classes.
     */
    public static Map<String, NpyArray> arrays(int n) {
        Random random = new Random(1);
        float[] image = new float[3 * n];
        float[] text = new float[2 * n];
        long[] label = new long[n];
        String[] split = new String[n];
        for (int i = 0; i < n; i++) {
            label[i] = i % 2;
            split[i] = i < n - n / 5 ? "train" : "test";
            for (int c = 0; c < 3; c++) {
                image[3 * i + c] = (float) (random.nextGaussian() + label[i]);
            }
            text[2 * i] = (float) random.nextGaussian();
            text[2 * i + 1] = label[i];
        }
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("image", NpyArray.of(new FloatMatrix(n, 3, image)));
        arrays.put("text", NpyArray.of(new FloatMatrix(n, 2, text)));
        arrays.put("label", NpyArray.of(label));
        arrays.put("split", NpyArray.of(split));
        return arrays;
    }

    /** The message of the exception that reading the path brings. */
    public static String refusal(Path path, String... options) {
        return assertThrows(MingleException.class, () -> read(path, options)).getMessage();
    }

    /** Reads with options given as KEY=VALUE. */
    public static Dataset read(Path path, String... options) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String o : options) {
            map.put(o.substring(0, o.indexOf('=')), o.substring(o.indexOf('=') + 1));
        }
        return DatasetReaders.read(path, map);
    }

    /** Number of problems of a severity. */
    public static long count(Dataset dataset, DatasetReport.Severity severity) {
        return dataset.report().problems().stream().filter(p -> p.severity() == severity).count();
    }
}
