package org.mingle.runs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Versions of Mingle and of what computes its results, as they were built together. */
public final class Versions {
    private static final Map<String, String> ALL = load();

    private Versions() {}

    public static String mingle() {
        return ALL.get("mingle");
    }

    /** Name to version, {@code java} among them. */
    public static Map<String, String> all() {
        return ALL;
    }

    private static Map<String, String> load() {
        Properties built = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
            built.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("versions.properties is missing from the build.", e);
        }
        Map<String, String> all = new TreeMap<>();
        built.stringPropertyNames().forEach(n -> all.put(n, built.getProperty(n)));
        all.put("java", Runtime.version().toString());
        return Map.copyOf(all);
    }
}
