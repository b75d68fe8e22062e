package org.mingle.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads folders of MATLAB files with one variable each, as DSCMR (Zhen et al. 2019) distributes its features:
 * {@code train_img.mat train_txt.mat train_img_lab.mat test_img.mat ...}. A split that lacks a file is left out.
 */
final class MatFolderReader implements DatasetReader {
    @Override
    public String format() {
        return "folder of MATLAB files (train_img.mat, train_txt.mat, train_img_lab.mat ...)";
    }

    @Override
    public boolean accepts(Path path) {
        if (Files.isDirectory(path)) {
            return parts(path).size() > 1;
        }
        return isPart(path) && parts(folder(path)).size() > 1;
    }

    @Override
    public Dataset read(Path path, Map<String, String> options) {
        Path folder = folder(path);
        try (ArraySource source = new MatFolderSource(folder, parts(folder))) {
            return ArrayDataset.read(source, options, FileNames.title(folder), format());
        }
    }

    /** The folder itself, or that in which one of its files lies. */
    private static Path folder(Path path) {
        return Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
    }

    private static List<Path> parts(Path folder) {
        return Files.isDirectory(folder) ? FileNames.files(folder).stream().filter(MatFolderReader::isPart).toList()
                : List.of();
    }

    private static boolean isPart(Path file) {
        return FileNames.extension(file).equals("mat") && SplitNames.mentionsSplit(FileNames.base(file));
    }
}
