package fr.sesame.account;

import java.util.Locale;

/** Who has the last word on an attribute of people. */
public enum Master {
    /** The sources: what anybody else writes is replaced by what they give. */
    SOURCE,
    /** The person: what they write is theirs, and no run touches it, until it is again what a source gives. */
    SELF,
    /** The institution's staff: the same, of what they write by hand. */
    LOCAL;

    /** The word for it in configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
