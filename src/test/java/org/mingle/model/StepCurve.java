package org.mingle.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.FloatMatrix;

/**
 * Writes the step's data, first weights, batches and losses to a folder, for {@code src/test/python/curve.py} to repeat
 * in numpy and compare. Usage: {@code StepCurve FOLDER BATCH STEPS THREADS}.
 */
public final class StepCurve {
    private StepCurve() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        int batch = Integer.parseInt(args[1]);
        int steps = Integer.parseInt(args[2]);
        NativeRuntime.prepare(Integer.parseInt(args[3]));
        Random draw = new Random(5);
        StringBuilder losses = new StringBuilder();
        try (StepWorkload work = new StepWorkload(batch, 1)) {
            for (int m = 0; m < StepWorkload.MAPPERS.length; m++) {
                write(folder.resolve("features" + m + ".f32"), ((FloatMatrix) work.features(m)).data());
            }
            for (int n = 0; n < work.networks().size(); n++) {
                write(folder.resolve("weights" + n + ".f32"), work.networks().get(n).snapshot());
            }
            float[] labels = new float[StepWorkload.PAIRS];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = work.label(i);
            }
            write(folder.resolve("labels.f32"), labels);
            float[] all = new float[steps * batch];
            int[] rows = new int[batch];
            for (int s = 0; s < steps; s++) {
                for (int i = 0; i < batch; i++) {
                    rows[i] = draw.nextInt(StepWorkload.PAIRS);
                    all[s * batch + i] = rows[i];
                }
                work.prepare(rows);
                losses.append(String.format(Locale.ROOT, "%.7f%n", work.run()));
            }
            write(folder.resolve("batches.f32"), all);
        }
        Files.writeString(folder.resolve("losses.txt"), losses);
    }

    private static void write(Path file, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Files.write(file, bytes.array());
    }
}
