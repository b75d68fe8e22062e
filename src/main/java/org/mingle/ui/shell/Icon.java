package org.mingle.ui.shell;

import org.controlsfx.tools.Duplicatable;
import org.kordamp.ikonli.javafx.FontIcon;

/** An icon that an action can show in several places at once. */
final class Icon extends FontIcon implements Duplicatable<Icon> {
    Icon(String literal) {
        super(literal);
    }

    @Override
    public Icon duplicate() {
        return new Icon(getIconLiteral());
    }
}
