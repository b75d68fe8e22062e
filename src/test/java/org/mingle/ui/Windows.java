package org.mingle.ui;

import java.nio.file.Path;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.mingle.data.Dataset;
import org.mingle.data.MingleException;
import org.mingle.model.CrossModalModel;
import org.mingle.runs.TrainingRequest;
import org.mingle.ui.media.Thumbnails;
import org.mingle.ui.query.QueryPanel;
import org.mingle.ui.shell.Opener;
import org.mingle.ui.shell.Remembered;
import org.mingle.ui.shell.Shell;
import org.mingle.ui.training.TrainingJob;

/** Shells for tests: on made-up data, with made-up training, and no memory. */
public final class Windows {
    /** A path that cannot be opened, and what is said about it. */
    public static final Path BROKEN = Path.of("broken.csv");
    public static final String BROKEN_SENTENCE =
            "broken.csv, row 3: the column image is empty; name a file or take the row out.";

    /** A path to a dataset that cannot be embedded, and why. */
    public static final Path UNTRAINABLE = Path.of("untrainable.csv");
    public static final String UNTRAINABLE_SENTENCE = "untrainable has no training pairs: training needs at least two.";

    private Windows() {}

    /** A shell over {@link DemoData}, whatever path it is asked to open. */
    public static Shell demo(AppModel model, Function<TrainingRequest, TrainingJob> jobs) {
        Thumbnails thumbnails = new Thumbnails();
        return new Shell(model, new Shell.Parts(Windows::read, Windows::untrained, jobs,
                m -> place("Map"), m -> QueryPanel.create(m, thumbnails, null), () -> null, thumbnails,
                        Path.of("target", "runs"), Path.of("sample-data"),
                Remembered.nothing()));
    }

    private static Opener.Opened read(Path path) {
        if (path.equals(BROKEN)) {
            throw new MingleException(BROKEN_SENTENCE);
        }
        return new Opener.Opened(DemoData.pairs(path.equals(UNTRAINABLE) ? 8 : 400));
    }

    private static CrossModalModel untrained(Dataset dataset) {
        if (dataset.size() == 8) {
            throw new MingleException(UNTRAINABLE_SENTENCE);
        }
        return FakeJob.model(0);
    }

    private static Node place(String name) {
        return new StackPane(new Label(name));
    }
}
