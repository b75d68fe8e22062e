package org.mingle.ui.map;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.paint.Color;
import org.mingle.data.Embeddings;
import org.mingle.projection.LayoutQuality;
import org.mingle.projection.Placement;

/** Draws the map into an array of pixels. Needs no toolkit; not safe for several threads at once. */
final class MapRenderer {
    private static final int BODY_ALPHA = 205;
    private static final int EDGE_ALPHA = 235;
    /** Of the body of a mark whose place says little. */
    private static final int HOLLOW_ALPHA = 30;
    /** Of a mark that steps back because others are selected, in parts of 256 of what it would be. */
    private static final int DIMMED = 56;
    /** More lines between pairs than this are drawn thin and pale. */
    private static final int MANY_LINKS = 200;
    private static final int MANY_TRAILS = 200;
    private static final int TRAIL = 210;
    private static final int PALE_TRAIL = 90;
    /** Radius of the ring around a query from outside, in radii of a mark, without what is added. */
    static final double GUEST_RING = 1.9;
    private static final int INK_ON_LIGHT = 0x1f2328;
    private static final int INK_ON_DARK = 0xf0f6fc;
    private static final int QUIET_ON_LIGHT = 0x59636e;
    private static final int QUIET_ON_DARK = 0x9198a1;

    private static final int FOUND_ON_LIGHT = 0xbc4c00;
    private static final int FOUND_ON_DARK = 0xf0883e;

    /** With more points in view than this, marks would cover each other and take too long: their density is drawn. */
    static final int DENSE = 60_000;
    /** With more than this in view a point covers one pixel of its density, otherwise four. */
    private static final int VERY_DENSE = 400_000;

    private final Map<String, Stamp> stamps = new HashMap<>();
    private final DensityLayer density = new DensityLayer();
    /** The colours of the points by code, and of what they are. */
    private short[] codes = {};
    private Colouring codesBy;
    private Embeddings codesOf;
    private boolean dense;

    /**
     * Draws the map.
     *
     * @param background premultiplied ARGB, 0 for transparent
     * @param density pixels of the raster per pixel of the camera
     */
    void draw(Raster raster, MapPoints points, MapScene scene, Camera camera, int background, double density) {
        raster.clear(background);
        if (points.isEmpty()) {
            return;
        }
        trails(raster, points, scene, camera, density);
        boolean many = scene.links().rows().length > MANY_LINKS;
        for (int r : scene.links().rows()) {
            links(raster, points, r, scene, camera, density, many ? 0.8 : 1.4, many ? 90 : 190);
        }
        marks(raster, points, scene, camera, density);
        if (scene.query() >= 0) {
            links(raster, points, scene.query(), scene, camera, density, 1.6, 230);
        }
        if (scene.hovered() >= 0) {
            links(raster, points, scene.hovered(), scene, camera, density, 1.6, 230);
        }
        overlay(raster, points, scene, camera, density);
    }

    /** Whether the last picture shows how many points are where instead of a mark for each. */
    boolean dense() {
        return dense;
    }

    /** The code of each point's colour, worked out once. */
    private short[] codes(MapPoints points, Colouring colouring) {
        Embeddings e = points.layout().embeddings();
        if (codesBy == null || codesBy.by() != colouring.by() || codesBy.values() != colouring.values() || codesOf != e) {
            codes = new short[points.count()];
            for (int p = 0; p < codes.length; p++) {
                codes[p] = (short) colouring.code(points, p);
            }
            codesBy = colouring;
            codesOf = e;
        }
        return codes;
    }

    /** How many of the shown points are in view. */
    static int inView(MapPoints points, Camera camera) {
        int count = 0;
        double left = camera.worldX(0);
        double right = camera.worldX(camera.width());
        double top = camera.worldY(0);
        double bottom = camera.worldY(camera.height());
        for (int p = 0; p < points.count(); p++) {
            float x = points.x(p);
            float y = points.y(p);
            count += x >= left && x <= right && y >= top && y <= bottom && points.visible(p) ? 1 : 0;
        }
        return count;
    }

    /** @param front as for the marks */
    private void density(Raster raster, MapPoints points, MapScene scene, Camera camera, double scale, int[] body,
            boolean front, int shown) {
        boolean chosen = !scene.selected().isEmpty();
        short[] code = codes(points, scene.colouring());
        int missing = Colouring.missing(scene.dark());
        int size = (int) Math.round((shown > VERY_DENSE ? 1 : 2) * Math.max(1, scale));
        density.begin(raster.width(), raster.height());
        for (int p = 0; p < code.length; p++) {
            if (points.visible(p) && (!chosen || scene.selected().get(p) == front)) {
                density.add(camera.screenX(points.x(p)) * scale, camera.screenY(points.y(p)) * scale, size,
                        code[p] < 0 ? missing : body[code[p]]);
            }
        }
        density.draw(raster, front ? 256 : DIMMED);
    }

