package org.mingle.runs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;
import org.mingle.data.Npy;
import org.mingle.data.NpyArray;

/**
 * Layouts of the map by epoch: {@code frames/epoch-00012.npy}, ((modalities * n) x 2), float32, rows as in the
 * embeddings that they show, one modality after the other.
 */
public final class FrameStore {
    private static final String FOLDER = "frames";
    private final Path folder;

    FrameStore(Path run) {
        folder = run.resolve(FOLDER);
    }

    /** Stores the layout of an epoch, in the place of an earlier one. */
    public void write(int epoch, FloatMatrix xy) {
        Npy.write(file(epoch), NpyArray.of(xy));
    }

    /** Epochs that have a layout, ascending. */
    public List<Integer> epochs() {
        List<Integer> epochs = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "epoch-*.npy")) {
                for (Path file : files) {
                    String number = file.getFileName().toString().replaceAll("\\D", "");
                    if (!number.isEmpty()) {
                        epochs.add(Integer.parseInt(number));
                    }
                }
            } catch (IOException e) {
                throw new MingleException("Cannot read " + folder + ": check that you may open it.", e);
            }
        }
        epochs.sort(null);
        return epochs;
    }

    /** @throws MingleException when the epoch has no layout, or it is damaged */
    public FloatMatrix read(int epoch) {
        return Npy.read(file(epoch)).toMatrix();
    }

    private Path file(int epoch) {
        return folder.resolve(String.format(Locale.ROOT, "epoch-%05d.npy", epoch));
    }
}
