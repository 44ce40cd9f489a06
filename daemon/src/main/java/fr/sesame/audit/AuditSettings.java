package fr.sesame.audit;

import java.time.Duration;

/**
 * What an institution decides about its trail.
 *
 * @param keepMonths after how many months a day is removed; CNIL 2021-122 says six to twelve
 * @param repeats for how long the same accepted bind is counted before the count becomes a line
 */
public record AuditSettings(int keepMonths, Duration repeats) {}
