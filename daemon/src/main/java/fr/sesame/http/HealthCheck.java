package fr.sesame.http;

/** Looks at one thing that must be well for the service to serve. */
@FunctionalInterface
public interface HealthCheck {

    /** Never throws: what goes wrong is the answer. */
    Health check();

    /**
     * @param name of what was looked at
     * @param ok whether it is well
     * @param detail for a human
     */
    record Health(String name, boolean ok, String detail) {}
}