    /** Ways grow stronger towards the present, so that they have a direction. */
    private static void trails(Raster raster, MapPoints points, MapScene scene, Camera camera, double density) {
        int stops = scene.trails().stops().size();
        boolean few = scene.trails().points().length <= MANY_TRAILS;
        for (int p : scene.trails().points()) {
            if (!points.visible(p)) {
                continue;
            }
            int colour = scene.colouring().rgb(points, p, scene.dark());
            for (int s = 0; s < stops; s++) {
                float[] a = scene.trails().stops().get(s);
                double x = s + 1 < stops ? scene.trails().stops().get(s + 1)[2 * p] : points.x(p);
                double y = s + 1 < stops ? scene.trails().stops().get(s + 1)[2 * p + 1] : points.y(p);
                raster.line(camera.screenX(a[2 * p]) * density, camera.screenY(a[2 * p + 1]) * density,
                        camera.screenX(x) * density, camera.screenY(y) * density, (few ? 1.6 : 0.8) * density, colour,
                        (few ? TRAIL : PALE_TRAIL) * (s + 1) / stops);
            }
        }
    }

    private void marks(Raster raster, MapPoints points, MapScene scene, Camera camera, double density) {
        int[] body = scene.colouring().palette(points, scene.dark());
        int[] edge = new int[body.length];
        boolean numbers = scene.colouring().by().warp() != null;
        for (int c = 0; c < body.length; c++) {
            // A pale edge would take the lightest colours of numbers away from a light ground.
            edge[c] = scene.dark() ? mix(body[c], 0x000000, 0.6) : numbers ? mix(body[c], 0x000000, 0.35)
                    : mix(body[c], 0xffffff, 0.75);
        }
        int shown = points.visibleCount() > DENSE ? inView(points, camera) : 0;
        dense = shown > DENSE;
        if (dense) {
            if (!scene.selected().isEmpty()) {
                density(raster, points, scene, camera, density, body, false, shown);
            }
            density(raster, points, scene, camera, density, body, true, shown);
            return;
        }
        double radius = radius(points.visibleCount()) * density;
        Stamp[] shapes = new Stamp[points.modalities()];
        Stamp[] hollow = new Stamp[points.modalities()];
        for (int m = 0; m < shapes.length; m++) {
            shapes[m] = stamp(MarkShape.of(m), radius, 0.8 * density);
            hollow[m] = stamp(MarkShape.of(m), radius, 1.2 * density);
        }
        if (!scene.selected().isEmpty()) {
            stamps(raster, points, scene, camera, density, shapes, hollow, body, edge, false);
        }
        stamps(raster, points, scene, camera, density, shapes, hollow, body, edge, true);
    }

    /** @param front the selected marks, or all where none is; otherwise the others, which step back */
    private void stamps(Raster raster, MapPoints points, MapScene scene, Camera camera, double density, Stamp[] shapes,
            Stamp[] hollow, int[] body, int[] edge, boolean front) {
        LayoutQuality quality = points.layout().quality();
        boolean chosen = !scene.selected().isEmpty();
        int part = front ? 256 : DIMMED;
        int ink = scene.dark() ? INK_ON_DARK : INK_ON_LIGHT;
        int missing = Colouring.missing(scene.dark());
        short[] code = codes(points, scene.colouring());
        // Row by row and not modality by modality: otherwise the last modality would cover the others.
        for (int r = 0; r < points.pairs(); r++) {
            for (int m = 0; m < shapes.length; m++) {
                int p = m * points.pairs() + r;
                if (points.visible(p) && (!chosen || scene.selected().get(p) == front)) {
                    int c = code[p];
                    boolean sound = c >= 0 && (quality == null || !quality.unreliable(p));
                    int colour = c < 0 ? missing : body[c];
                    raster.stamp(sound ? shapes[m] : hollow[m], camera.screenX(points.x(p)) * density,
                            camera.screenY(points.y(p)) * density, colour, (sound ? BODY_ALPHA : HOLLOW_ALPHA) * part >> 8,
                            chosen && front ? ink : sound ? edge[c] : colour, EDGE_ALPHA * part >> 8);
                }
            }
        }
    }

