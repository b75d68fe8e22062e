package org.mingle.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says in plain words what the system reports when a file cannot be read. */
final class Failures {
    private Failures() {}

    static MingleException cannotRead(Path file, Exception e) {
        return new MingleException("Cannot read " + file + ": " + reason(e) + ".", e);
    }

    /** The damage that a file cut short or overwritten shows. */
    static MingleException damaged(String where, Throwable e) {
        boolean tooShort = e instanceof EOFException || e.getCause() instanceof EOFException || e.getMessage() == null;
        String detail = tooShort ? "it ends too early" : e.getMessage();
        return new MingleException(where + " is damaged or was cut short (" + detail + "): copy it again.", e);
    }

    static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "you may not open it";
        }
        if (e instanceof CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.getClass().getSimpleName();
    }
}
