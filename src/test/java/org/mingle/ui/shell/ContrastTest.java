package org.mingle.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingle.ui.AppModel;
import org.mingle.ui.FakeJob;
import org.mingle.ui.Fx;
import org.mingle.ui.Palette;
import org.mingle.ui.Windows;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Every text in the window stands out from what is behind it: WCAG 2.1, level AA, 4.5 to 1. */
@ExtendWith(ApplicationExtension.class)
class ContrastTest {
    private AppModel model;
    private Shell shell;

    @Start
    void start(Stage stage) {
        model = new AppModel();
        shell = Windows.demo(model, r -> new FakeJob(r, 6, 2, 0, 5));
        Scene scene = new Scene(shell, 1200, 740);
        shell.install(scene);
        stage.setScene(scene);
        stage.show();
    }

    @AfterEach
    void close() {
        Fx.run(() -> {
            model.dark().set(false);
            shell.close();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyTextStandsOut(boolean dark) throws Exception {
        Fx.run(() -> model.dark().set(dark));
        Fx.run(() -> shell.open(Path.of("demo")));
        Fx.await(() -> model.space().get() != null);
        Fx.run(() -> shell.actionNamed("Train").handle(new javafx.event.ActionEvent()));
        Fx.await(() -> shell.training().outcome().get() != null);
        Set<String> weak = new TreeSet<>();
        int[] seen = new int[1];
        Fx.run(() -> texts(shell, weak, seen));
        Fx.run(() -> shell.actionNamed("Settings…").handle(new javafx.event.ActionEvent()));
        Fx.run(() -> texts(shell, weak, seen));
        assertTrue(seen[0] > 100, "Only " + seen[0] + " texts were looked at");
        assertEquals(Set.of(), weak);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void linesAndMarksStandOut(boolean dark) {
        Color ground = dark ? Color.web("#0d1117") : Color.WHITE;
        for (int i = 0; i < 8; i++) {
            double c = contrast(Palette.color(i, dark), ground);
            assertTrue(c >= 2, "Colour " + i + " has contrast " + c);
        }
    }

    private static void texts(Node node, Set<String> weak, int[] seen) {
        if (!node.isVisible() || node.isDisabled() || node.getOpacity() < 1) {
            return;
        }
        if (node instanceof Text t && !t.getText().isBlank() && t.getFill() instanceof Color ink
                && !t.getStyleClass().contains("ikonli-font-icon")) {
            seen[0]++;
            double c = contrast(ink, ground(t));
            if (c < 4.5) {
                weak.add(String.format("%.2f %s on %s: \"%s\" %s", c, ink, ground(t), t.getText(), t.getParent()
                        .getStyleClass()));
            }
        }
        if (node instanceof Parent p) {
            p.getChildrenUnmodifiable().forEach(n -> texts(n, weak, seen));
        }
    }

    /** What is behind a node: the fills of its ancestors, the nearer over the farther, down to an opaque one. */
    private static Color ground(Node node) {
        List<Color> layers = new ArrayList<>();
        for (Node n = node.getParent(); n != null; n = n.getParent()) {
            Background b = n instanceof Region r ? r.getBackground() : null;
            if (b != null && !b.getFills().isEmpty()) {
                BackgroundFill top = b.getFills().get(b.getFills().size() - 1);
                if (top.getFill() instanceof Color c && c.getOpacity() > 0) {
                    layers.add(c);
                    if (c.isOpaque()) {
                        break;
                    }
                }
            }
        }
        Color ground = Color.WHITE;
        for (int i = layers.size() - 1; i >= 0; i--) {
            Color over = layers.get(i);
            ground = ground.interpolate(Color.color(over.getRed(), over.getGreen(), over.getBlue()), over.getOpacity());
        }
        return ground;
    }

    private static double contrast(Color a, Color b) {
        double x = luminance(a);
        double y = luminance(b);
        return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double v) {
        return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
}
