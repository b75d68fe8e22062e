package org.mingle.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mingle.model.EpochSummary;
import org.mingle.model.TrainingEvent;

/** Training events as journal entries, and epoch summaries back from them. Numbers that are not finite are null. */
final class JournalEntries {
    private static final String EVENT = "event";
    private static final String EPOCH = "epoch";

    private JournalEntries() {}

    /** The entry for an event; null for batches, of which there are too many. */
    static ObjectNode of(TrainingEvent event) {
        if (event instanceof TrainingEvent.Started e) {
            return entry("started").put("preset", e.preset()).put("epochs", e.epochs())
                    .put("batches", e.batchesPerEpoch()).put("pairs", e.trainingPairs());
        }
        if (event instanceof TrainingEvent.EpochEnded e) {
            return epoch(e.summary());
        }
        if (event instanceof TrainingEvent.Paused e) {
            return entry("paused").put(EPOCH, e.epoch()).put("batch", e.batch());
        }
        if (event instanceof TrainingEvent.Resumed e) {
            return entry("resumed").put(EPOCH, e.epoch()).put("batch", e.batch());
        }
        if (event instanceof TrainingEvent.Diverged e) {
            return entry("diverged").put(EPOCH, e.epoch()).put("reason", e.reason()).put("advice", e.advice());
        }
        if (event instanceof TrainingEvent.Finished e) {
            return entry("finished").put("end", e.result().end().name().toLowerCase(Locale.ROOT))
                    .put("best_epoch", e.result().bestEpoch()).put("seconds", e.result().seconds());
        }
        return null;
    }

    /** Notes that training goes on from the end of an epoch in a new process. */
    static ObjectNode continued(int epoch) {
        return entry("continued").put(EPOCH, epoch);
    }

    private static ObjectNode entry(String event) {
        return JsonNodeFactory.instance.objectNode().put(EVENT, event)
                .put("at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    private static ObjectNode epoch(EpochSummary s) {
        ObjectNode o = entry(EPOCH).put(EPOCH, s.epoch()).put("seconds", s.seconds()).put("pairs", s.pairs());
        put(o.putObject("losses"), s.losses());
        put(o, "classifier_accuracy", s.classifierAccuracy());
        put(o.putObject("validation"), s.validation());
        return o.put("best", s.best()).put("adversary_weight", s.adversaryWeight());
    }

    private static void put(ObjectNode o, Map<String, Double> values) {
        values.forEach((name, value) -> put(o, name, value));
    }

    private static void put(ObjectNode o, String name, double value) {
        if (Double.isFinite(value)) {
            o.put(name, value);
        } else {
            o.putNull(name);
        }
    }

    /** One summary an epoch, in order; of an epoch that was trained again after a crash, the later one. */
    static List<EpochSummary> history(List<ObjectNode> entries) {
        Map<Integer, EpochSummary> epochs = new LinkedHashMap<>();
        for (ObjectNode o : entries) {
            if (o.path(EVENT).asText().equals(EPOCH)) {
                EpochSummary s = summary(o);
                epochs.remove(s.epoch());
                epochs.put(s.epoch(), s);
            }
        }
        return new ArrayList<>(epochs.values());
    }

    private static EpochSummary summary(ObjectNode o) {
        return new EpochSummary(o.path(EPOCH).asInt(), o.path("seconds").asDouble(), o.path("pairs").asLong(),
                values(o.path("losses")), number(o.path("classifier_accuracy")), values(o.path("validation")),
                o.path("best").asBoolean(), o.path("adversary_weight").asDouble());
    }

    private static Map<String, Double> values(JsonNode object) {
        Map<String, Double> values = new LinkedHashMap<>();
        object.fields().forEachRemaining(f -> values.put(f.getKey(), number(f.getValue())));
        return values;
    }

    private static double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }
}
