package fr.sesame.interceptors.audit;

/**
 * Who acts, or on whom.
 *
 * @param name a DN, printable and at most {@value #MOST} characters of it; empty for nobody
 * @param known whether the directory has that name. One that it does not have may be a password that somebody typed into the
 *     wrong field: whoever keeps or shows it keeps a pseudonym instead, which is why {@link #toString} hides it
 */
public record Subject(String name, boolean known) {
    private static final int MOST = 256;

    /** An anonymous client, or an act on nobody in particular. */
    public static final Subject NOBODY = new Subject("", true);

    public Subject {
        name = PrintableText.of(name, MOST);
    }

    /** Somebody of the directory. */
    public static Subject known(String name) {
        return new Subject(name, true);
    }

    /** What a stranger calls themselves or somebody else. */
    public static Subject unknown(String name) {
        return new Subject(name, false);
    }

    @Override
    public String toString() {
        return known ? name : "(unknown name)";
    }
}
