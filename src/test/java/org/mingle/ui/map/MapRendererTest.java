package org.mingle.ui.map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.SequentialColors;
import org.mingle.projection.Layout;
import org.mingle.ui.Palette;

class MapRendererTest {
    private static final int W = 200;
    private static final int H = 120;

    /** Two pairs far apart: images at (0, 0) and (10, 0), texts at (0, 5) and (10, 5). */
    private static MapPoints twoPairs() {
        FloatMatrix any = FloatMatrix.zeros(2, 3);
        Embeddings e = new Embeddings(List.of("image", "text"), List.of("a", "b"), new int[][] {{0}, {1}},
                List.of("cat", "dog"), List.of(any, any));
        MapPoints points = new MapPoints();
        FloatMatrix xy = FloatMatrix.of(new float[][] {{0, 0}, {10, 0}, {0, 5}, {10, 5}});
        points.take(new Layout(e, 0, 1, xy, "pca", Double.NaN, Double.NaN, 0));
        return points;
    }

    private static Camera fitted(MapPoints points) {
        Camera camera = new Camera();
        camera.resize(W, H);
        double[] b = points.bounds();
        camera.fit(b[0], b[1], b[2], b[3], true);
        return camera;
    }

    private static int[] draw(MapPoints points, MapScene scene, Camera camera) {
        int[] pixels = new int[W * H];
        new MapRenderer().draw(new Raster(pixels, W, H), points, scene, camera, 0xffffffff, 1);
        return pixels;
    }

    private static int at(int[] pixels, MapPoints points, Camera camera, int p) {
        return pixels[(int) camera.screenY(points.y(p)) * W + (int) camera.screenX(points.x(p))];
    }

    private static int distance(int a, int b) {
        return Math.abs((a >> 16 & 255) - (b >> 16 & 255))
                + Math.abs((a >> 8 & 255) - (b >> 8 & 255)) + Math.abs((a & 255) - (b & 255));
    }

    @Test
    void everyMarkIsWhereTheCameraSaysInTheColourOfItsClass() {
        MapPoints points = twoPairs();
        Camera camera = fitted(points);
        int[] pixels = draw(points, MapScene.PLAIN, camera);
        for (int p = 0; p < 4; p++) {
            int own = MapRenderer.rgb(Palette.color(points.label(p), false));
            int other = MapRenderer.rgb(Palette.color(1 - points.label(p), false));
            int seen = at(pixels, points, camera, p);
            assertTrue(distance(seen, own) < distance(seen, other) / 2,
                    "point " + p + " is " + Integer.toHexString(seen));
        }
        assertEquals(0xffffffff, pixels[H / 2 * W + W / 2]);
    }

    @Test
    void hiddenClassesAreNotDrawn() {
        MapPoints points = twoPairs();
        Camera camera = fitted(points);
        points.showClass(1, false);
        int[] pixels = draw(points, MapScene.PLAIN, camera);
        assertEquals(0xffffffff, at(pixels, points, camera, 1));
        assertNotEquals(0xffffffff, at(pixels, points, camera, 0));
    }

    @Test
    void pairsAreJoinedOnHoverAndWhenAllAreAskedFor() {
        MapPoints points = twoPairs();
        Camera camera = fitted(points);
        int middle = (int) camera.screenY(2.5) * W;
        int left = middle + (int) camera.screenX(0);
        int right = middle + (int) camera.screenX(10);
        int[] hovered = draw(points, MapScene.PLAIN.withHovered(0), camera);
        assertNotEquals(0xffffffff, hovered[left]);
        assertEquals(0xffffffff, hovered[right]);
        int[] all = draw(points, MapScene.PLAIN.withLinks(
                new PairLinks(PairLinks.Mode.ALL, new int[] {0, 1}, null)), camera);
        assertNotEquals(0xffffffff, all[left]);
        assertNotEquals(0xffffffff, all[right]);
    }

