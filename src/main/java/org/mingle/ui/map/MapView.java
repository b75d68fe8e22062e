package org.mingle.ui.map;

import java.nio.IntBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.mingle.projection.Layout;
import org.mingle.projection.Placement;
import org.mingle.ui.Ticker;

/**
 * The surface of the map. Takes the newest layout at each beat, draws a frame only when something changed, and rests
 * while it cannot be seen.
 */
public final class MapView extends Region {
    private static final double LABEL_SIZE = 12;
    /** Width of the border around a name. */
    private static final double HALO = 1.5;
    /** With more classes their names would cover the points. */
    static final int MAX_LABELS = 30;

    /** What lies over the left edge: the tools. */
    private static final double TOOLS_WIDTH = 28;
    private static final double CAPTION_HEIGHT = 44;
    /** Nanoseconds from one look at what changed to the next: a sixtieth of a second. */
    private static final long BEAT = 16_666_667;
    /** What nobody handles, points on their way to a new layout, is drawn this seldom: smooth, and leaves time to training. */
    private static final long DRIFT = 31_000_000;

    /** A height that changes by less than this part is one that something beside the map took or gave back. */
    private static final double GENTLE = 0.15;

    private final MapPoints points = new MapPoints();
    private Camera camera = new Camera();
    private final MapRenderer renderer = new MapRenderer();
    private final ImageView image = new ImageView();
    private final Canvas labels = new Canvas();
    private final Rectangle frame = new Rectangle();
    private final Ticker timer = new Ticker(BEAT, this::pulse);
    private Supplier<Layout> source = () -> null;
    private Consumer<Boolean> active = on -> { };
    private Consumer<Layout> onLayout = layout -> { };
    private Runnable onDense = () -> { };
    private boolean dense;
    private PixelBuffer<IntBuffer> buffer;
    private double density = 1;
    private MapView leader;
    private MapView follower;
    private MapScene scene = MapScene.PLAIN;
    private boolean showLabels = true;
    /** Class names whose widths are known: measuring them at every frame would cost more than painting them. */
    private List<String> measuredNames = List.of();
    private double[] nameWidths = {};
    private final NamePlaces namePlaces = new NamePlaces();
    private boolean following = true;
    private boolean dirty = true;
    private boolean jumping;
    private boolean seen;
    private long before;
    private int frames;
    private double paintMillis;

    public MapView() {
        getStyleClass().add("map-view");
        camera.keepFree(TOOLS_WIDTH, CAPTION_HEIGHT);
        getChildren().addAll(image, labels);
        image.setManaged(false);
        labels.setManaged(false);
        // Bound, so that not even one picture lies under what takes room from the map.
        frame.widthProperty().bind(widthProperty());
        frame.heightProperty().bind(heightProperty());
        setClip(frame);
        image.setMouseTransparent(true);
        labels.setMouseTransparent(true);
        sceneProperty().subscribe(now -> {
            if (now == null) {
                timer.stop();
                setSeen(false);
            } else {
                timer.start();
            }
        });
    }

    /** Tells where layouts come from, who is to know whether they are looked at, and who is told of each new one. */
    void connect(Supplier<Layout> layouts, Consumer<Boolean> looking, Consumer<Layout> told) {
        source = layouts;
        active = looking;
        onLayout = told;
    }

    /** @param action hears when marks give way to density or come back */
    void setOnDense(Runnable action) {
        onDense = action;
    }

    /** Whether there are so many points in view that their density is drawn. */
    boolean dense() {
        return dense;
    }

    /** From now on shows the same part of the plane as another view, which moves for both, and what that lets through. */
    void follow(MapView view) {
        leader = view;
        view.follower = this;
        getStyleClass().setAll("map-before");
        camera = view.camera;
    }

    /** Lays something over the map, in its coordinates. */
    void overlay(Node node) {
        getChildren().add(node);
    }

    MapPoints points() {
        return points;
    }

