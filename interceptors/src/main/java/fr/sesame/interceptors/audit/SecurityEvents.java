package fr.sesame.interceptors.audit;

/**
 * Is told of every security act, once, when its outcome is certain: after the commit of a write, before its answer. Called on
 * the thread of the request: it must be quick, and never throws. An act that is rare and grave ({@link Kind#isGrave}) may take
 * the time to be kept.
 */
@FunctionalInterface
public interface SecurityEvents {
    void report(SecurityEvent event);
}
