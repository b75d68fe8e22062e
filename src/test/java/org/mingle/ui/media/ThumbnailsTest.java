package org.mingle.ui.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.image.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.Media;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ThumbnailsTest {
    private final Thumbnails thumbnails = new Thumbnails(10 * 4 * 16 * 16);

    private Image load(Media media, int size) throws Exception {
        CompletableFuture<Image> image = new CompletableFuture<>();
        Platform.runLater(() -> thumbnails.load(media, size, image::complete));
        return image.get(20, TimeUnit.SECONDS);
    }

    private static Media.ImagePixels plain(int w, int h, int argb) {
        int[] pixels = new int[w * h];
        Arrays.fill(pixels, argb);
        return new Media.ImagePixels(w, h, pixels);
    }

    @Test
    void pixelsShrinkToTheSizeAndKeepTheirColour() throws Exception {
        Image image = load(plain(64, 32, 0xff336699), 16);
        assertEquals(16, image.getWidth());
        assertEquals(8, image.getHeight());
        assertEquals(0xff336699, image.getPixelReader().getArgb(5, 5));
    }

    @Test
    void aSecondLoadDeliversAtOnce() throws Exception {
        Media media = plain(8, 8, 0xff000000);
        Image first = load(media, 16);
        AtomicReference<Image> second = new AtomicReference<>();
        WaitForAsyncUtils.asyncFx(() -> {
            thumbnails.load(media, 16, second::set);
            assertSame(first, second.get());
        }).get();
    }

    @Test
    void aBrokenFileIsABrokenPicture(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("broken.png"), new byte[] {1, 2, 3});
        assertTrue(Thumbnails.isBroken(load(new Media.ImageFile(file), 16)));
        assertTrue(Thumbnails.isBroken(load(new Media.ImageFile(folder.resolve("missing.png")), 16)));
        assertFalse(Thumbnails.isBroken(load(plain(4, 4, 0), 16)));
    }

    @Test
    void theCacheStaysWithinItsBound() throws Exception {
        for (int i = 0; i < 40; i++) {
            load(plain(16, 16, 0xff000000 | i), 16);
        }
        assertTrue(thumbnails.held() <= 10 * 4 * 16 * 16, thumbnails.held() + " bytes");
    }

    @Test
    void textIsNoPicture() {
        assertFalse(Thumbnails.isPicture(new Media.Text("a")));
        assertFalse(Thumbnails.isPicture(Media.NONE));
    }
}
