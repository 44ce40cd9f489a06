package fr.sesame.local;

import java.util.List;

/** What was asked for is not done, whole; each problem says what was found and the way out. */
public final class ActRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    public ActRefusedException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public ActRefusedException(String problem) {
        this(List.of(problem));
    }

    /** At least one. */
    public List<String> problems() {
        return problems;
    }
}
