package org.mingle.runs;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.mingle.data.AtomicFiles;
import org.mingle.data.MingleException;

/**
 * What a run is: enough to make it again. Stored as {@code manifest.json}, keys in snake case.
 *
 * @param schema version of the run folder's layout
 * @param id name of the run's folder
 * @param createdAt ISO-8601, UTC
 * @param state {@link #RUNNING}, then one of the other states
 * @param datasetPath where it was read from, empty for data made in memory
 * @param datasetHash as {@link org.mingle.data.Dataset#hash()}
 * @param datasetOptions how it was read
 * @param settings every hyper-parameter of the preset
 * @param threads compute threads, part of what determines the bytes of the result
 * @param versions of Mingle and of the libraries that compute
 * @param machine system, cores and what was chosen for the native libraries
 * @param bestEpoch epoch that the validation split chose; 0 is the untrained model
 * @param epochsRun whole epochs trained
 * @param seconds training time, pauses excluded
 */
public record Manifest(int schema, String id, String createdAt, String state, String datasetName, String datasetPath,
        String datasetHash, Map<String, String> datasetOptions, String preset, Map<String, String> settings, long seed,
        int threads, Map<String, String> versions, Map<String, String> machine, int bestEpoch, int epochsRun,
        double seconds) {
    /** Under way, or broken off by a crash. */
    public static final String RUNNING = "running";
    public static final String COMPLETED = "completed";
    /** Ended by a person before its last epoch. */
    public static final String STOPPED = "stopped";
    public static final String DIVERGED = "diverged";
    /** Ended by an error. */
    public static final String FAILED = "failed";

    static final int SCHEMA = 1;
    static final String FILE = "manifest.json";
    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public Manifest {
        datasetOptions = ordered(datasetOptions);
        settings = Collections.unmodifiableMap(new java.util.LinkedHashMap<>(settings));
        versions = ordered(versions);
        machine = ordered(machine);
    }

    private static Map<String, String> ordered(Map<String, String> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }

    /** Whether the run came to its planned end. */
    public boolean complete() {
        return state.equals(COMPLETED);
    }

    Manifest with(String newState, int best, int epochs, double trainedSeconds) {
        return new Manifest(schema, id, createdAt, newState, datasetName, datasetPath, datasetHash, datasetOptions,
                preset, settings, seed, threads, versions, machine, best, epochs, trainedSeconds);
    }

    void write(Path folder) {
        try {
            AtomicFiles.write(folder.resolve(FILE), JSON.writeValueAsString(this) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws MingleException when there is none, or it is damaged, or of a later version */
    static Manifest read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new MingleException(folder + " is no run: there is no " + FILE + " in it.");
        }
        Manifest manifest;
        try {
            manifest = JSON.readValue(file.toFile(), Manifest.class);
        } catch (JacksonException e) {
            throw new MingleException(file + " is damaged (" + e.getOriginalMessage().lines().findFirst().orElse("")
                    + "): copy the run again.", e);
        } catch (IOException e) {
            throw new MingleException("Cannot read " + file + ": check that you may open it.", e);
        }
        if (manifest.schema > SCHEMA) {
            throw new MingleException(folder + " was written by a later version of Mingle (layout " + manifest.schema
                    + ", this one knows " + SCHEMA + "): open it with that version.");
        }
        return manifest;
    }
}
