package fr.sesame.config;

/** The SUPANN attribute that carries a source's key. */
public enum SupannIdentifier {
    /** The student number. */
    STUDENT("supannEtuId"),
    /** The staff number. */
    EMPLOYEE("supannEmpId"),
    /** The key is this source's own affair. */
    NONE("none");

    private final String word;

    SupannIdentifier(String word) {
        this.word = word;
    }

    /** The attribute's name, or {@code none}. */
    public String word() {
        return word;
    }
}