    Camera camera() {
        return camera;
    }

    MapScene scene() {
        return scene;
    }

    /** Frames drawn so far. */
    int frames() {
        return frames;
    }

    /** How long drawing the last frame took. */
    double paintMillis() {
        return paintMillis;
    }

    void setScene(MapScene next) {
        if (!next.equals(scene)) {
            scene = next;
            repaint();
        }
    }

    void setShowLabels(boolean on) {
        showLabels = on;
        repaint();
    }

    boolean showLabels() {
        return showLabels;
    }

    /** Asks for a new frame at the next beat. */
    void repaint() {
        dirty = true;
        if (follower != null) {
            follower.dirty = true;
        }
    }

    /** Shows the next layout at once: on a jump points on their way would show epochs that never were. */
    void jump() {
        jumping = true;
        if (follower != null) {
            follower.jumping = true;
        }
        repaint();
    }

    /** Shows the whole map, and keeps showing the whole while it grows. */
    void fit() {
        following = true;
        fitNow(false);
        if (leader != null) {
            leader.fit();
        }
    }

    /** From now on the person decides what is seen. */
    void stopFollowing() {
        following = false;
        if (leader != null) {
            leader.following = false;
        }
    }

    private void fitNow(boolean atOnce) {
        if (!points.isEmpty()) {
            double[] b = points.bounds();
            camera.fit(b[0], b[1], b[2], b[3], atOnce);
        }
    }

    private void pulse(long now) {
        setSeen(isSeen());
        if (!seen || getWidth() < 1 || getHeight() < 1) {
            before = now;
            return;
        }
        resized();
        boolean handled = dirty || !following && camera.isMoving();
        if (!handled && now - before < DRIFT) {
            return;
        }
        double seconds = Math.min(0.1, (now - before) / 1e9);
        before = now;
        boolean jumped = jumping;
        jumping = false;
        Layout layout = source.get();
        if (layout != null && layout != points.layout()) {
            Layout old = points.layout();
            boolean another = old != null && !old.method().equals(layout.method());
            if (another && old.xy().rows() == layout.xy().rows()) {
                points.place(old.sizedAs(layout).xy().data()); // from where the points move into the new picture
            }
            following |= another;
            boolean others = points.take(layout);
            if (jumped) {
                points.place(layout.xy().data());
            }
            if (leader != null) {
                points.filterAs(leader.points);
            } else if (following || others) {
                following = true;
                fitNow(jumped || others || another || camera.farFrom(points.bounds()));
            }
            onLayout.accept(layout);
            repaint();
        }
        boolean moved = points.step(seconds, camera.scale());
        if (leader == null && camera.step(seconds) || moved) {
            repaint();
        }
        if (dirty) {
            dirty = false;
            paint();
        }
    }

