package org.mingle.data;

/** The word that names a sample's split in a file. */
final class SplitWords {
    private SplitWords() {}

    /** @throws MingleException naming the place and the words there are */
    static Split parse(String word, String where) {
        return Split.parse(word).orElseThrow(() -> new MingleException(
                where + " has the unknown split \"" + word + "\": use train, val or test."));
    }
}