    @Test
    void theQueryHasARing() {
        MapPoints points = twoPairs();
        Camera camera = fitted(points);
        int[] plain = draw(points, MapScene.PLAIN, camera);
        int[] ringed = draw(points, MapScene.PLAIN.withQuery(1), camera);
        double radius = MapRenderer.radius(4) * 1.9 + 4;
        int above = (int) (camera.screenY(points.y(1)) - radius) * W + (int) camera.screenX(points.x(1));
        assertEquals(0xffffffff, plain[above]);
        assertTrue((ringed[above] & 0xff) < 0x90, Integer.toHexString(ringed[above]));
    }

    @ParameterizedTest
    @EnumSource(MarkShape.class)
    void allShapesCoverTheAreaOfTheirDisc(MarkShape shape) {
        double r = 6;
        Stamp stamp = new Stamp(shape, r, 1);
        double area = 0;
        for (byte b : stamp.fill(0.5, 0.25)) {
            area += (b & 0xff) / 255.0;
        }
        assertEquals(Math.PI * r * r, area, 0.04 * Math.PI * r * r);
    }

    @Test
    void marksAtTheBorderAndOutsideDoNotReachIntoOtherRows() {
        int[] pixels = new int[20 * 20];
        Raster raster = new Raster(pixels, 20, 20);
        Stamp stamp = new Stamp(MarkShape.CIRCLE, 4, 1);
        raster.stamp(stamp, -2, 10, 0xff0000, 255, 0xff0000, 255);
        raster.stamp(stamp, 500, 500, 0xff0000, 255, 0xff0000, 255);
        raster.stamp(stamp, -500, -500, 0xff0000, 255, 0xff0000, 255);
        for (int i = 0; i < pixels.length; i++) {
            assertTrue(i % 20 < 4 || pixels[i] == 0, "pixel " + i);
        }
        assertNotEquals(0, pixels[10 * 20]);
    }

    @Test
    void whatIsFartherAwayThanWholeNumbersReachIsNotDrawn() {
        int[] pixels = new int[400];
        Raster raster = new Raster(pixels, 20, 20);
        Stamp stamp = new Stamp(MarkShape.of(0), 4, 1);
        for (double far : new double[] {1e6, 1e12, 1e300, Double.POSITIVE_INFINITY, Double.NaN}) {
            raster.stamp(stamp, far, 5, 0xff0000, 255, 0xff0000, 255);
            raster.stamp(stamp, 5, -far, 0xff0000, 255, 0xff0000, 255);
            raster.ring(-far, far, 8, 2, 0xff0000, 255, false);
            raster.line(far, far + 3, far * 2, far, 2, 0xff0000, 255);
        }
        assertArrayEquals(new int[400], pixels);
        raster.line(-1e12, 10, 1e12, 10, 1, 0xff0000, 255);
        assertTrue(java.util.Arrays.stream(pixels).anyMatch(v -> v != 0), "A line that crosses is drawn");
    }

    @Test
    void translucentColoursStayPremultiplied() {
        int[] pixels = {0};
        new Raster(pixels, 1, 1).blend(0, 0, 0xff8000, 128);
        assertEquals(0x80804000, pixels[0]);
    }

    @Test
    void neighbouringClassesDifferAndStandOutFromBothBackgrounds() {
        for (boolean dark : new boolean[] {false, true}) {
            for (int c = 0; c < 14; c++) {
                double l = luminance(MapRenderer.rgb(Palette.color(c, dark)));
                double contrast = dark ? (l + 0.05) / (luminance(0x0d1117) + 0.05) : 1.05 / (l + 0.05);
                assertTrue(contrast > 2, "class " + c + " has a contrast of " + contrast);
                for (int d = 0; d < c; d++) {
                    int other = MapRenderer.rgb(Palette.color(d, dark));
                    assertTrue(distance(MapRenderer.rgb(Palette.color(c, dark)), other) > 40, c + " and " + d);
                }
            }
        }
    }

    /** Relative luminance of WCAG 2. */
    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    @Test
    void theSelectedStandOutAndTheOthersStepBack() {
        MapPoints points = twoPairs();
        Camera camera = fitted(points);
        int[] plain = draw(points, MapScene.PLAIN, camera);
        BitSet chosen = new BitSet();
        chosen.set(0);
        int[] selected = draw(points, MapScene.PLAIN.withSelected(chosen), camera);
        assertEquals(at(plain, points, camera, 0), at(selected, points, camera, 0));
        int ground = distance(at(plain, points, camera, 1), 0xffffff);
        assertTrue(distance(at(selected, points, camera, 1), 0xffffff) < ground / 3);
    }

