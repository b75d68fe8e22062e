package org.mingle.ui;

import java.nio.file.Path;
import org.mingle.projection.LiveProjection;
import org.mingle.projection.ProjectionSettings;
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
        model.space().subscribe(space -> {
            if (space != null) {
                projection.submit(space.embeddings(), space.epoch());
            }
        });
        shell = new Shell(model, new Shell.Parts(Opener::fromDisk, SpaceKeeper::untrained, TrainingJob::of,
                m -> MapPanel.create(m, projection, thumbnails), m -> QueryPanel.create(m, thumbnails), thumbnails,
                runsFolder, sample, remembered));
        shell.training().phase().subscribe(phase -> projection.setSharing(phase.active()
                && phase != TrainingService.Phase.PAUSED));
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
