package fr.sesame.interceptors;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What an entry says about its password (draft-behera-ldap-password-policy, 5.3).
 *
 * @param changed {@code pwdChangedTime}, a GeneralizedTime; none if it is not known, as after an import
 * @param reset {@code pwdReset}: it was set by somebody else, and opens nothing but its own change
 * @param graceUses how many {@code pwdGraceUseTime} there are: logins since it expired
 */
public record PasswordFacts(@Nullable String changed, boolean reset, int graceUses) {
    private static final DateTimeFormatter GENERALIZED_TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss[.SSS]X");

    /** When it was changed. One that cannot be read is as old as can be: the schema lets nobody write one. */
    public @Nullable Instant changedAt() {
        if (changed == null) {
            return null;
        }
        try {
            return Instant.from(GENERALIZED_TIME.parse(changed));
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    /** An instant as these attributes write it: UTC, to the millisecond. */
    public static String text(Instant instant) {
        return DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSS'Z'").format(instant.atOffset(ZoneOffset.UTC));
    }
}
