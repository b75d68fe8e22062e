package org.mingle.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.FeatureEncoder;
import org.mingle.data.Fixtures;
import org.mingle.data.Media;
import org.mingle.data.MingleException;

class HsvHogImageEncoderTest {
    private final FeatureEncoder encoder = new HsvHogImageEncoder();

    @TempDir
    Path folder;

    private static Media plain(int width, int height, int argb) {
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, argb);
        return new Media.ImagePixels(width, height, pixels);
    }

    private static double distance(float[] a, float[] b) {
        double s = 0;
        for (int i = 0; i < a.length; i++) {
            s += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(s);
    }

    @Test
    void itHasTheStatedLength() {
        assertEquals(256 + 360, encoder.dimension());
    }

    @Property(tries = 40)
    void anyPictureGivesFiniteValuesAndUnitHistograms(@ForAll @IntRange(min = 1, max = 150) int width,
            @ForAll @IntRange(min = 1, max = 150) int height, @ForAll long seed) {
        int[] pixels = new Random(seed).ints((long) width * height).map(p -> seed % 3 == 0 ? 0xffffffff : p).toArray();
        float[] v = encoder.encode(new Media.ImagePixels(width, height, pixels));
        double squares = 0;
        for (int i = 0; i < v.length; i++) {
            assertTrue(Float.isFinite(v[i]) && v[i] >= 0);
            squares += i < 128 ? v[i] * v[i] : 0;
        }
        assertEquals(1, squares, 1e-5);
    }

    @Test
    void plainColoursDifferInColourOnly() {
        float[] red = encoder.encode(plain(96, 96, 0xffff0000));
        float[] blue = encoder.encode(plain(96, 96, 0xff0000ff));
        assertEquals(Math.sqrt(10), distance(red, blue), 1e-5); // five histograms with nothing in common
        assertArrayEquals(Arrays.copyOfRange(red, 256, 616), Arrays.copyOfRange(blue, 256, 616));
    }

    @Test
    void sizeHardlyMattersAndEdgesDo() {
        float[] small = encoder.encode(new Media.ImageFile(Fixtures.png(folder.resolve("a.png"), 128, Color.RED)));
        float[] large = encoder.encode(new Media.ImageFile(Fixtures.png(folder.resolve("b.png"), 256, Color.RED)));
        float[] none = encoder.encode(plain(64, 64, Color.LIGHT_GRAY.getRGB()));
        assertTrue(distance(small, large) < 0.2 * distance(small, none));
    }

    @Test
    void filesAndPixelsEncodeAlikeAndTransparencyIsWhite() throws IOException {
        Path file = folder.resolve("clear.png");
        ImageIO.write(new BufferedImage(70, 80, BufferedImage.TYPE_INT_ARGB), "png", file.toFile());
        assertArrayEquals(encoder.encode(plain(70, 80, 0xffffffff)), encoder.encode(new Media.ImageFile(file)));
    }

    @Test
    void itComesBackFromJson() {
        FeatureEncoder again = Encoders.fromJson(Encoders.toJson(encoder), "e.json");
        Media media = new Media.ImageFile(Fixtures.png(folder.resolve("a.png"), 50, Color.GREEN));
        assertArrayEquals(encoder.encode(media), again.encode(media));
    }

    @Test
    void brokenPicturesAreRefusedWithTheirName() throws IOException {
        byte[] png = Files.readAllBytes(Fixtures.png(folder.resolve("good.png"), 40, Color.RED));
        for (int n : new int[] {0, 1, 8, 20, 33, 45, png.length / 2}) {
            Path file = Files.write(folder.resolve("cut" + n + ".png"), Arrays.copyOf(png, n));
            String m = assertThrows(MingleException.class, () -> encoder.encode(new Media.ImageFile(file)), "cut at "
                    + n)
                    .getMessage();
            assertTrue(m.contains("cut" + n + ".png"), m);
        }
        assertThrows(MingleException.class, () -> encoder.encode(new Media.ImageFile(folder.resolve("gone.png"))));
        assertThrows(MingleException.class, () -> encoder.encode(new Media.Text("no picture")));
    }

    @Test
    void aWrongByteNeverCrashes() throws IOException {
        byte[] png = Files.readAllBytes(Fixtures.png(folder.resolve("good.png"), 16, Color.RED));
        Path file = folder.resolve("damaged.png");
        for (int i = 0; i < png.length; i++) {
            byte[] damaged = png.clone();
            damaged[i] ^= 0x21;
            Files.write(file, damaged);
            try {
                assertEquals(616, encoder.encode(new Media.ImageFile(file)).length);
            } catch (MingleException e) {
                assertTrue(e.getMessage().contains("damaged.png"), e.getMessage());
            }
        }
    }
}
