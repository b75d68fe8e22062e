package org.mingle.data;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over what training sees: classes, ids, labels, splits and, for each modality, its features or, before it has
 * any, the content of its media. Neither paths nor the dataset's name count, so that a dataset which was moved,
 * imported or encoded again has the same hash.
 */
final class DatasetHash {
    private DatasetHash() {}

    static String of(Dataset dataset) {
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
        OutputStream digest = new DigestOutputStream(OutputStream.nullOutputStream(), sha);
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(digest, 1 << 16))) {
            writeSamples(dataset, out);
            for (int m = 0; m < dataset.modalities().size(); m++) {
                writeText(dataset.modalities().get(m).name(), out);
                if (dataset.hasFeatures(m)) {
                    writeFeatures(dataset.features(m), out);
                } else {
                    writeMedia(dataset, m, out);
                }
            }
        } catch (IOException e) {
            throw new MingleException("Cannot read the media of " + dataset.name() + ": " + Failures.reason(e) + ".",
                    e);
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void writeSamples(Dataset dataset, DataOutputStream out) throws IOException {
        out.writeInt(dataset.classNames().size());
        for (String c : dataset.classNames()) {
            writeText(c, out);
        }
        out.writeInt(dataset.size());
        for (int r = 0; r < dataset.size(); r++) {
            writeText(dataset.id(r), out);
            writeText(dataset.split(r).key(), out);
            int[] labels = dataset.labels(r);
            out.writeInt(labels.length);
            for (int label : labels) {
                out.writeInt(label);
            }
        }
    }

    private static void writeFeatures(FeatureTable table, DataOutputStream out) throws IOException {
        out.writeByte('F');
        out.writeInt(table.rows());
        out.writeInt(table.cols());
        float[] row = new float[table.cols()];
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(4, table.cols()));
        for (int r = 0; r < table.rows(); r++) {
            table.copyRow(r, row, 0);
            bytes.asFloatBuffer().put(row);
            out.write(bytes.array());
        }
    }

    private static void writeMedia(Dataset dataset, int modality, DataOutputStream out) throws IOException {
        out.writeByte('M');
        for (int r = 0; r < dataset.size(); r++) {
            Media media = dataset.media(modality, r);
            if (media instanceof Media.ImageFile f) {
                byte[] content = Files.readAllBytes(f.path());
                out.writeInt(content.length);
                out.write(content);
            } else if (media instanceof Media.ImagePixels p) {
                out.writeInt(p.width());
                out.writeInt(p.height());
                out.write(p.rgb(), p.offset(), 3 * p.width() * p.height());
            } else if (media instanceof Media.Text t) {
                writeText(t.text(), out);
            } else {
                out.writeInt(-1);
            }
        }
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
