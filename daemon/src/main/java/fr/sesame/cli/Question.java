package fr.sesame.cli;

import java.util.Locale;

/** What {@code sesame init} has to know, in the order in which it asks. */
enum Question {
    STATE("--state", false),
    NAME("--name", true),
    UAI("--uai", true),
    MAIL_DOMAIN("--mail-domain", true),
    BASE("--base", true),
    ZONE("--zone", false),
    CERTIFICATE("--tls-certificate", false),
    KEY("--tls-key", false),
    SOURCES("--sources", true),
    OPERATOR("--operator", true);

    private final String option;
    private final boolean needed;

    Question(String option, boolean needed) {
        this.option = option;
        this.needed = needed;
    }

    /** The option that answers it. */
    String option() {
        return option;
    }

    /** Whether there is no answer without somebody's saying so. */
    boolean isNeeded() {
        return needed;
    }

    /** What its texts begin with. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