    private boolean isSeen() {
        if (getScene() == null || getScene().getWindow() == null || !getScene().getWindow().isShowing()) {
            return false;
        }
        for (Node n = this; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private void setSeen(boolean now) {
        if (now != seen) {
            seen = now;
            active.accept(now);
        }
    }

    private void resized() {
        if (density != getScene().getWindow().getRenderScaleX()) {
            repaint(); // the window is on another screen now
        }
        if (getWidth() != labels.getWidth() || getHeight() != labels.getHeight()) {
            labels.setWidth(getWidth());
            labels.setHeight(getHeight());
            if (leader == null) {
                // The bar of epochs comes in the middle of a training: the map makes room for it without a jump.
                boolean gently = following && getWidth() == camera.width()
                        && Math.abs(getHeight() / camera.height() - 1) < GENTLE;
                if (gently) {
                    camera.resizeBelow(getHeight());
                } else {
                    camera.resize(getWidth(), getHeight());
                }
                if (following) {
                    fitNow(!gently);
                }
            }
            repaint();
        }
    }

    private void paint() {
        long start = System.nanoTime();
        density = getScene().getWindow().getRenderScaleX();
        int w = (int) Math.max(1, Math.ceil(getWidth() * density));
        int h = (int) Math.max(1, Math.ceil(getHeight() * density));
        if (buffer == null || buffer.getWidth() != w || buffer.getHeight() != h) {
            buffer = new PixelBuffer<>(w, h, IntBuffer.allocate(w * h), PixelFormat.getIntArgbPreInstance());
            image.setImage(new WritableImage(buffer));
            image.setFitWidth(w / density);
            image.setFitHeight(h / density);
        }
        renderer.draw(new Raster(buffer.getBuffer().array(), w, h), points, scene, camera, 0, density);
        buffer.updateBuffer(b -> null);
        paintLabels();
        frames++;
        if (renderer.dense() != dense) {
            dense = renderer.dense();
            onDense.run();
        }
        paintMillis = (System.nanoTime() - start) / 1e6;
    }

    private void paintLabels() {
        GraphicsContext g = labels.getGraphicsContext2D();
        g.clearRect(0, 0, labels.getWidth(), labels.getHeight());
        g.setFont(Font.font(null, FontWeight.BOLD, LABEL_SIZE));
        g.setTextBaseline(VPos.CENTER);
        if (showLabels && !points.isEmpty()) {
            paintNames(g);
        }
        if (scene.guest() != null && scene.guest().spots().size() > 1) {
            paintShares(g);
        }
    }

    /** Beside each place of a query from outside how many of its neighbours lie there. */
    private void paintShares(GraphicsContext g) {
        g.setGlobalAlpha(1);
        g.setTextAlign(TextAlignment.LEFT);
        for (Placement.Spot spot : scene.guest().spots()) {
            double x = camera.screenX(spot.x()) + beside(MapRenderer.radius(points.visibleCount()));
            double y = camera.screenY(spot.y());
            halo(g, MapScene.Guest.share(spot), x, y, haloColor());
            g.setFill(inkColor());
            g.fillText(MapScene.Guest.share(spot), x, y);
        }
    }

    /** From the middle of a ringed mark to what is written beside it, by the radius of marks. */
    static double beside(double radius) {
        return radius * MapRenderer.GUEST_RING + 8;
    }

    private Color haloColor() {
        return scene.dark() ? Color.rgb(13, 17, 23, 0.4) : Color.rgb(255, 255, 255, 0.45);
    }

    private Color inkColor() {
        return scene.dark() ? Color.rgb(240, 246, 252) : Color.rgb(31, 35, 40);
    }

    private void paintNames(GraphicsContext g) {
        var names = points.layout().embeddings().classNames();
        if (names.size() > MAX_LABELS) {
            return;
        }
        // Names step back where a person looks at single points.
        g.setGlobalAlpha(scene.query() >= 0 || scene.hovered() >= 0 ? 0.5 : 1);
        g.setTextAlign(TextAlignment.CENTER);
        if (!names.equals(measuredNames)) {
            measuredNames = names;
            namePlaces.forget();
            Text text = new Text();
            text.setFont(g.getFont());
            nameWidths = names.stream().mapToDouble(name -> {
                text.setText(name);
                return text.getLayoutBounds().getWidth();
            }).toArray();
        }
        for (NamePlaces.Name name : namePlaces.of(points.classCentres(), camera::screenX, camera::screenY, nameWidths)) {
            halo(g, names.get(name.of()), name.x(), name.y(), haloColor());
            g.setFill(inkColor());
            g.fillText(names.get(name.of()), name.x(), name.y());
        }
    }

    /** A border of light around a name, of copies of it: stroking its outline takes many times as long. */
    private static void halo(GraphicsContext g, String name, double x, double y, Color color) {
        g.setFill(color);
        for (int i = 0; i < 8; i++) {
            g.fillText(name, x + HALO * Math.cos(i * Math.PI / 4), y + HALO * Math.sin(i * Math.PI / 4));
        }
    }
}
