package fr.sesame.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; it carries every problem at once. */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ConfigurationException(List<Problem> problems) {
        super(problems.size() + (problems.size() == 1 ? " problem" : " problems")
                + " in the configuration; nothing was started:\n"
                + problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order of the files. */
    public List<Problem> problems() {
        return problems;
    }
}
