package org.mingle.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingle.data.Dataset;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;
import org.mingle.data.NpyArray;
import org.mingle.data.Split;

/** Training from start to end: events, determinism, resuming, the brake, the divergence guard. */
class DamlTrainerTest {
    private final Dataset data = TestData.clusters(120, 4, 1, 12, 9);

    @ParameterizedTest
    @ValueSource(strings = {"daml", "daml-plus", "dcml", "acmr", "dscmr"})
    void trainingRaisesTheSelectionMeasure(String preset) {
        TrainingResult r = run(TestData.small(preset).with("epochs", "15").with("hidden", "40")
                .with("dropout", "0.2").with("input_dropout", "0").with("learning_rate", "0.005"), null);
        assertEquals(TrainingResult.End.COMPLETED, r.end());
        assertEquals(16, r.history().size());
        double untrained = r.history().get(0).validation().get(Validator.SELECTION_MEASURE);
        assertTrue(r.bestScore() > untrained + 0.2, untrained + " -> " + r.bestScore());
        assertTrue(r.bestScore() > 0.7);
    }

    @Test
    void eventsComeInOrder() {
        List<TrainingEvent> events = new ArrayList<>();
        Trainer t = Trainers.create(data, TestData.small("daml").with("regulariser", "0.00005"),
                TestData.validator(data));
        t.addListener(events::add);
        t.train(new TrainingControl());
        TrainingEvent.Started started = assertInstanceOf(TrainingEvent.Started.class, events.get(0));
        assertEquals(new TrainingEvent.Started("daml", 4, 6, 96), started);
        TrainingEvent.EpochEnded first = assertInstanceOf(TrainingEvent.EpochEnded.class, events.get(1));
        assertEquals(0, first.summary().epoch());
        assertTrue(first.summary().losses().isEmpty());
        assertEquals(2 + 4 * 7 + 1, events.size());
        TrainingEvent.BatchEnded batch = assertInstanceOf(TrainingEvent.BatchEnded.class, events.get(2));
        assertEquals(List.of("intra", "inter", "pair", "adversary", "regulariser", "total"), List.copyOf(batch.losses()
                .keySet()));
        double sum = batch.losses().values().stream().mapToDouble(Double::doubleValue).sum();
        assertEquals(2 * batch.losses().get("total"), sum, 1e-9);
        assertInstanceOf(TrainingEvent.Finished.class, events.get(events.size() - 1));
        EpochSummary last = ((TrainingEvent.EpochEnded) events.get(events.size() - 2)).summary();
        assertEquals(4, last.epoch());
        assertEquals(96, last.pairs());
        assertTrue(last.classifierAccuracy() > 0 && last.classifierAccuracy() <= 1);
        assertTrue(last.adversaryWeight() > 0.9 && last.adversaryWeight() < 1);
    }

    @Test
    void resultHoldsTheBestEpochNotTheLast() {
        double[] scores = {0.1, 0.5, 0.9, 0.3, 0.2};
        List<FloatMatrix> seen = new ArrayList<>();
        int[] rows = data.rows(Split.TEST);
        Trainer t = Trainers.create(data, TestData.small("daml"), (model, epoch) -> {
            seen.add(model.embed(0, data.features(0), rows));
            return Map.of(Validator.SELECTION_MEASURE, scores[epoch]);
        });
        TrainingResult r = t.train(new TrainingControl());
        assertEquals(2, r.bestEpoch());
        assertEquals(0.9, r.bestScore());
        assertEquals(seen.get(2), r.model().embed(0, data.features(0), rows));
        assertNotEquals(seen.get(4), seen.get(2));
    }

    @Test
    void sameSeedGivesTheSameBytesAndAnotherSeedDoesNot() {
        List<FloatMatrix> a = embeddings(run(TestData.small("daml-plus"), null).model());
        assertEquals(a, embeddings(run(TestData.small("daml-plus"), null).model()));
        assertNotEquals(a, embeddings(run(TestData.small("daml-plus").with("seed", "1"), null).model()));
    }

