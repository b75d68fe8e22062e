package org.mingle.ui.map;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import org.mingle.ui.Scenes;

/** Prints how long a frame of the map takes at 1280 x 800, for people to look at. */
public final class MapTiming {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final int FRAMES = 100;

    private MapTiming() {}

    public static void main(String[] args) {
        for (int pairs : new int[] {300, 2_000, 10_000, 100_000}) {
            Scenes scenes = new Scenes(pairs, 10);
            MapPoints points = new MapPoints();
            var embeddings = scenes.embeddings(0.5);
            points.take(scenes.layout(embeddings, 0, 1));
            points.take(scenes.layout(embeddings, 1, 2));
            Camera camera = new Camera();
            camera.resize(WIDTH, HEIGHT);
            double[] b = points.bounds();
            camera.fit(b[0], b[1], b[2], b[3], true);
            MapRenderer renderer = new MapRenderer();
            Raster raster = new Raster(new int[WIDTH * HEIGHT], WIDTH, HEIGHT);
            double[] millis = new double[FRAMES];
            for (int f = 0; f < FRAMES; f++) {
                long start = System.nanoTime();
                points.step(0.001, camera.scale());
                renderer.draw(raster, points, MapScene.PLAIN, camera, 0, 1);
                points.nearest(camera.worldX(f * 7), camera.worldY(300), 12 / camera.scale());
                millis[f] = (System.nanoTime() - start) / 1e6;
            }
            double[] seeks = new double[FRAMES / 2];
            Epochs epochs = new Epochs();
            for (int epoch = 0; epoch < 20; epoch++) {
                epochs.record(scenes.layout(embeddings, epoch, 1));
            }
            for (int f = 0; f < seeks.length; f++) {
                long start = System.nanoTime();
                epochs.show(f * 7 % 20);
                points.take(epochs.current());
                points.step(0.016, camera.scale());
                renderer.draw(raster, points, MapScene.PLAIN, camera, 0, 1);
                seeks[f] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(seeks);
            BitSet half = new BitSet();
            half.set(0, pairs);
            double[] chosen = new double[FRAMES / 2];
            for (int f = 0; f < chosen.length; f++) {
                long start = System.nanoTime();
                renderer.draw(raster, points, MapScene.PLAIN.withSelected(half), camera, 0, 1);
                chosen[f] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(chosen);
            System.out.printf(Locale.ROOT, "%,d points: seek to another epoch and draw, median %.1f ms, slowest %.1f ms;"
                    + " half selected, median %.1f ms%n", 2 * pairs, seeks[seeks.length / 2], seeks[seeks.length - 1],
                    chosen[chosen.length / 2]);
            Arrays.sort(millis);
            System.out.printf(Locale.ROOT, "%,d points: median %.1f ms, 95 %% %.1f ms%n", 2 * pairs, millis[FRAMES / 2],
                    millis[FRAMES * 95 / 100]);
        }
    }
}
