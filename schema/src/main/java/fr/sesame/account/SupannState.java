package fr.sesame.account;

import java.util.regex.Pattern;

/**
 * The state of a resource in SUPANN's words: a letter, and a word that says more. Its text form is {@code A:SupannActif}, or
 * {@code A} alone.
 *
 * @param letter A (active), I (inactive) or S (suspended); SUPANN has no other
 * @param substate such as SupannActif; empty if the letter says it all
 */
public record SupannState(String letter, String substate) {
    private static final Pattern LETTER = Pattern.compile("[AIS]");
    private static final Pattern SUBSTATE = Pattern.compile("[A-Za-z0-9]{0,64}");

    /** @throws InvalidValueException if letter or word have another form */
    public SupannState {
        if (!LETTER.matcher(letter).matches() || !SUBSTATE.matcher(substate).matches()) {
            throw new InvalidValueException("'" + letter + ":" + substate
                    + "' is not a state of SUPANN; expected A, I or S, such as I or A:SupannActif");
        }
    }

    /** @throws InvalidValueException if the text has another form */
    public static SupannState parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new SupannState(text, "")
                : new SupannState(text.substring(0, colon), text.substring(colon + 1));
    }

    /** The text form. */
    @Override
    public String toString() {
        return substate.isEmpty() ? letter : letter + ":" + substate;
    }
}