    @ParameterizedTest
    @CsvSource({"daml,0", "daml-plus,0.9"})
    void resumedRunEndsInTheSameBytes(String preset, String averaging) {
        Map<Integer, Map<String, NpyArray>> states = new LinkedHashMap<>();
        TrainingSettings settings = TestData.small(preset).with("averaging", averaging).with("schedule", "cosine");
        TrainingResult whole = run(settings, states);
        List<TrainingEvent> events = new ArrayList<>();
        Trainer t = Trainers.resume(data, settings, TestData.validator(data), states.get(2));
        Map<String, NpyArray> last = new LinkedHashMap<>();
        t.addListener(events::add);
        t.addListener(e -> {
            if (e instanceof TrainingEvent.EpochEnded ended) {
                last.putAll(ended.state().arrays());
            }
        });
        TrainingResult resumed = t.train(new TrainingControl());
        assertEquals(embeddings(whole.model()), embeddings(resumed.model()));
        assertEquals(whole.bestEpoch(), resumed.bestEpoch());
        assertEquals(whole.history().size(), resumed.history().size());
        assertEquals(whole.history().get(1).losses(), resumed.history().get(1).losses());
        assertEquals(3, ((TrainingEvent.BatchEnded) events.get(1)).epoch());
        for (Map.Entry<String, NpyArray> e : states.get(4).entrySet()) {
            if (!e.getKey().startsWith("history")) { // holds wall times
                assertArrayEquals(e.getValue().toDoubles(), last.get(e.getKey()).toDoubles(), e.getKey());
            }
        }
        CrossModalModel restored = Trainers.restore(settings, states.get(4), true);
        assertEquals(embeddings(whole.model()), embeddings(restored));
    }

    @Test
    void pauseAndStopActWithinOneBatch() throws InterruptedException {
        TrainingControl control = new TrainingControl();
        List<TrainingEvent> events = new ArrayList<>();
        Trainer t = Trainers.create(data, TestData.small("daml").with("epochs", "1000"), TestData.validator(data));
        int[] batches = {0};
        t.addListener(e -> {
            events.add(e);
            if (e instanceof TrainingEvent.BatchEnded && ++batches[0] == 9) {
                control.pause();
            } else if (e instanceof TrainingEvent.Paused) {
                new Thread(control::resume).start();
            } else if (e instanceof TrainingEvent.BatchEnded && batches[0] == 11) {
                control.stop();
            }
        });
        TrainingResult r = t.train(control);
        assertEquals(11, batches[0]);
        assertEquals(TrainingResult.End.STOPPED, r.end());
        assertEquals(2, r.history().size());
        long paused = events.stream().filter(TrainingEvent.Paused.class::isInstance).count();
        assertEquals(1, paused);
        int at = events.indexOf(new TrainingEvent.Paused(2, 3));
        assertEquals(new TrainingEvent.Resumed(2, 3), events.get(at + 1));
        assertInstanceOf(TrainingEvent.Finished.class, events.get(events.size() - 1));
    }

