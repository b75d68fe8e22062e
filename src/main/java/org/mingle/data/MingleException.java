package org.mingle.data;

/**
 * Something a person can put right: the message is one sentence that says what happened, where (file, row, column)
 * and what to do. Shown as it is, in the window and in the terminal; never wrapped in a stack trace.
 */
public class MingleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MingleException(String message) {
        super(message);
    }

    public MingleException(String message, Throwable cause) {
        super(message, cause);
    }
}
