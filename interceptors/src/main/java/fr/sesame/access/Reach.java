package fr.sesame.access;

/** To which entries of a place a right extends. */
public enum Reach {
    /** One's own entry. */
    OWN,
    /** Who is in the public white pages: active at this instant, and not on the liste rouge. */
    LISTED,
    /** Every entry there. */
    ALL
}
