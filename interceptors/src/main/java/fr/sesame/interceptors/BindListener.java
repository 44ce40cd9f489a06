package fr.sesame.interceptors;

/** Is told how each bind ended. Called on the thread of the bind: it must be quick. */
@FunctionalInterface
public interface BindListener {
    void bind(BindAttempt attempt, BindOutcome outcome);
}
