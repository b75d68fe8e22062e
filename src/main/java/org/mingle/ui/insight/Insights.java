package org.mingle.ui.insight;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import org.mingle.ui.AppModel;

/** The insight panels as tabs. A panel computes only while its tab is in front. */
public final class Insights {
    private Insights() {}

    /** Measures, Explain, Failures and Hubs over the window's model. */
    public static List<Tab> tabs(AppModel model) {
        ExplainPanel explain = new ExplainPanel(model);
        FailurePanel failures = new FailurePanel(model);
        HubPanel hubs = new HubPanel(model);
        MeasuresPanel measures = new MeasuresPanel(model);
        return List.of(tab("Measures", measures, measures::setActive), tab("Explain", explain, explain::setActive),
                tab("Failures", failures, failures::setActive), tab("Hubs", hubs, hubs::setActive));
    }

    private static Tab tab(String title, Node content, Consumer<Boolean> active) {
        Tab tab = new Tab(title, content);
        tab.selectedProperty().subscribe(active);
        return tab;
    }
}
