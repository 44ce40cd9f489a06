package fr.sesame.config;

import java.time.ZoneId;
import java.util.Locale;

/**
 * Who runs this directory.
 *
 * @param name its name for people
 * @param zone the zone of its civil days
 * @param mailDomain the domain of its mail addresses
 * @param uai its national code (supannEtablissement)
 * @param language of what is written for people
 * @param contact whom people are to turn to, as it is said on the telephone; empty if nobody says
 */
public record Institution(String name, ZoneId zone, String mailDomain, String uai, Locale language, String contact) {}
