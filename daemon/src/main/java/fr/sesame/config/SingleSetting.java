package fr.sesame.config;

import java.time.DateTimeException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Settings that can be judged alone, as they are when the file is read: for who asks for them one by one. */
public enum SingleSetting {
    /** {@code institution.uai}. */
    UAI(Forms::uai),
    /** {@code institution.mail-domain}. */
    MAIL_DOMAIN(Forms::domain),
    /** {@code institution.zone}. */
    ZONE(Forms::zone),
    /** {@code directory.base} of the embedded directory, which makes its top entry: {@code dc=}, {@code o=} or {@code ou=}. */
    BASE(text -> {
        Forms.dn(text);
        if (!Pattern.compile("(?i)(dc|o|ou)=.*").matcher(text).matches()) {
            throw new IllegalArgumentException();
        }
    }),
    /** The name of a service under {@code access.services}. */
    SERVICE(ServicesReader::name);

    private final Consumer<String> form;

    SingleSetting(Consumer<String> form) {
        this.form = form;
    }

    /** Whether a configuration that says so can be used. */
    public boolean accepts(String text) {
        try {
            form.accept(text);
            return true;
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }
}
