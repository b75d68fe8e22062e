package org.mingle.ui.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mingle.data.MingleException;
import org.mingle.data.Split;
import org.mingle.model.TrainingResult;
import org.mingle.model.TrainingSettings;
import org.mingle.ui.AppModel;
import org.mingle.runs.ScopeSample;
import org.mingle.ui.DemoData;
import org.mingle.ui.FakeJob;
import org.mingle.ui.Fx;
import org.mingle.ui.training.TrainingService.Phase;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class TrainingServiceTest {
    private final List<Throwable> failures = new ArrayList<>();
    private final AtomicReference<FakeJob> job = new AtomicReference<>();
    private AppModel model;
    private SpaceKeeper spaces;

    @BeforeEach
    void open() {
        model = Fx.get(AppModel::new);
        spaces = Fx.get(() -> new SpaceKeeper(model, d -> FakeJob.model(0), failures::add));
        Fx.run(() -> model.dataset().set(DemoData.pairs(200)));
    }

    private TrainingService service(int epochs, long millisPerBatch, int divergesAt) {
        return Fx.get(() -> new TrainingService(r -> {
            job.set(new FakeJob(r, epochs, 5, millisPerBatch, divergesAt));
            return job.get();
        }, spaces, Path.of("target", "runs")));
    }

    private void train(TrainingService service) {
        Fx.run(() -> service.train(model.dataset().get(), TrainingSettings.preset("daml")));
    }

    @Test
    void theUntrainedModelIsShownBeforeTraining() throws Exception {
        Fx.await(() -> model.space().get() != null);
        assertEquals(0, Fx.get(() -> model.space().get().epoch()));
        assertEquals(Fx.get(() -> model.dataset().get().rows(Split.TEST).length),
                Fx.get(() -> model.space().get().embeddings().size()));
    }

    @Test
    void everyEpochReachesTheWindowAndTheBestModelIsShownAtTheEnd() throws Exception {
        TrainingService service = service(12, 0, 0);
        train(service);
        Fx.await(() -> service.outcome().get() != null);
        assertEquals(13, Fx.get(() -> service.history().get().size()), "epoch 0 and twelve more");
        assertEquals(TrainingResult.End.COMPLETED, Fx.get(() -> service.outcome().get().result().end()));
        assertEquals(Phase.IDLE, Fx.get(() -> service.phase().get()));
        Fx.await(() -> model.space().get() != null && model.space().get().epoch() == 12);
        Fx.run(() -> model.scope().set(Split.VALIDATION));
        String first = Fx.get(() -> model.dataset().get().id(model.dataset().get().rows(Split.VALIDATION)[0]));
        Fx.await(() -> model.space().get().embeddings().ids().contains(first));
        assertEquals(12, Fx.get(() -> model.space().get().epoch()), "the other scope is embedded by the kept model");
    }

    @Test
    void ofALargeSplitTheMapGetsASampleAndTheGalleryAll() throws Exception {
        Fx.run(() -> model.dataset().set(DemoData.pairs(16_000)));
        int all = Fx.get(() -> model.dataset().get().rows(Split.TEST).length);
        assertTrue(all > ScopeSample.MOST_PAIRS);
        Fx.await(() -> model.gallery().get() != null && model.gallery().get().embeddings().size() == all);
        assertTrue(Fx.get(() -> model.space().get().embeddings().size()) <= ScopeSample.MOST_PAIRS);
        assertEquals(all, Fx.get(() -> model.space().get().total()));
        TrainingService service = service(3, 0, 0);
        train(service);
        Fx.await(() -> service.outcome().get() != null);
        Fx.await(() -> model.gallery().get().epoch() == 3 && model.space().get().epoch() == 3);
        assertEquals(all, Fx.get(() -> model.gallery().get().embeddings().size()));
        // What the map shows whole is its own gallery.
        Fx.run(() -> model.dataset().set(DemoData.pairs(200)));
        Fx.await(() -> model.space().get() != null && model.gallery().get() == model.space().get());
        assertTrue(failures.isEmpty(), failures.toString());
    }

    @Test
    void oneRunFollowsAnother() throws Exception {
        TrainingService service = service(3, 1, 0);
        for (int run = 0; run < 3; run++) {
            assertEquals(List.of(), Fx.get(() -> {
                service.train(model.dataset().get(), TrainingSettings.preset("daml"));
                return service.history().get();
            }), "the charts begin anew");
            Fx.await(() -> service.outcome().get() != null);
            assertEquals(TrainingResult.End.COMPLETED, Fx.get(() -> service.outcome().get().result().end()));
            assertEquals(4, Fx.get(() -> service.history().get().size()));
        }
    }

    @Test
    void pauseAndStopAreSeenAtOnceAndHoldTheTrainer() throws Exception {
        TrainingService service = service(1000, 2, 0);
        train(service);
        Fx.await(() -> service.history().get().size() > 2);
        Fx.run(service::pause);
        assertEquals(Phase.PAUSED, Fx.get(() -> service.phase().get()));
        assertTrue(job.get().isPaused());
        Fx.run(service::resume);
        int reached = Fx.get(() -> service.history().get().size());
        Fx.await(() -> service.history().get().size() > reached);
        Fx.run(service::pause);
        assertEquals(Phase.STOPPING, Fx.get(() -> {
            service.stop();
            return service.phase().get();
        }));
        Fx.await(() -> service.phase().get() == Phase.IDLE);
        assertEquals(TrainingResult.End.STOPPED, Fx.get(() -> service.outcome().get().result().end()));
        assertTrue(Fx.get(() -> service.history().get().size()) < 1000);
    }

    @Test
    void stoppingBeforeTheTrainerExistsStillStopsIt() throws Exception {
        TrainingService service = service(1000, 2, 0);
        Fx.run(() -> {
            service.train(model.dataset().get(), TrainingSettings.preset("daml"));
            service.stop();
        });
        Fx.await(() -> service.phase().get() == Phase.IDLE);
        assertEquals(TrainingResult.End.STOPPED, Fx.get(() -> service.outcome().get().result().end()));
    }

    @Test
    void divergenceBringsItsAdvice() throws Exception {
        TrainingService service = service(10, 0, 4);
        train(service);
        Fx.await(() -> service.outcome().get() != null);
        assertEquals(TrainingResult.End.DIVERGED, Fx.get(() -> service.outcome().get().result().end()));
        assertTrue(Fx.get(() -> service.outcome().get().advice()).contains("learning rate"));
    }

    @Test
    void aRunThatCannotStartSaysWhy() throws Exception {
        TrainingService service = Fx.get(() -> new TrainingService(r -> {
            throw new MingleException("There are no training pairs.");
        }, spaces, Path.of("target", "runs")));
        train(service);
        Fx.await(() -> service.phase().get() == Phase.IDLE);
        assertEquals("There are no training pairs.", Fx.get(() -> service.getException().getMessage()));
        assertNull(Fx.get(() -> service.outcome().get()));
    }

    @Test
    void anotherDatasetIsNotShownWithTheModelOfTheFirst() throws Exception {
        TrainingService service = service(1000, 1, 0);
        train(service);
        Fx.await(() -> service.history().get().size() > 2);
        Fx.run(service::stop);
        Fx.run(() -> model.dataset().set(DemoData.pairs(120)));
        Fx.await(() -> service.phase().get() == Phase.IDLE);
        Fx.await(() -> model.space().get() != null);
        assertEquals(0, Fx.get(() -> model.space().get().epoch()), "the second dataset has the untrained model");
        assertNotNull(Fx.get(() -> service.outcome().get()));
        assertTrue(failures.isEmpty(), failures.toString());
    }
}
