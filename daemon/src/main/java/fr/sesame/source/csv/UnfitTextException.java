package fr.sesame.source.csv;

import java.io.IOException;

/** The bytes are not the text they were said to be. The message lacks the file's name. */
final class UnfitTextException extends IOException {
    private static final long serialVersionUID = 1L;

    UnfitTextException(String message) {
        super(message);
    }
}
