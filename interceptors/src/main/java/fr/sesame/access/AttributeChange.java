package fr.sesame.access;

/** What a modification does to an attribute. */
public enum AttributeChange {
    /** It has a value afterwards that it may not have had before. */
    SET,
    /** It loses values and gains none. Who may lift a lock and not lay one may do no more. */
    CLEAR
}
