package org.mingle.ui.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.prefs.BackingStoreException;
import java.util.prefs.Preferences;

/**
 * What the window remembers from one time to the next: the theme, the datasets opened last, its size. Read once when
 * made, before there is a window; written in the background. What cannot be stored is forgotten, without complaint.
 */
public final class Remembered {
    private static final int MOST_RECENT = 8;
    private final Preferences store;
    private final List<Path> recent = new ArrayList<>();
    private boolean dark;
    private double width;
    private double height;

    private Remembered(Preferences store) {
        this.store = store;
        if (store != null) {
            dark = store.getBoolean("dark", false);
            width = store.getDouble("width", 0);
            height = store.getDouble("height", 0);
            Arrays.stream(store.get("recent", "").split("\n")).filter(s -> !s.isBlank()).map(Path::of)
                    .forEach(recent::add);
        }
    }

    /** The person's own. */
    public static Remembered ofUser() {
        return new Remembered(Preferences.userRoot().node("org/mingle"));
    }

    /** Nothing, and nothing will be stored. */
    public static Remembered nothing() {
        return new Remembered(null);
    }

    boolean dark() {
        return dark;
    }

    void setDark(boolean is) {
        dark = is;
        put("dark", Boolean.toString(is));
    }

    /** Width of the window in pixels, 0 if unknown; likewise the height. */
    public double width() {
        return width;
    }

    public double height() {
        return height;
    }

    public void setSize(double w, double h) {
        width = w;
        height = h;
        put("width", Double.toString(w));
        put("height", Double.toString(h));
    }

    /** Datasets opened last, newest first. */
    List<Path> recent() {
        return List.copyOf(recent);
    }

    void opened(Path path) {
        Path full = path.toAbsolutePath().normalize();
        recent.remove(full);
        recent.add(0, full);
        while (recent.size() > MOST_RECENT) {
            recent.remove(recent.size() - 1);
        }
        put("recent", String.join("\n", recent.stream().map(Path::toString).toList()));
    }

    private void put(String key, String value) {
        if (store != null && value.length() <= Preferences.MAX_VALUE_LENGTH) {
            CompletableFuture.runAsync(() -> {
                try {
                    store.put(key, value);
                    store.flush();
                } catch (BackingStoreException | IllegalStateException e) {
                    // A window that forgets its size is still a good window.
                }
            });
        }
    }
}
