package org.mingle.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingle.data.MingleException;

/**
 * A preset's hyper-parameters, any of them changed by {@link #with}. Immutable; every value is checked when it is set.
 * Among the keys of every trained preset: {@code epochs batch learning_rate seed dimension}, and one weight per term.
 */
public final class TrainingSettings {
    private final String preset;
    private final Map<String, String> values;

    private TrainingSettings(String preset, Map<String, String> values) {
        this.preset = preset;
        this.values = values;
    }

    /** Names of all presets, the default first. */
    public static List<String> presets() {
        return List.copyOf(Presets.ALL.keySet());
    }

    /** One sentence about a preset. */
    public static String describe(String preset) {
        return Presets.find(preset).sentence();
    }

    /** @throws MingleException when there is no such preset; the message names those there are */
    public static TrainingSettings preset(String name) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Option o : Presets.find(name).options()) {
            values.put(o.key(), o.defaultValue());
        }
        return new TrainingSettings(name, values);
    }

    public String preset() {
        return preset;
    }

    /** @throws MingleException for an unknown key or a value out of range; the message names what is allowed */
    public TrainingSettings with(String key, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(key, option(key).check(value));
        return new TrainingSettings(preset, changed);
    }

    /** The options of this preset, in the order in which a form shows them. */
    public List<Option> options() {
        return Presets.find(preset).options();
    }

    /** Current value of an option. */
    public String get(String key) {
        return values.get(option(key).key());
    }

    public int getInt(String key) {
        return Integer.parseInt(get(key));
    }

    public double getDouble(String key) {
        return Double.parseDouble(get(key));
    }

    /** Whether a {@link Option.Kind#SWITCH} is on. */
    public boolean isOn(String key) {
        return Boolean.parseBoolean(get(key));
    }

    /** All values, for a manifest. */
    public Map<String, String> asMap() {
        return java.util.Collections.unmodifiableMap(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrainingSettings s && s.preset.equals(preset) && s.values.equals(values);
    }

    @Override
    public int hashCode() {
        return 31 * preset.hashCode() + values.hashCode();
    }

    @Override
    public String toString() {
        return preset + values;
    }

    private Option option(String key) {
        return options().stream().filter(o -> o.key().equals(key)).findFirst().orElseThrow(() -> new MingleException(
                "The preset " + preset + " has no setting " + key + ": choose one of "
                        + String.join(", ", options().stream().map(Option::key).toList()) + "."));
    }

    /**
     * One hyper-parameter.
     *
     * @param group heading under which a form shows it, e.g. {@code Objective}
     * @param kind how it is edited
     * @param choices allowed values for {@link Kind#CHOICE}, otherwise empty
     */
    public record Option(String key, String label, String group, Kind kind, double min, double max,
            List<String> choices,
            String defaultValue, String help) {
        /** How an option is edited. */
        public enum Kind {
            INTEGER,
            DECIMAL,
            SWITCH,
            CHOICE
        }

        /** The value as it is stored, or an error that names what is allowed. */
        String check(String value) {
            String v = value.strip();
            switch (kind) {
                case SWITCH -> require(v.equals("true") || v.equals("false"), v, "true or false");
                case CHOICE -> require(choices.contains(v), v, "one of " + String.join(", ", choices));
                case INTEGER -> {
                    require(v.matches("-?[0-9]{1,18}"), v, range());
                    requireInRange(v, Long.parseLong(v));
                }
                default -> {
                    require(v.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?"), v, range());
                    requireInRange(v, Double.parseDouble(v));
                }
            }
            return v;
        }

        private void requireInRange(String text, double number) {
            require(number >= min && number <= max, text, range());
        }

        private String range() {
            return kind == Kind.INTEGER ? "a whole number from " + (long) min + " to " + (long) max
                    : "a number from " + min + " to " + max;
        }

        private void require(boolean holds, String value, String allowed) {
            if (!holds) {
                throw new MingleException("The setting " + key + " cannot be \"" + value + "\": it must be " + allowed
                        + ".");
            }
        }
    }
}
