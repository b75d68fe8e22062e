package org.mingle.ui;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.mingle.data.BookmarkFile;
import org.mingle.data.MingleException;
import org.mingle.data.Split;
import org.mingle.projection.Layout;
import org.mingle.projection.LiveProjection;
import org.mingle.projection.ProjectionSettings;
import org.mingle.runs.FrameStore;
import org.mingle.ui.map.MapPanel;
import org.mingle.ui.media.Thumbnails;
import org.mingle.ui.query.QueryPanel;
import org.mingle.ui.shell.Opener;
import org.mingle.ui.shell.Remembered;
import org.mingle.ui.shell.Shell;
import org.mingle.ui.training.SpaceKeeper;
import org.mingle.ui.training.TrainingJob;
import org.mingle.ui.training.TrainingService;

/** The window's content on the real engines: the shell with its panels, and the projection that the map follows. */
public final class Workspace implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Workspace.class.getName());
    private final LiveProjection projection = new LiveProjection(ProjectionSettings.defaults());
    private final Shell shell;

    /**
     * FX thread only.
     *
     * @param runsFolder where run folders are made
     * @param sample the bundled sample dataset, null where there is none
     */
    public Workspace(AppModel model, Path runsFolder, Path sample, Remembered remembered) {
        Thumbnails thumbnails = new Thumbnails();
        shell = new Shell(model, new Shell.Parts(Opener::fromDisk, SpaceKeeper::untrained, TrainingJob::of,
                m -> MapPanel.create(m, projection, thumbnails), m -> QueryPanel.create(m, thumbnails,
                BookmarkFile.ofUser()), projection::latest, thumbnails,
                runsFolder, sample, remembered));
        model.space().subscribe(space -> {
            if (space != null) {
                Split split = model.scope().get();
                Path run = model.run().get();
                projection.submit(space.embeddings(), space.epoch(), keeper(split), () -> run == null ? Optional.empty()
                        : FrameStore.of(run).layout(split, space.epoch(), space.embeddings()).map(Layout::xy));
            }
        });
        shell.training().phase().subscribe(phase -> projection.setSharing(phase.active()
                && phase != TrainingService.Phase.PAUSED));
    }

    /** Stores the layouts of a run's epochs in its folder; what belongs to no run is not kept. */
    private Consumer<Layout> keeper(Split split) {
        return shell.training().folder().<Consumer<Layout>>map(run -> layout -> {
            try {
                FrameStore.of(run).write(split, layout);
            } catch (MingleException e) {
                LOG.log(Level.WARNING, "A layout was not stored", e);
            }
        }).orElse(layout -> { });
    }

    public Shell shell() {
        return shell;
    }

    /** Ends what runs in the background. */
    @Override
    public void close() {
        shell.close();
        projection.close();
    }
}
