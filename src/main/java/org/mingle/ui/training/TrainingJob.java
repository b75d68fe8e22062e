package org.mingle.ui.training;

import java.nio.file.Path;
import java.util.Optional;
import org.mingle.model.TrainingListener;
import org.mingle.runs.Progress;
import org.mingle.runs.Run;
import org.mingle.runs.TrainingRequest;
import org.mingle.runs.TrainingSession;

/** One training run, as {@link TrainingSession} offers it. */
public interface TrainingJob {
    /** Adds a listener, called on the trainer's thread. Before {@link #run()}. */
    void addListener(TrainingListener listener);

    /** Trains on the calling thread; returns the run's folder. */
    Path run();

    void pause();

    void resume();

    /** Ends training after the batch under way. */
    void stop();

    /** Where it stands; any thread, never blocks. */
    Progress progress();

    /** The run's folder, once there is one; any thread. */
    default Optional<Path> folder() {
        return Optional.empty();
    }

    /** The real thing. */
    static TrainingJob of(TrainingRequest request) {
        return of(new TrainingSession(request));
    }

    /** A run that was broken off, taken up again. */
    static TrainingJob resume(Path run) {
        return of(TrainingSession.resume(Run.open(run)));
    }

    private static TrainingJob of(TrainingSession session) {
        return new TrainingJob() {
            @Override
            public void addListener(TrainingListener listener) {
                session.addListener(listener);
            }

            @Override
            public Path run() {
                return session.run().folder();
            }

            @Override
            public void pause() {
                session.pause();
            }

            @Override
            public void resume() {
                session.resume();
            }

            @Override
            public void stop() {
                session.stop();
            }

            @Override
            public Progress progress() {
                return session.progress();
            }

            @Override
            public Optional<Path> folder() {
                return session.folder();
            }
        };
    }
}
