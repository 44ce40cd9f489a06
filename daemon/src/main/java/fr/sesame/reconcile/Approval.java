package fr.sesame.reconcile;

import java.time.Instant;
import java.util.Map;

/**
 * Somebody has looked at refused plans and wants exactly these, once.
 *
 * @param run the run that was refused
 * @param by who
 * @param reason why
 * @param plans what was refused, by source
 */
public record Approval(String run, String by, String reason, Map<String, Refused> plans) {
    public Approval {
        plans = Map.copyOf(plans);
    }

    /**
     * What was looked at.
     *
     * @param extract checksum of the extract
     * @param plan checksum of the changes
     * @param asOf the instant at which they were planned
     */
    public record Refused(String extract, String plan, Instant asOf) {}
}
