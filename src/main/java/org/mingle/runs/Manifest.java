package org.mingle.runs;

import java.util.Map;

/** What a run is: enough to make it again. Stored as {@code manifest.json}. */
public record Manifest(int schema, String id, String createdAt, String state, String datasetName, String datasetPath, String datasetHash,
        Map<String, String> datasetOptions, String preset, Map<String, String> settings, long seed, int threads,
        Map<String, String> versions, Map<String, String> machine, int bestEpoch, int epochsRun, double seconds) {}
