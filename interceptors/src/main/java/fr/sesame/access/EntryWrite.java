package fr.sesame.access;

/** What somebody wants to do to an entry as a whole. What a modification changes is decided attribute by attribute. */
public enum EntryWrite {
    ADD,
    MODIFY,
    DELETE,
    /** Rename or move. */
    RENAME
}