    @Test
    void explodingTrainingStopsWithAdviceAndKeepsTheBestState() {
        List<TrainingEvent> events = new ArrayList<>();
        TrainingSettings wild = TestData.small("daml").with("learning_rate", "1").with("normalise", "false")
                .with("inter_form", "difference").with("inter", "1000").with("epochs", "200");
        Trainer t = Trainers.create(data, wild, TestData.validator(data));
        t.addListener(events::add);
        TrainingResult r = t.train(new TrainingControl());
        assertEquals(TrainingResult.End.DIVERGED, r.end());
        TrainingEvent.Diverged d = (TrainingEvent.Diverged) events.stream()
                .filter(TrainingEvent.Diverged.class::isInstance)
                .findFirst().orElseThrow();
        assertTrue(d.advice().contains("learning rate"), d.advice());
        for (FloatMatrix m : embeddings(r.model())) {
            for (float v : m.data()) {
                assertTrue(Float.isFinite(v));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void collapsedSpaceIsNoticed(String centre) {
        TrainingSettings collapse = TestData.small("dcml").with("inter", "0").with("intra", "1000").with("normalise",
                "false")
                .with("learning_rate", "0.02").with("epochs", "400").with("dropout", "0").with("centre", centre);
        List<String> reasons = new ArrayList<>();
        Trainer t = Trainers.create(data, collapse, TestData.validator(data));
        t.addListener(e -> {
            if (e instanceof TrainingEvent.Diverged d) {
                reasons.add(d.reason());
            }
        });
        assertEquals(TrainingResult.End.DIVERGED, t.train(new TrainingControl()).end());
        assertTrue(reasons.get(0).contains("collapsed"), reasons.get(0));
    }

    /** Nearest neighbours alone are drawn together and driven apart: whole classes fall into one place. */
    @ParameterizedTest
    @CsvSource({"10,2,1", "5,5,3", "5,3,2"})
    void collapseOfNeighbourRestrictedTermsIsNoticed(String k1, String k2, String intra) {
        Dataset many = TestData.clusters(400, 9, 3, 4, 3);
        TrainingSettings collapse = TestData.small("dcml").with("k1", k1).with("k2", k2).with("intra", intra)
                .with("inter_form", "difference").with("normalise", "false").with("output", "tanh")
                .with("dimension", "20").with("hidden", "40").with("batch", "64").with("learning_rate", "0.02")
                .with("dropout", "0").with("input_dropout", "0").with("epochs", "200");
        List<TrainingEvent.Diverged> ends = new ArrayList<>();
        Trainer t = Trainers.create(many, collapse, TestData.validator(many));
        t.addListener(e -> {
            if (e instanceof TrainingEvent.Diverged d) {
                ends.add(d);
            }
        });
        TrainingResult r = t.train(new TrainingControl());
        assertEquals(TrainingResult.End.DIVERGED, r.end());
        assertTrue(ends.get(0).reason().contains("collapsed"), ends.get(0).reason());
        assertTrue(ends.get(0).advice().contains("k1 = k2 = 0"), ends.get(0).advice());
        TrainingResult sound = Trainers.create(many, collapse.with("normalise", "true").with("output", "linear")
                .with("epochs", "30"), TestData.validator(many)).train(new TrainingControl());
        assertEquals(TrainingResult.End.COMPLETED, sound.end());
    }

    @Test
    void guardTellsLossOfRankFromASpaceOfFewDirectionsThatRetrieves() {
        FloatMatrix plane = FloatMatrix.of(TestData.gaussian(new SplittableRandom(1), 60, 2, 1));
        float[][] wide = new float[60][12];
        for (int i = 0; i < 60; i++) {
            wide[i][0] = plane.get(i, 0);
            wide[i][1] = plane.get(i, 1);
        }
        FloatMatrix points = FloatMatrix.of(wide);
        DivergenceGuard guard = new DivergenceGuard(10, 2);
        assertNull(guard.check(points));
        assertNull(guard.check(0.1, 0.2));
        assertNull(guard.check(points));
        String reason = guard.check(0.1, 0.2).reason();
        assertTrue(reason.contains("2.0 directions") || reason.contains("1.9 directions"), reason);
        DivergenceGuard content = new DivergenceGuard(10, 2);
        for (int i = 0; i < 5; i++) {
            assertNull(content.check(points));
            assertNull(content.check(0.3, 0.2));
            assertNull(content.check(Double.NaN, Double.NaN));
        }
    }

    @Test
    void threeModalitiesTrain() {
        Dataset three = TestData.clusters(120, 4, 2, 12, 9, 7);
        TrainingResult r = Trainers.create(three, TestData.small("daml-plus").with("epochs", "30").with("hidden",
                "40"), TestData.validator(three))
                .train(new TrainingControl());
        assertTrue(r.bestScore() > 0.6, "score " + r.bestScore());
        assertEquals(3, r.model().embed(three, three.rows(Split.TEST)).points().size());
    }

    @ParameterizedTest
    @CsvSource({"daml,shuffled", "daml-plus,balanced", "acmr,balanced", "dscmr,shuffled", "sm,"})
    void samplesOfSeveralClassesTrain(String preset, String sampler) {
        Dataset single = TestData.clusters(120, 4, 2, 12, 9);
        int[][] labels = new int[120][];
        Split[] splits = new Split[120];
        for (int r = 0; r < labels.length; r++) {
            int c = single.label(r);
            labels[r] = r % 5 == 0 ? new int[] {Math.min(c, 3 - c), Math.max(c, 3 - c)} : new int[] {c};
            splits[r] = single.split(r);
        }
        Dataset several = single.toBuilder().samples(single.ids(), labels, splits, single.classNames()).build();
        assertTrue(several.multiLabel());
        TrainingSettings settings = sampler == null ? TrainingSettings.preset(preset) : TestData.small(preset)
                .with("sampler", sampler).with("epochs", "20").with("hidden", "40").with("learning_rate", "0.005");
        TrainingResult r = Trainers.create(several, settings, TestData.validator(several)).train(new TrainingControl());
        assertTrue(r.bestScore() > 0.6, preset + " " + r.bestScore());
    }

    @Test
    void returnedModelIsCentredOnAllTrainingPairsAndRestoredSo() {
        Dataset many = TestData.clusters(800, 4, 5, 6, 5);
        int[] rows = many.rows(Split.TRAIN);
        assertTrue(rows.length > DamlTrainer.CENTRED);
        TrainingSettings settings = TestData.small("daml").with("normalise", "false").with("epochs", "2");
        Trainer t = Trainers.create(many, settings, TestData.validator(many));
        Map<String, NpyArray> state = new LinkedHashMap<>();
        t.addListener(e -> {
            if (e instanceof TrainingEvent.EpochEnded ended) {
                state.putAll(ended.state().arrays());
            }
        });
        CrossModalModel model = t.train(new TrainingControl()).model();
        double left = 0;
        for (int m = 0; m < 2; m++) {
            left = Math.max(left, meanLength(Trainers.restore(settings, state, true).embed(m, many.features(m), rows)));
            assertEquals(0, meanLength(model.embed(m, many.features(m), rows)), 1e-5);
            assertEquals(model.embed(m, many.features(m), rows),
                    Trainers.restore(settings, Trainers.keep(model, state), true).embed(m, many.features(m), rows));
        }
        assertTrue(left > 1e-3, "the epoch's own centring is on fewer pairs: " + left);
    }

    private static double meanLength(FloatMatrix x) {
        double sum = 0;
        for (int c = 0; c < x.cols(); c++) {
            double mean = 0;
            for (int r = 0; r < x.rows(); r++) {
                mean += x.get(r, c) / (double) x.rows();
            }
            sum += mean * mean;
        }
        return Math.sqrt(sum);
    }

    @Test
    void checkpointWithoutTheClassifiersViewIsRefusedWithTheReason() {
        Map<Integer, Map<String, NpyArray>> states = new LinkedHashMap<>();
        TrainingSettings settings = TestData.small("daml").with("epochs", "2");
        run(settings, states);
        Map<String, NpyArray> old = new LinkedHashMap<>(states.get(1));
        old.remove("classifier.view");
        MingleException e = assertThrows(MingleException.class,
                () -> Trainers.resume(data, settings, TestData.validator(data), old));
        assertTrue(e.getMessage().contains("not whitened"), e.getMessage());
        assertTrue(e.getMessage().contains("train anew"), e.getMessage());
    }

    @Test
    void wrongInputsGetOneSentence() {
        Dataset few = TestData.clusters(1, 1, 1, 3, 3);
        MingleException e = assertThrows(MingleException.class,
                () -> Trainers.create(few, TestData.small("daml"), TestData.validator(few)));
        assertTrue(e.getMessage().contains("at least two"), e.getMessage());
        TrainingResult r = run(TestData.small("daml").with("epochs", "1"), null);
        MingleException other = assertThrows(MingleException.class,
                () -> r.model().embed(0, data.features(1), new int[] {0}));
        assertTrue(other.getMessage().contains("12 features"), other.getMessage());
        assertThrows(MingleException.class, () -> Trainers.restore(TestData.small("daml"), Map.of(), true));
        assertFalse(r.history().isEmpty());
    }

    private List<FloatMatrix> embeddings(CrossModalModel model) {
        return model.embed(data, data.rows(Split.TEST)).points();
    }

    private TrainingResult run(TrainingSettings settings, Map<Integer, Map<String, NpyArray>> states) {
        Trainer t = Trainers.create(data, settings, TestData.validator(data));
        t.addListener(e -> {
            if (states != null && e instanceof TrainingEvent.EpochEnded ended) {
                states.put(ended.summary().epoch(), ended.state().arrays());
            }
        });
        return t.train(new TrainingControl());
    }
}
