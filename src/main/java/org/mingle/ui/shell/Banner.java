package org.mingle.ui.shell;

import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.mingle.ui.Fxml;

/** A sentence across the window about something that went wrong, until it is dismissed or overtaken. */
public final class Banner extends HBox {
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");

    @FXML
    private FontIcon icon;
    @FXML
    private Label message;
    @FXML
    private Button offer;
    @FXML
    private Button dismiss;

    public Banner() {
        Fxml.load(this, "shell/banner.fxml");
        hide();
    }

    /** Something did not work. */
    public void showError(String sentence) {
        show(sentence, false);
    }

    /** Something works, but not as one would wish. */
    public void showWarning(String sentence) {
        show(sentence, true);
    }

    /** Something can be done about it: a button does it. */
    public void showOffer(String sentence, String doing, Runnable action) {
        show(sentence, true);
        offer.setText(doing);
        offer.setVisible(true);
        offer.setManaged(true);
        offer.setOnAction(e -> {
            hide();
            action.run();
        });
    }

    private void show(String sentence, boolean warning) {
        offer.setVisible(false);
        offer.setManaged(false);
        pseudoClassStateChanged(WARNING, warning);
        icon.setIconLiteral(warning ? "mdi2a-alert-outline" : "mdi2a-alert-circle-outline");
        message.setText(sentence);
        setAccessibleText(sentence);
        setVisible(true);
        setManaged(true);
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }

    /** The sentence shown, empty for none. */
    public String text() {
        return isVisible() ? message.getText() : "";
    }

    @FXML
    public void hide() {
        setVisible(false);
        setManaged(false);
    }
}
