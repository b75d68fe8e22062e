package org.mingle.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mingle.compute.MachineRates;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.Dataset;
import org.mingle.data.Split;
import org.mingle.runs.Datasets;
import org.mingle.runs.TrainingRequest;
import org.mingle.runs.TrainingSession;

/**
 * Trains some epochs of several presets on several sets and prints what {@link TrainingForecast} said before beside what
 * an epoch then took (the median of those after the second), and the parts from which its weights are fitted. Usage:
 * {@code ForecastCheck FOLDER THREADS EPOCHS PRESET,PRESET DATA...}; the folder takes the runs.
 */
public final class ForecastCheck {
    private ForecastCheck() {}

    public static void main(String[] args) {
        NativeRuntime.prepare(Integer.parseInt(args[1]));
        System.out.println("data preset threads forecast actual ratio parts");
        for (String data : Arrays.asList(args).subList(4, args.length)) {
            Dataset dataset = Datasets.open(Path.of(data), Map.of());
            for (String preset : args[3].split(",")) {
                TrainingSettings settings = TrainingSettings.preset(preset);
                TrainingForecast forecast = TrainingForecast.of(dataset, settings).orElseThrow();
                List<Double> seconds = new ArrayList<>();
                TrainingSession session = new TrainingSession(new TrainingRequest(dataset,
                        settings.with("epochs", args[2]), Path.of(args[0]), NativeRuntime.threads()));
                session.addListener(e -> {
                    if (e instanceof TrainingEvent.EpochEnded end && end.summary().epoch() > 2) {
                        seconds.add(end.summary().seconds());
                    }
                });
                session.run();
                double actual = seconds.stream().sorted().toList().get(seconds.size() / 2);
                int pairs = dataset.rows(Split.TRAIN).length;
                double[] work = TrainingForecast.work(dataset, settings, TrainingForecast.mappers(dataset, settings, pairs),
                        MachineRates.of(TrainingForecast.batch(settings, pairs)));
                System.out.printf(Locale.ROOT, "%s %s %d %.4f %.4f %.2f %s%n", dataset.name(), preset,
                        NativeRuntime.threads(), forecast.epochSeconds(), actual, forecast.epochSeconds() / actual,
                        Arrays.stream(work).mapToObj(w -> String.format(Locale.ROOT, "%.5f", w))
                                .collect(Collectors.joining(" ")));
            }
        }
    }
}
