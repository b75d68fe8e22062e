package org.mingle.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingle.data.MingleException;
import org.mingle.data.NpyArray;

/**
 * A {@link DamlTrainer} between two epochs as named arrays. Random numbers need no state of their own: each epoch draws
 * them from the seed and the epoch's number.
 */
final class DamlState {
    private DamlState() {}

    static void saveModel(DamlModel model, StateArrays into) {
        for (int k = 0; k < model.mappers().size(); k++) {
            model.inputs().get(k).save(k, into.map());
            saveWeights("mapper." + k, model.mappers().get(k), into);
        }
    }

    static void saveWeights(String name, DenseNetwork network, StateArrays into) {
        network.snapshot(into.floats(name, network.size()));
    }

    /**
     * The model that was shown.
     *
     * @param best the best epoch's weights rather than the last epoch's
     */
    static DamlModel restoreModel(TrainingSettings settings, Map<String, NpyArray> state, boolean best) {
        String last = state.containsKey("shown.mapper.0") ? "shown.mapper." : "mapper.";
        String kept = state.containsKey("kept.mapper.0") ? "kept.mapper." : "best.mapper.";
        return restoreModel(settings, state, best ? kept : last);
    }

    /**
     * A state in which the returned model stands beside the best epoch's weights, from which training goes on: it is
     * centred on more pairs than they are.
     */
    static Map<String, NpyArray> keep(DamlModel model, Map<String, NpyArray> state) {
        Map<String, NpyArray> kept = new LinkedHashMap<>(state);
        for (int k = 0; k < model.mappers().size(); k++) {
            kept.put("kept.mapper." + k, NpyArray.of(model.mappers().get(k).snapshot()));
        }
        return kept;
    }

    /** The model whose weights training changes. */
    static DamlModel restoreTrained(TrainingSettings settings, Map<String, NpyArray> state) {
        return restoreModel(settings, state, "mapper.");
    }

    private static DamlModel restoreModel(TrainingSettings settings, Map<String, NpyArray> state, String prefix) {
        List<MapperInput> inputs = new ArrayList<>();
        List<DenseNetwork> mappers = new ArrayList<>();
        for (int k = 0; state.containsKey("mapper." + k); k++) {
            MapperInput input = MapperInput.restore(k, state);
            DenseNetwork mapper = DamlModel.mapper(settings, input.width());
            load(mapper, need(state, prefix + k), prefix + k);
            inputs.add(input);
            mappers.add(mapper);
        }
        if (mappers.size() < 2) {
            throw new MingleException("The checkpoint holds no mappers: it is not one of a " + settings.preset()
                    + " run.");
        }
        return new DamlModel(settings, inputs, mappers);
    }

    static void load(DenseNetwork network, NpyArray values, String name) {
        float[] v = values.toFloats();
        if (v.length != network.size()) {
            throw new MingleException("The checkpoint's " + name + " has " + v.length
                    + " weights where these settings need " + network.size()
                    + ": open it with the settings that it was trained with.");
        }
        network.load(v);
    }

    static void saveOptimiser(String name, Adam adam, StateArrays into) {
        into.put(name + ".step", NpyArray.of(adam.step()));
        adam.moments(into.floats(name + ".moments", 2 * adam.size()));
    }

    static void restoreOptimiser(String name, Adam adam, Map<String, NpyArray> state) {
        adam.restore((long) need(state, name + ".step").toDoubles()[0], need(state, name + ".moments").toFloats());
    }

    static NpyArray need(Map<String, NpyArray> state, String name) {
        NpyArray a = state.get(name);
        if (a == null) {
            throw new MingleException("The checkpoint has no array " + name
                    + ": it was cut short or is of another preset.");
        }
        return a;
    }
}
