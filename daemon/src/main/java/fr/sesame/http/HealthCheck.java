package fr.sesame.http;

/** Looks at one thing that matters to those who bind, or to those who look after them. */
@FunctionalInterface
public interface HealthCheck {

    /** Never throws, and waits for nothing: what goes wrong is the answer. */
    Health check();

    /** How something is. */
    enum State {
        OK("ok"),
        /** Nobody suffers yet; somebody has to do something. */
        WARNING("warning"),
        FAILING("failing");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** As {@code /health} says it. */
        public String word() {
            return word;
        }
    }

    /**
     * What a check has found. It names nobody.
     *
     * @param name of what was looked at: lower-case words joined by hyphens
     * @param state how it is
     * @param detail for a human, with numbers and instants (UTC)
     * @param wayOut what a human can do; empty if there is nothing to do
     * @param restartHelps whether a restart of the process is what to do
     */
    record Health(String name, State state, String detail, String wayOut, boolean restartHelps) {
        /** One that is well or fails. */
        public Health(String name, boolean ok, String detail) {
            this(name, ok ? State.OK : State.FAILING, detail, "", false);
        }

        public static Health ok(String name, String detail) {
            return new Health(name, State.OK, detail, "", false);
        }

        public static Health warning(String name, String detail, String wayOut) {
            return new Health(name, State.WARNING, detail, wayOut, false);
        }

        public static Health failing(String name, String detail, String wayOut) {
            return new Health(name, State.FAILING, detail, wayOut, false);
        }

        /** The same, for which a restart of the process is what to do. */
        public Health curedByRestart() {
            return new Health(name, state, detail, wayOut, true);
        }

        /** Whether it does not fail; what warns does not. */
        public boolean ok() {
            return state != State.FAILING;
        }
    }
}
