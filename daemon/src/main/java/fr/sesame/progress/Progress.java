package fr.sesame.progress;

/** Is told how far a long work is, and says whether it is to go on. For several threads. */
public interface Progress {
    /** The total of a stretch of which nobody knows how long it is. */
    long UNKNOWN = -1;

    /** Tells nobody, and always goes on. */
    Progress NONE = new Progress() {
        @Override
        public Stretch begin(String what, long total) {
            return done -> {};
        }

        @Override
        public boolean goesOn() {
            return true;
        }
    };

    /**
     * A stretch of the work begins. One after another: the one before is closed.
     *
     * @param what in a few words: {@code writing apogee}
     * @param total how many there are, or {@link #UNKNOWN}
     */
    Stretch begin(String what, long total);

    /** Asked before each piece that is whole in itself: false ends the work there, and what is left is for the next time. */
    boolean goesOn();

    /** A stretch of a long work. */
    interface Stretch extends AutoCloseable {
        /** So many are done. */
        void at(long done);

        /** It has ended, whether all is done or not. */
        @Override
        default void close() {}
    }
}
