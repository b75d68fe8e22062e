package org.mingle.ui.insight;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.mingle.retrieval.PrecisionRecall;
import org.mingle.ui.Palette;
import smile.plot.swing.Canvas;
import smile.plot.swing.Line;
import smile.plot.swing.LinePlot;

/** Curves of all directions, each the mean over its queries, as a figure of Smile. Precision is from 0 to 1. */
final class MeanCurves {
    private MeanCurves() {}

    /** 11-point interpolated precision over recall. */
    static Canvas overRecall(List<PrecisionRecall> directions) {
        Canvas canvas = canvas(1, directions, c -> {
            double[] x = new double[c.interpolated().length];
            Arrays.setAll(x, i -> (double) i / (x.length - 1));
            return points(x, c.interpolated(), x.length);
        });
        canvas.getAxis(0).setTicks(new String[] {"0", "0.5", "1"}, new double[] {0, 0.5, 1});
        return canvas;
    }

    /**
     * Precision among the first so many results; scopes at even distances, as they grow by factors.
     *
     * @param gallery its size: larger scopes are left out
     */
    static Canvas overScope(List<PrecisionRecall> directions, int gallery) {
        int[] scopes = Arrays.stream(directions.get(0).scopes()).filter(s -> s <= gallery).toArray();
        double[] x = new double[scopes.length];
        Arrays.setAll(x, i -> i);
        Canvas canvas = canvas(Math.max(1, scopes.length - 1), directions,
                c -> points(x, c.precisionAtScope(), scopes.length));
        canvas.getAxis(0).setTicks(Arrays.stream(scopes).mapToObj(Integer::toString).toArray(String[]::new), x);
        return canvas;
    }

    private static double[][] points(double[] x, double[] y, int n) {
        double[][] points = new double[n][];
        Arrays.setAll(points, i -> new double[] {x[i], y[i]});
        return points;
    }

    private static Canvas canvas(double right, List<PrecisionRecall> directions,
            Function<PrecisionRecall, double[][]> curve) {
        Canvas canvas = new Canvas(new double[] {0, 0}, new double[] {right, 1});
        Line[] lines = new Line[directions.size()];
        for (int d = 0; d < lines.length; d++) {
            javafx.scene.paint.Color c = Palette.color(d, false);
            lines[d] = new Line(curve.apply(directions.get(d)), Line.Style.SOLID, ' ', new Color((float) c.getRed(),
                    (float) c.getGreen(), (float) c.getBlue()));
        }
        canvas.add(new LinePlot(lines));
        canvas.setAxisLabels("", "");
        canvas.getAxis(1).setTicks(new String[] {"0", "0.5", "1"}, new double[] {0, 0.5, 1});
        return canvas;
    }
}
