package fr.sesame.config;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.SupannState;
import fr.sesame.identity.NamePatterns;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/** The forms of values that are only text to the rest of the configuration. */
final class Forms {
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");
    private static final Pattern UAI = Pattern.compile("[0-9]{7}[A-Z]");
    private static final int UAI_DIGITS = 7;
    /** Those that check: I, O and Q look like others. */
    private static final String UAI_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

    private static final Pattern DN = Pattern.compile("[A-Za-z]+=[^=,]+(,[A-Za-z]+=[^=,]+)*");

    /** In the place of a domain that is wrong or not there, so that reading goes on. */
    static final String STAND_IN_DOMAIN = "univ.example";

    private static final int LOGIN_LENGTH = NamePatterns.DEFAULT_LOGIN_MAX_LENGTH;

    private Forms() {}

    static String domain(String text) {
        return matching(DOMAIN, text);
    }

    /** The ministry's code of an institution: the letter is the rest of the number divided by 23, so that a slip of a digit is seen. */
    static String uai(String text) {
        int number = Integer.parseInt(matching(UAI, text).substring(0, UAI_DIGITS));
        if (text.charAt(UAI_DIGITS) != UAI_LETTERS.charAt(number % UAI_LETTERS.length())) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    static String dn(String text) {
        return matching(DN, text);
    }

    static String cron(String text) {
        if (!CronExpression.isValidExpression(text)) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    /** Not negative. */
    static Duration duration(String text) {
        Duration duration = Duration.parse(text);
        if (duration.isNegative()) {
            throw new IllegalArgumentException();
        }
        return duration;
    }

    static String loginPattern(String text) {
        return new NamePatterns(text, LOGIN_LENGTH, Set.of(), NamePatterns.DEFAULT_MAIL, STAND_IN_DOMAIN)
                .loginPattern();
    }

    static String mailPattern(String text) {
        return new NamePatterns(NamePatterns.DEFAULT_LOGIN, LOGIN_LENGTH, Set.of(), text, STAND_IN_DOMAIN)
                .mailPattern();
    }

    static SupannState supannState(String text) {
        try {
            return SupannState.parse(text);
        } catch (InvalidValueException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static ZoneId zone(String text) {
        return ZoneId.of(text);
    }

    private static String matching(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException();
        }
        return text;
    }
}
