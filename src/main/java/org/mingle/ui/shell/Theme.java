package org.mingle.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import org.mingle.ui.AppModel;

/** Light and dark: AtlantaFX's Primer and, on top, one style sheet of our own made of its colours. */
final class Theme {
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final String SHEET = AppModel.class.getResource("mingle.css").toExternalForm();

    private Theme() {}

    /** Dresses a scene, now and whenever the theme changes. */
    static void install(Scene scene, AppModel model) {
        scene.getStylesheets().add(SHEET);
        model.dark().addListener((o, was, is) -> apply(scene, is));
        apply(scene, model.dark().get());
    }

    private static void apply(Scene scene, boolean dark) {
        Application.setUserAgentStylesheet(
                (dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
        scene.getRoot().pseudoClassStateChanged(DARK, dark);
    }
}
