package fr.sesame.interceptors.audit;

import java.util.Locale;

/** How an act ended. */
public enum Outcome {
    ACCEPTED,
    REFUSED;

    /** The word for it in trail and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
