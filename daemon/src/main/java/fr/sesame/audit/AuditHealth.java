package fr.sesame.audit;

/**
 * Whether events are kept.
 *
 * @param ok false after a write failed, until one succeeds
 * @param reason in words for an administrator
 */
public record AuditHealth(boolean ok, String reason) {}
