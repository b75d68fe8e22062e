package org.mingle.ui.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mingle.ui.Fx;
import org.mingle.ui.Palette;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class LineChartCanvasTest {
    private final EpochAxis axis = new EpochAxis();
    private LineChartCanvas left;
    private ChartPane right;

    @Start
    void start(Stage stage) {
        left = new LineChartCanvas();
        left.setAxis(axis);
        right = new ChartPane();
        right.setAxis(axis);
        axis.length().set(10);
        axis.now().set(10);
        left.setPrefSize(300, 200);
        stage.setScene(new Scene(new HBox(left, right), 700, 220));
        stage.show();
    }

    private static Series line(String key, int color, double... values) {
        double[] epochs = new double[values.length];
        for (int i = 0; i < epochs.length; i++) {
            epochs[i] = i;
        }
        return new Series(key, key, "A line.", color, false, epochs, values);
    }

    /** Rows in which a column of the left chart has this colour, the middle of them; -1 for none. */
    private double heightOf(Color color, int column) {
        return Fx.get(() -> {
            WritableImage shot = left.snapshot(null, null);
            double sum = 0;
            int n = 0;
            for (int y = 0; y < shot.getHeight(); y++) {
                Color c = shot.getPixelReader().getColor(column, y);
                double distance = Math.abs(c.getRed() - color.getRed()) + Math.abs(c.getGreen() - color.getGreen())
                        + Math.abs(c.getBlue() - color.getBlue());
                if (distance < 0.35) {
                    sum += y;
                    n++;
                }
            }
            return n == 0 ? -1.0 : sum / n;
        });
    }

    @Test
    void drawsValuesWhereTheyAreAndHidesWhatIsSwitchedOff() {
        Fx.run(() -> left.setSeries(List.of(line("a", 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                line("b", 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2))));
        Color a = Palette.color(0, false);
        Color b = Palette.color(3, false);
        double early = heightOf(a, 100);
        double late = heightOf(a, 250);
        assertTrue(early > late && late > 0, "The rising line goes from " + early + " to " + late);
        assertEquals(heightOf(b, 100), heightOf(b, 280), 1, "The constant line is level");
        Fx.run(() -> left.setShown("b", false));
        assertEquals(-1, heightOf(b, 100), "The hidden line is gone");
        Fx.run(() -> left.setShown("b", true));
        assertTrue(heightOf(b, 100) > 0);
    }

    @Test
    void aGapIsLeftWhereThereIsNoValue() {
        Fx.run(() -> left.setSeries(List.of(line("a", 0, 5, 5, 5, Double.NaN, Double.NaN, Double.NaN, Double.NaN,
                Double.NaN, 5, 5, 5))));
        assertTrue(heightOf(Palette.color(0, false), 70) > 0);
        assertEquals(-1, heightOf(Palette.color(0, false), 170));
    }

    @Test
    void theCrosshairIsSharedAndItsValuesAreInTheLegend(FxRobot robot) {
        Fx.run(() -> right.setSeries(List.of(line("a", 0, 0, 10, 20, 30))));
        Fx.run(() -> axis.now().set(7));
        assertEquals("30.00 (epoch 3)", legendValue(robot), "A value of long before says so");
        Fx.run(() -> axis.now().set(3));
        assertEquals("30.00", legendValue(robot));
        Fx.run(left::requestFocus);
        robot.push(KeyCode.HOME);
        robot.push(KeyCode.RIGHT);
        assertEquals(1, Fx.get(() -> axis.crosshair().get()));
        assertEquals("10.00", legendValue(robot));
        robot.push(KeyCode.END);
        robot.push(KeyCode.RIGHT);
        assertEquals(3, Fx.get(() -> axis.crosshair().get()), "It stays within what has been reached");
        robot.push(KeyCode.ESCAPE);
        assertTrue(Double.isNaN(Fx.get(() -> axis.crosshair().get())));
        robot.moveTo(left);
        assertFalse(Double.isNaN(Fx.get(() -> axis.crosshair().get())), "The pointer sets it too");
    }

    private static String legendValue(FxRobot robot) {
        return robot.lookup(".legend-value").queryLabeled().getText();
    }

    @Test
    void saysInWordsWhatItShows() {
        Fx.run(() -> left.setSeries(List.of(line("total", 0, 4, 2.5))));
        assertTrue(Fx.get(left::getAccessibleText).contains("total 2.500"));
    }
}
