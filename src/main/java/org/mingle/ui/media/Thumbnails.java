package org.mingle.ui.media;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.mingle.data.Media;

/** Small pictures of media, decoded off the FX thread and kept in a bounded cache. FX thread only. */
public final class Thumbnails {
    /** Bytes of decoded pixels kept: about 1,000 thumbnails of 128 x 128. */
    private static final long CAPACITY = 64L << 20;
    private static final int DECODERS = 2;

    private final Map<Key, Image> cache = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Key, List<Consumer<Image>>> waiting = new HashMap<>();
    private final ThreadPoolExecutor decoders =
            new ThreadPoolExecutor(DECODERS, DECODERS, 5, TimeUnit.SECONDS, new NewestFirst(), task -> {
                Thread thread = new Thread(task, "thumbnails");
                thread.setDaemon(true);
                return thread;
            });
    private final long capacity;
    private long held;

    public Thumbnails() {
        this(CAPACITY);
    }

    /** A cache of another size, in bytes of decoded pixels. */
    Thumbnails(long capacity) {
        this.capacity = capacity;
        decoders.allowCoreThreadTimeOut(true);
    }

    /**
     * Delivers a picture of the media, at most {@code size} pixels on its longer side, on the FX thread: at once if it
     * is cached, later otherwise; never for media that are no picture. A broken file delivers a "broken picture" image.
     */
    public void load(Media media, int size, Consumer<Image> receiver) {
        if (!isPicture(media)) {
            return;
        }
        Key key = new Key(media, size);
        Image image = cache.get(key);
        if (image != null) {
            receiver.accept(image);
            return;
        }
        List<Consumer<Image>> receivers = waiting.get(key);
        if (receivers != null) {
            receivers.add(receiver);
            return;
        }
        waiting.put(key, new ArrayList<>(List.of(receiver)));
        decoders.execute(() -> {
            Image decoded = decode(key);
            Platform.runLater(() -> deliver(key, decoded));
        });
    }

    /** Whether {@link #load} delivers anything for the media. */
    public static boolean isPicture(Media media) {
        return media instanceof Media.ImageFile || media instanceof Media.ImagePixels;
    }

    /** Whether an image stands for a file that could not be read. */
    public static boolean isBroken(Image image) {
        return image instanceof BrokenPicture;
    }

    /** Bytes of decoded pixels now kept. */
    long held() {
        return held;
    }

    private void deliver(Key key, Image image) {
        cache.put(key, image);
        held += bytes(image);
        var eldest = cache.entrySet().iterator();
        while (held > capacity && cache.size() > 1 && eldest.hasNext()) {
            held -= bytes(eldest.next().getValue());
            eldest.remove();
        }
        for (Consumer<Image> receiver : waiting.remove(key)) {
            receiver.accept(image);
        }
    }

    private static long bytes(Image image) {
        return 4L * (long) image.getWidth() * (long) image.getHeight();
    }

    private static Image decode(Key key) {
        try {
            if (key.media instanceof Media.ImagePixels pixels) {
                return scaled(pixels, key.size);
            }
            Media.ImageFile file = (Media.ImageFile) key.media;
            Image image = new Image(file.path().toUri().toString(), key.size, key.size, true, true);
            return image.isError() || image.getWidth() < 1 ? new BrokenPicture(key.size) : image;
        } catch (RuntimeException e) {
            // Whatever is wrong with one file, the others are still to be shown.
            return new BrokenPicture(key.size);
        }
    }

    /** Pixels as they are where they fit, otherwise each target pixel is the mean of the source pixels it covers. */
    private static Image scaled(Media.ImagePixels p, int size) {
        double shrink = Math.min(1, (double) size / Math.max(p.width(), p.height()));
        int w = Math.max(1, (int) Math.round(p.width() * shrink));
        int h = Math.max(1, (int) Math.round(p.height() * shrink));
        int[] target = new int[w * h];
        for (int y = 0; y < h; y++) {
            int y0 = y * p.height() / h;
            int y1 = Math.max(y0 + 1, (y + 1) * p.height() / h);
            for (int x = 0; x < w; x++) {
                int x0 = x * p.width() / w;
                target[y * w + x] = mean(p, x0, Math.max(x0 + 1, (x + 1) * p.width() / w), y0, y1);
            }
        }
        WritableImage image = new WritableImage(w, h);
        image.getPixelWriter().setPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), target, 0, w);
        return image;
    }

    private static int mean(Media.ImagePixels p, int x0, int x1, int y0, int y1) {
        long a = 0;
        long r = 0;
        long g = 0;
        long b = 0;
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                int c = p.argb(x, y);
                a += c >>> 24;
                r += c >> 16 & 0xff;
                g += c >> 8 & 0xff;
                b += c & 0xff;
            }
        }
        long n = (long) (x1 - x0) * (y1 - y0);
        return (int) (a / n << 24 | r / n << 16 | g / n << 8 | b / n);
    }

    private record Key(Media media, int size) {}

    /** A grey field with a cross, as recognisable in the dark theme as in the light one. */
    private static final class BrokenPicture extends WritableImage {
        private static final int FIELD = 0xffb6bcc4;
        private static final int CROSS = 0xff6e7781;

        BrokenPicture(int size) {
            super(size, size);
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    int toDiagonal = Math.min(Math.abs(x - y), Math.abs(size - 1 - x - y));
                    boolean inside = Math.min(Math.min(x, y), size - 1 - Math.max(x, y)) > size / 4;
                    getPixelWriter().setArgb(x, y, inside && toDiagonal <= size / 32 ? CROSS : FIELD);
                }
            }
        }
    }

    /** What a person scrolls to now is decoded before what has scrolled by. */
    private static final class NewestFirst extends LinkedBlockingDeque<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return offerFirst(task);
        }
    }
}
