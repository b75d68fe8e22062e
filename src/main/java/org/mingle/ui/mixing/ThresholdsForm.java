package org.mingle.ui.mixing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.mingle.mixing.Thresholds;

/**
 * Where one verdict ends and the next begins, to be changed. A value takes effect when it is entered; one that cannot be
 * is marked and says why, and the last ones stay in force.
 */
final class ThresholdsForm extends VBox {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

    private final ObjectProperty<Thresholds> thresholds = new SimpleObjectProperty<>(this, "thresholds", Thresholds.DEFAULTS);
    private final List<TextField> fields = new ArrayList<>();
    private final Label refusal = new Label();
    private final Button reset = new Button("Back to the conventions");

    ThresholdsForm() {
        getStyleClass().add("thresholds");
        Label title = new Label("Where verdicts end");
        title.getStyleClass().add("card-question");
        getChildren().add(title);
        add("Separable from a probe's accuracy of", "separable");
        add("Mixed up to an accuracy of", "mixed");
        add("Apart below a scaled iLISI of", "ilisi");
        add("Collapsed above a uniformity of", "uniformity");
        add("Collapsed below an effective rank of", "rank");
        add("Classes lost below a vote's skill of", "skill");
        add("Map and space disagree from a difference of", "disagreement");
        refusal.setWrapText(true);
        refusal.getStyleClass().add("thresholds-refusal");
        refusal.managedProperty().bind(refusal.textProperty().isNotEmpty());
        reset.getStyleClass().addAll("small", "flat");
        reset.setOnAction(e -> thresholds.set(Thresholds.DEFAULTS));
        getChildren().addAll(refusal, reset);
        thresholds.subscribe(this::show);
    }

    ObjectProperty<Thresholds> thresholds() {
        return thresholds;
    }

    private void add(String text, String id) {
        Label label = new Label(text);
        TextField field = new TextField();
        field.setId("threshold-" + id);
        field.getStyleClass().add("small");
        field.setAccessibleText(text);
        field.setOnAction(e -> enter());
        field.focusedProperty().addListener((o, was, is) -> {
            if (!is) {
                enter();
            }
        });
        label.setLabelFor(field);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(label, gap, field);
        line.getStyleClass().add("form-line");
        fields.add(field);
        getChildren().add(line);
    }

    private void enter() {
        double[] v = new double[fields.size()];
        for (int i = 0; i < v.length; i++) {
            TextField field = fields.get(i);
            try {
                v[i] = Double.parseDouble(field.getText().strip());
            } catch (NumberFormatException e) {
                v[i] = Double.NaN;
            }
            boolean number = Double.isFinite(v[i]);
            field.pseudoClassStateChanged(INVALID, !number);
            if (!number) {
                refusal.setText("\"" + field.getText().strip() + "\" is no number: write one like 0.75.");
                return;
            }
        }
        try {
            Thresholds entered = new Thresholds(v[0], v[1], v[2], v[3], v[4], v[5], v[6]);
            refusal.setText("");
            thresholds.set(entered);
        } catch (IllegalArgumentException e) {
            fields.get(0).pseudoClassStateChanged(INVALID, true);
            fields.get(1).pseudoClassStateChanged(INVALID, true);
            refusal.setText(e.getMessage());
        }
    }

    private void show(Thresholds t) {
        double[] v = {t.separableAccuracy(), t.mixedAccuracy(), t.mixedIlisi(), t.collapsedUniformity(), t.collapsedRank(),
            t.collapsedClassSkill(), t.disagreement()};
        for (int i = 0; i < v.length; i++) {
            fields.get(i).setText(String.format(Locale.ROOT, "%s", v[i]));
            fields.get(i).pseudoClassStateChanged(INVALID, false);
        }
        refusal.setText("");
        reset.setDisable(t.equals(Thresholds.DEFAULTS));
    }
}
