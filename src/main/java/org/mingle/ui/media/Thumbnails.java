package org.mingle.ui.media;

import java.util.function.Consumer;
import javafx.scene.image.Image;
import org.mingle.data.Media;

/** Small pictures of media, decoded off the FX thread and kept in a bounded cache. */
public final class Thumbnails {
    /**
     * Delivers a picture of the media, at most {@code size} pixels on its longer side, on the FX thread: at once if it
     * is cached, later otherwise; never for media that are no picture. A broken file delivers a "broken picture" image.
     */
    public void load(Media media, int size, Consumer<Image> receiver) {
        throw new UnsupportedOperationException();
    }
}