    @Test
    void numbersHaveTheirColoursAndWhatHasNoneIsHollow() {
        MapPoints points = twoPairs();
        Camera camera = fitted(points);
        Embeddings e = points.layout().embeddings();
        PointValues values = new PointValues(ColourBy.AP, e, new double[] {0, 1, Double.NaN, 0.5}, 0, 1, 1, "");
        int[] pixels = draw(points, MapScene.PLAIN.withColouring(new Colouring(ColourBy.AP, values)), camera);
        for (int p : new int[] {0, 1, 3}) {
            int own = SequentialColors.rgb(values.values()[p], false);
            assertTrue(distance(at(pixels, points, camera, p), own) < 160, "point " + p);
        }
        assertTrue(distance(at(pixels, points, camera, 2), 0xffffff) < 80, "hollow");
        assertTrue(values.fits(points));
        assertEquals("no value", values.words(2));
        assertEquals("0.50", values.words(3));
    }

    @Test
    void linesOfPairsHaveTheColourOfTheirRank() {
        MapPoints points = twoPairs();
        Camera camera = fitted(points);
        PairLinks links = new PairLinks(PairLinks.Mode.ALL, new int[] {0, 1}, new double[] {1, 2});
        int[] pixels = draw(points, MapScene.PLAIN.withLinks(links), camera);
        int middle = (int) camera.screenY(2.5) * W;
        int near = pixels[middle + (int) camera.screenX(0)];
        int far = pixels[middle + (int) camera.screenX(10)];
        assertTrue((near & 0xff) > (near >> 8 & 0xff), "blue rather than green: " + Integer.toHexString(near));
        assertTrue((far >> 8 & 0xff) > (far & 0xff) + 40, "yellow or green: " + Integer.toHexString(far));
    }

    /** Three quarters of the points at one place, one alone, the rest further off. */
    @Test
    void tooManyPointsAreDrawnByDensity() {
        int n = MapRenderer.DENSE / 2 + 1000;
        float[][] xy = new float[2 * n][];
        for (int p = 0; p < xy.length; p++) {
            xy[p] = p == 0 ? new float[] {0, 0} : p % 4 == 0 ? new float[] {20, 0} : new float[] {10, 0};
        }
        int[][] labels = new int[n][];
        String[] ids = new String[n];
        for (int r = 0; r < n; r++) {
            labels[r] = new int[] {r % 4 == 0 ? 0 : 1};
            ids[r] = "s" + r;
        }
        FloatMatrix any = FloatMatrix.zeros(n, 1);
        Embeddings e = new Embeddings(List.of("image", "text"), List.of(ids), labels, List.of("cat", "dog"), List.of(any, any));
        MapPoints points = new MapPoints();
        points.take(new Layout(e, 0, 1, FloatMatrix.of(xy), "tsne", 30, 1, 0));
        Camera camera = fitted(points);
        int[] pixels = new int[W * H];
        MapRenderer renderer = new MapRenderer();
        renderer.draw(new Raster(pixels, W, H), points, MapScene.PLAIN, camera, 0xffffffff, 1);
        assertTrue(renderer.dense());
        int dog = MapRenderer.rgb(Palette.color(1, false));
        assertTrue(distance(at(pixels, points, camera, 1), dog) < 8, "full cover where most are");
        int alone = distance(at(pixels, points, camera, 0), 0xffffff);
        int many = distance(at(pixels, points, camera, 4), 0xffffff);
        assertTrue(alone > 60 && many > 1.5 * alone, alone + " and " + many);
        camera.zoom(8, camera.screenX(0), camera.screenY(0));
        camera.arrive();
        renderer.draw(new Raster(pixels, W, H), points, MapScene.PLAIN, camera, 0xffffffff, 1);
        assertEquals(false, renderer.dense(), "one point in view has a mark");
        assertTrue(distance(at(pixels, points, camera, 0), 0xffffff) > alone);
    }
}
