package org.mingle.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.mingle.compute.NativeRuntime;
import org.mingle.compute.Parallel;
import org.mingle.data.Dataset;
import org.mingle.data.DatasetReport;
import org.mingle.data.DatasetReport.Problem;
import org.mingle.data.DatasetReport.Severity;
import org.mingle.data.FeatureEncoder;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Media;
import org.mingle.data.MingleException;
import org.mingle.data.Modality;
import org.mingle.data.Split;

/**
 * Encodes the modalities of one dataset that have no features yet. Those that may lose samples come first, so that the
 * others are fitted on the samples that are left.
 */
final class DatasetEncoding {
    private final Dataset original;
    private final Function<Modality, EncoderType> types;
    private final List<Problem> problems = new ArrayList<>();
    private Dataset current;

    DatasetEncoding(Dataset dataset, Function<Modality, EncoderType> types) {
        original = dataset;
        current = dataset;
        this.types = types;
    }

    Dataset encoded() {
        int[] raw = IntStream.range(0, original.modalities().size()).filter(m -> !original.hasFeatures(m)).toArray();
        if (raw.length == 0) {
            return original;
        }
        Arrays.stream(raw).boxed()
                .sorted(Comparator.comparing(m -> !types.apply(original.modalities().get(m)).skipsFailures()))
                .forEach(this::encode);
        return current.toBuilder().report(original.report().plus(problems)).build();
    }

    private void encode(int modality) {
        Modality m = current.modalities().get(modality);
        EncoderType type = types.apply(m);
        List<Media> training = Arrays.stream(current.rows(Split.TRAIN))
                .mapToObj(r -> current.media(modality, r)).toList();
        if (training.isEmpty()) {
            throw new MingleException(current.name() + " has no training samples to fit the encoder of " + m.name()
                    + " on.");
        }
        FeatureEncoder encoder = type.fit(training);
        int n = current.size();
        FloatMatrix table = FloatMatrix.zeros(n, encoder.dimension());
        String[] failures = new String[n];
        Parallel.forRange(n, NativeRuntime.threads(), (part, from, to) -> {
            for (int r = from; r < to; r++) {
                try {
                    float[] row = encoder.encode(current.media(modality, r));
                    System.arraycopy(row, 0, table.data(), r * row.length, row.length);
                } catch (MingleException e) {
                    failures[r] = e.getMessage();
                }
            }
        });
        Dataset.Builder b = current.toBuilder().encoded(modality, table, encoder);
        report(m, type, failures);
        if (type.skipsFailures()) {
            new DatasetReport(problems).requireMostKept(original.size(), current.name());
            b.keep(IntStream.range(0, n).filter(r -> failures[r] == null).toArray());
        }
        current = b.build();
    }

    private void report(Modality modality, EncoderType type, String[] failures) {
        for (int r = 0; r < failures.length; r++) {
            if (failures[r] != null) {
                problems.add(new Problem(type.skipsFailures() ? Severity.SKIPPED : Severity.WARNING,
                        "sample " + current.id(r) + ", " + modality.name(), failures[r]));
            }
        }
    }
}
