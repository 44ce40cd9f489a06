package fr.sesame.account;

import java.util.Collection;
import java.util.Locale;

/**
 * One piece of evidence that two records are one person's, in points of 100. Names are compared after folding; birth date, family
 * name and given name that are all the same make {@value #SURE}, and need nobody to decide.
 */
public enum Clue {
    KEY_SAME(50),
    NUMBER_SAME(50),
    BIRTH_DATE_SAME(40),
    /** Day and month exchanged, as a program that reads dates the other way makes it. */
    BIRTH_DATE_SWAPPED(25),
    FAMILY_SAME(35),
    /** One name in two spellings of one alphabet: {@code Müller}, {@code Mueller}. */
    FAMILY_SPELLING(33),
    /** The usual name of the one is the only name that is known of the other. */
    FAMILY_USUAL(30),
    /** With and without {@code de}, {@code von}, {@code El}, … */
    FAMILY_PARTICLE(30),
    /** One part of a compound name: {@code Martin-Dupont}, {@code Martin}. */
    FAMILY_COMPOUND(25),
    /** One letter put in, left out, replaced, or exchanged with its neighbour. */
    FAMILY_SLIP(20),
    GIVEN_SAME(25),
    GIVEN_SPELLING(23),
    /** {@code Marie-Claude}, {@code Marie}. */
    GIVEN_COMPOUND(17),
    GIVEN_SLIP(12),
    /** Each one's family name is the other's given name. */
    NAMES_CROSSED(45);

    /** Everything is the same. */
    public static final int SURE = 100;

    private final int points;

    Clue(int points) {
        this.points = points;
    }

    /** The points of all of them, at most {@value #SURE}. */
    public static int score(Collection<Clue> clues) {
        return Math.min(SURE, clues.stream().mapToInt(Clue::points).sum());
    }

    public int points() {
        return points;
    }

    /** {@code birth-date-same}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
