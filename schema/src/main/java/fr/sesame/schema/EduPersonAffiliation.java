package fr.sesame.schema;

import fr.sesame.account.InvalidValueException;

/**
 * What somebody is to the institution: the values of {@code eduPersonAffiliation}, eduPerson's own and those that SUPANN adds. In
 * the order in which they tell most of a person; {@link #MEMBER} is true of nearly everybody.
 */
public enum EduPersonAffiliation {
    FACULTY("faculty"),
    STAFF("staff"),
    STUDENT("student"),
    EMPLOYEE("employee"),
    ALUM("alum"),
    AFFILIATE("affiliate"),
    LIBRARY_WALK_IN("library-walk-in"),
    EMERITUS("emeritus"),
    RETIRED("retired"),
    RESEARCHER("researcher"),
    TEACHER("teacher"),
    REGISTERED_READER("registered-reader"),
    MEMBER("member");

    private final String word;

    EduPersonAffiliation(String word) {
        this.word = word;
    }

    /** The value of the attribute. */
    public String word() {
        return word;
    }

    /** Whether eduPerson gives it to members only. */
    public boolean needsMember() {
        return this == FACULTY || this == STAFF || this == STUDENT || this == EMPLOYEE;
    }

    /** @throws InvalidValueException if none has that word */
    public static EduPersonAffiliation ofWord(String word) {
        for (EduPersonAffiliation affiliation : values()) {
            if (affiliation.word.equals(word)) {
                return affiliation;
            }
        }
        throw new InvalidValueException("'" + word + "' is not a value of eduPersonAffiliation");
    }
}
