package fr.sesame.config;

import java.time.ZoneId;

/**
 * Who runs this directory.
 *
 * @param name its name for people
 * @param zone the zone of its civil days
 * @param mailDomain the domain of its mail addresses
 * @param uai its national code (supannEtablissement)
 */
public record Institution(String name, ZoneId zone, String mailDomain, String uai) {}
