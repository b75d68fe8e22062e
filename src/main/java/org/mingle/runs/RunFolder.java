package org.mingle.runs;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.Dataset;
import org.mingle.data.MingleException;
import org.mingle.model.TrainingSettings;

/** A run folder that is being written: made with its manifest at the start, and brought up to date by events. */
final class RunFolder {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private RunFolder() {}

    /** Makes the folder {@code <time>-<preset>-<short id>} with the manifest of a run that begins. */
    static Manifest create(TrainingRequest request) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try {
            Files.createDirectories(request.runsFolder());
            while (true) {
                String id = TIME.format(LocalDateTime.ofInstant(now, ZoneOffset.UTC)) + "-"
                        + request.settings().preset() + "-" + UUID.randomUUID().toString().substring(0, 6);
                Path folder = request.runsFolder().resolve(id);
                try {
                    Files.createDirectory(folder);
                } catch (FileAlreadyExistsException e) {
                    continue;
                }
                Manifest manifest = manifest(request, id, now);
                manifest.write(folder);
                return manifest;
            }
        } catch (IOException e) {
            throw new MingleException("Cannot make a run folder in " + request.runsFolder()
                    + ": choose a folder that you may write to.", e);
        }
    }

    private static Manifest manifest(TrainingRequest request, String id, Instant now) {
        Dataset d = request.dataset();
        TrainingSettings s = request.settings();
        String path = d.source() == null ? "" : d.source().toAbsolutePath().normalize().toString();
        return new Manifest(Manifest.SCHEMA, id, now.toString(), Manifest.RUNNING, d.name(), path, d.hash(),
                request.datasetOptions(), s.preset(), s.asMap(), seed(s), request.threads(), Versions.all(), machine(),
                0, 0, 0);
    }

    /** The seed of everything random in a run; closed-form presets have none. */
    static long seed(TrainingSettings settings) {
        return Long.parseLong(settings.asMap().getOrDefault("seed", "0"));
    }

    private static Map<String, String> machine() {
        Map<String, String> machine = new LinkedHashMap<>(NativeRuntime.describe());
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("architecture", System.getProperty("os.arch"));
        machine.put("heap_mib", Long.toString(Runtime.getRuntime().maxMemory() >> 20));
        return machine;
    }
}
