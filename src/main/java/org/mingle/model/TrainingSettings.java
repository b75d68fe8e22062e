package org.mingle.model;

import java.util.List;
import java.util.Map;

/**
 * A preset's hyper-parameters, any of them changed by {@link #with}. Immutable; every value is checked when it is set.
 * Among the keys of every trained preset: {@code epochs batch learning_rate seed dimension}, and one weight per term.
 */
public final class TrainingSettings {
    private TrainingSettings() {}

    /** Names of all presets, the default first. */
    public static List<String> presets() {
        throw new UnsupportedOperationException();
    }

    /** One sentence about a preset. */
    public static String describe(String preset) {
        throw new UnsupportedOperationException();
    }

    /** @throws org.mingle.data.MingleException when there is no such preset; the message names those there are */
    public static TrainingSettings preset(String name) {
        throw new UnsupportedOperationException();
    }

    public String preset() {
        throw new UnsupportedOperationException();
    }

    /** @throws org.mingle.data.MingleException for an unknown key or a value out of range; the message names what is allowed */
    public TrainingSettings with(String key, String value) {
        throw new UnsupportedOperationException();
    }

    /** The options of this preset, in the order in which a form shows them. */
    public List<Option> options() {
        throw new UnsupportedOperationException();
    }

    /** Current value of an option. */
    public String get(String key) {
        throw new UnsupportedOperationException();
    }

    public int getInt(String key) {
        return Integer.parseInt(get(key));
    }

    public double getDouble(String key) {
        return Double.parseDouble(get(key));
    }

    /** All values, for a manifest. */
    public Map<String, String> asMap() {
        throw new UnsupportedOperationException();
    }

    /**
     * One hyper-parameter.
     *
     * @param group heading under which a form shows it, e.g. {@code Objective}
     * @param kind how it is edited
     * @param choices allowed values for {@link Kind#CHOICE}, otherwise empty
     */
    public record Option(String key, String label, String group, Kind kind, double min, double max, List<String> choices,
            String defaultValue, String help) {
        /** How an option is edited. */
        public enum Kind {
            INTEGER,
            DECIMAL,
            SWITCH,
            CHOICE
        }
    }
}
