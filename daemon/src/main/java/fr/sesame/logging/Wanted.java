package fr.sesame.logging;

import ch.qos.logback.core.PropertyDefinerBase;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A word that the environment says, or its default: another one than those that there are is told of, and does not leave us without logs. */
abstract class Wanted extends PropertyDefinerBase {
    private final String variable;
    private final List<String> known;

    Wanted(String variable, List<String> known) {
        this.variable = variable;
        this.known = known;
    }

    /** What is taken if the environment says nothing. */
    abstract String usual();

    @Override
    public String getPropertyValue() {
        return value(System.getenv(variable));
    }

    String value(@Nullable String said) {
        if (said == null || said.isBlank()) {
            return usual();
        }
        for (String word : known) {
            if (word.equals(said.strip().toLowerCase(Locale.ROOT))) {
                return word;
            }
        }
        String usual = usual();
        System.err.println("sesame: " + variable + ": found '" + said + "'; expected one of " + String.join(", ", known)
                + "; " + usual + " is taken");
        return usual;
    }
}