    private void overlay(Raster raster, MapPoints points, MapScene scene, Camera camera, double density) {
        int ink = scene.dark() ? INK_ON_DARK : INK_ON_LIGHT;
        double radius = radius(points.visibleCount()) * density;
        scene.found().stream().filter(points::visible).forEach(p -> raster.ring(camera.screenX(points.x(p)) * density,
                camera.screenY(points.y(p)) * density, radius + 3 * density, 1.6 * density,
                scene.dark() ? FOUND_ON_DARK : FOUND_ON_LIGHT, 240, false));
        for (MapScene.Hit hit : scene.hits()) {
            if (points.visible(hit.point())) {
                strong(raster, points, hit.point(), scene, camera, density, 1.15);
                raster.ring(camera.screenX(points.x(hit.point())) * density,
                        camera.screenY(points.y(hit.point())) * density, radius * 1.6 + 1.5 * density,
                        1.5 * density, ink, 230, !hit.relevant());
            }
        }
        if (scene.query() >= 0 && points.visible(scene.query())) {
            int q = scene.query();
            double x = camera.screenX(points.x(q)) * density;
            double y = camera.screenY(points.y(q)) * density;
            strong(raster, points, q, scene, camera, density, 1.5);
            raster.ring(x, y, radius * GUEST_RING + 4 * density, 2.6 * density, ink, 255, false);
        }
        if (scene.guest() != null) {
            guest(raster, scene.guest(), camera, density, radius, ink);
        }
        if (scene.hovered() >= 0 && points.visible(scene.hovered())) {
            strong(raster, points, scene.hovered(), scene, camera, density, 1.6);
        }
    }

    /** The likeliest place of a query from outside full and ringed, others hollow; of no class, so in ink. */
    private void guest(Raster raster, MapScene.Guest guest, Camera camera, double density, double radius, int ink) {
        Stamp stamp = stamp(MarkShape.of(guest.modality()), 1.5 * radius, 1.3 * density);
        for (Placement.Spot spot : guest.spots()) {
            boolean first = spot == guest.spot();
            double x = camera.screenX(spot.x()) * density;
            double y = camera.screenY(spot.y()) * density;
            raster.stamp(stamp, x, y, ink, first ? 255 : HOLLOW_ALPHA, ink, 255);
            if (first) {
                raster.ring(x, y, radius * GUEST_RING + 4 * density, 2.6 * density, ink, 255, false);
            }
            double within = spot.radius() * camera.scale() * density;
            if (within > radius * GUEST_RING + 7 * density) {
                raster.ring(x, y, within, 1.6 * density, ink, 190, true);
            }
        }
    }

    /** A mark again, opaque, larger and with an outline in ink, above all others. */
    private void strong(Raster raster, MapPoints points, int p, MapScene scene, Camera camera, double density,
            double size) {
        double radius = size * radius(points.visibleCount()) * density;
        Stamp stamp = stamp(MarkShape.of(points.modality(p)), radius, 1.3 * density);
        int body = scene.colouring().rgb(points, p, scene.dark());
        raster.stamp(stamp, camera.screenX(points.x(p)) * density, camera.screenY(points.y(p)) * density,
                body, 255, scene.dark() ? INK_ON_DARK : INK_ON_LIGHT, 255);
    }

    /** Joins the members of a pair that are shown. */
    private static void links(Raster raster, MapPoints points, int point, MapScene scene, Camera camera, double density,
            double thickness, int alpha) {
        int ranked = scene.links().rgb(points.row(point), scene.dark());
        int colour = ranked >= 0 ? ranked : scene.dark() ? QUIET_ON_DARK : QUIET_ON_LIGHT;
        for (int m = 1; m < points.modalities(); m++) {
            int a = points.partner(point, m - 1);
            int b = points.partner(point, m);
            if (points.visible(a) && points.visible(b)) {
                raster.line(camera.screenX(points.x(a)) * density, camera.screenY(points.y(a)) * density,
                        camera.screenX(points.x(b)) * density, camera.screenY(points.y(b)) * density,
                        thickness * density, colour, alpha);
            }
        }
    }

    /** Radius of a mark in pixels of the camera: smaller where there are more. */
    static double radius(int points) {
        return Math.max(1.6, Math.min(5.5, 9.5 * Math.pow(Math.max(1, points), -0.115)));
    }

    private Stamp stamp(MarkShape shape, double radius, double line) {
        double r = Math.round(radius * 4) / 4.0;
        return stamps.computeIfAbsent(shape + " " + r + " " + line, key -> new Stamp(shape, r, line));
    }

    static int rgb(Color c) {
        return (int) Math.round(c.getRed() * 255) << 16 | (int) Math.round(c.getGreen() * 255) << 8
                | (int) Math.round(c.getBlue() * 255);
    }

    static Color colour(int rgb) {
        return Color.rgb(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
    }

    private static int mix(int a, int b, double part) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            mixed |= (int) ((a >> shift & 0xff) * (1 - part) + (b >> shift & 0xff) * part) << shift;
        }
        return mixed;
    }
}
