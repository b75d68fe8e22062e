package org.mingle.data;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;

/** Named arrays, whatever file they lie in. */
interface ArraySource extends Closeable {
    /** What was opened. */
    Path path();

    /** Names of the arrays, in file order. */
    List<String> names();

    /** @throws MingleException when the array is damaged or of a type that Mingle does not read */
    NpyArray read(String name);

    /** File and array, for messages, e.g. {@code raw_features.mat, variable I_tr}. */
    String where(String name);

    @Override
    void close();

    /** The folder in which files that belong to this one may lie. */
    default Path folder() {
        return path().toAbsolutePath().getParent();
    }
}
