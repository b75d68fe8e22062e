package org.mingle.cli;

import java.util.Locale;
import java.util.Map;
import org.mingle.model.EpochSummary;
import org.mingle.model.TrainingEvent;
import org.mingle.model.TrainingListener;
import org.mingle.model.Validator;
import org.mingle.runs.Progress;
import org.mingle.runs.TrainingSession;

/** Shows training on the console. */
final class TrainingConsole implements TrainingListener {
    /** Lines at most where there is no terminal to draw a bar on. */
    private static final int LINES = 10;
    private final Console console;
    private final TrainingSession session;
    private final boolean lines;
    private String validation = "";
    private String probe = "no probe";
    private int probed;

    /** @param lines whether to print lines where there is no terminal */
    TrainingConsole(Console console, TrainingSession session, boolean lines) {
        this.console = console;
        this.session = session;
        this.lines = lines;
    }

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.BatchEnded) {
            Progress p = session.progress();
            console.bar(p.fraction(), () -> String.format(Locale.ROOT, "epoch %d of %d, %s%,.0f pairs/s%s", p.epoch(),
                    p.epochs(), validation, p.pairsPerSecond(), left(p)));
        } else if (event instanceof TrainingEvent.EpochEnded e) {
            epoch(e.summary());
        } else if (event instanceof TrainingEvent.Diverged e) {
            console.line("Training ended in epoch " + e.epoch() + ": " + e.reason() + " " + e.advice());
        } else if (event instanceof TrainingEvent.Finished e) {
            console.clear();
            if (lines) {
                console.line(String.format(Locale.ROOT, "Trained %.1f s: %s.", e.result().seconds(), e.result().costs()));
            }
        }
    }

    private void epoch(EpochSummary s) {
        Map<String, Double> v = s.validation();
        if (v.containsKey(Validator.SELECTION_MEASURE)) {
            validation = String.format(Locale.ROOT, "validation mAP %.3f, ", v.get(Validator.SELECTION_MEASURE));
        }
        if (v.containsKey("probe_accuracy")) {
            double accuracy = v.get("probe_accuracy");
            probed = s.epoch();
            probe = Double.isNaN(accuracy) ? "too few validation pairs for a probe"
                    : String.format(Locale.ROOT, "probe %.2f", accuracy);
        }
        Progress p = session.progress();
        int every = Math.max(1, (p.epochs() + LINES - 1) / LINES);
        if (lines && !console.terminal() && (s.epoch() % every == 0 || s.epoch() == p.epochs())) {
            String loss = s.losses().containsKey("total")
                    ? String.format(Locale.ROOT, "loss %.4f, ", s.losses().get("total")) : "";
            console.line(String.format(Locale.ROOT, "Epoch %d of %d: %s%s%s%s", s.epoch(), p.epochs(), loss, validation,
                    probe, probed == s.epoch() ? "" : " in epoch " + probed));
        }
    }

    private static String left(Progress p) {
        return Double.isNaN(p.secondsLeft()) ? "" : String.format(Locale.ROOT, ", %.0f s left", p.secondsLeft());
    }
}
