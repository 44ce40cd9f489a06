package fr.sesame.interceptors;

/** Is told how each bind ended; without names. Called on the thread of the bind: it must be quick. */
@FunctionalInterface
public interface BindListener {
    void bind(BindOutcome outcome);
}
