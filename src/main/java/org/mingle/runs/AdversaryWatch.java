package org.mingle.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mingle.mixing.AdversaryCheck;
import org.mingle.model.EpochSummary;

/** Judges a run's adversary by what its history tells. */
public final class AdversaryWatch {
    private AdversaryWatch() {}

    /**
     * The finding at the last epoch; the sharper one of the two fresh probes is the witness, where an epoch did not train
     * them the last ones that were.
     */
    public static AdversaryCheck.Finding of(List<EpochSummary> history) {
        List<AdversaryCheck.Epoch> epochs = new ArrayList<>();
        Map<String, Double> probes = Map.of();
        int probed = 0;
        for (EpochSummary e : history) {
            if (e.validation().containsKey("probe_accuracy")) {
                probes = e.validation();
                probed = e.epoch();
            }
            epochs.add(epoch(e, probes, probed));
        }
        return AdversaryCheck.of(epochs);
    }

    private static AdversaryCheck.Epoch epoch(EpochSummary e, Map<String, Double> v, int probed) {
        boolean vote = v.getOrDefault("probe_knn", 0.0) > v.getOrDefault("probe_accuracy", 0.0);
        return new AdversaryCheck.Epoch(e.epoch(), e.classifierAccuracy(),
                v.getOrDefault(vote ? "probe_knn" : "probe_accuracy", Double.NaN),
                v.getOrDefault(vote ? "probe_knn_low" : "probe_low", Double.NaN), probed, e.adversaryWeight(),
                e.validation().getOrDefault("classifier_change", Double.NaN));
    }
}
