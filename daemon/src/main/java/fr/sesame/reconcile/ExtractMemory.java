package fr.sesame.reconcile;

import java.io.IOException;

/** Keeps what is remembered of each source. */
public interface ExtractMemory {
    /** Remembers nothing: every extract is the first. */
    ExtractMemory NONE = new ExtractMemory() {
        @Override
        public Remembered of(String source) {
            return Remembered.NOTHING;
        }

        @Override
        public void keep(String source, Remembered remembered) {
            // the next extract is the first again
        }
    };

    /** What is remembered of that source; {@link Remembered#NOTHING} before its first run. */
    Remembered of(String source) throws IOException;

    /** Remembers that from now on, whole or not at all. */
    void keep(String source, Remembered remembered) throws IOException;
}
