package fr.sesame.password.rules;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/**
 * Why a password is not taken.
 *
 * @param kind which rule
 * @param arguments its numbers, or the alternatives that are not met, for the sentence
 */
public record Weakness(Kind kind, List<Object> arguments) {
    /** The rules, with the error of the password policy control (draft-behera-ldap-password-policy-11, 6.2). */
    public enum Kind {
        TOO_SHORT(6),
        /** Error 9 would say it, but many clients end at 8. */
        TOO_LONG(5),
        TOO_SIMPLE(5),
        REPETITIVE(5),
        NOT_TEXT(5),
        LIKE_A_HASH(5),
        CONTAINS_NAME(5),
        WELL_KNOWN(5),
        IN_HISTORY(8),
        TOO_YOUNG(7);

        private final int policyError;

        Kind(int policyError) {
            this.policyError = policyError;
        }
    }

    public Weakness {
        arguments = List.copyOf(arguments);
    }

    static Weakness of(Kind kind, Object... arguments) {
        return new Weakness(kind, List.of(arguments));
    }

    /** The error of the password policy response control. */
    public int policyError() {
        return kind.policyError;
    }

    /** For the person: in French if that is the language, else in English. */
    public String sentence(Locale locale) {
        Locale spoken = locale.getLanguage().equals(Locale.FRENCH.getLanguage()) ? Locale.FRENCH : Locale.ENGLISH;
        ResourceBundle messages = ResourceBundle.getBundle("fr.sesame.password.rules.messages", spoken);
        if (kind == Kind.TOO_SIMPLE) {
            String alternatives = arguments.stream()
                    .map(one -> alternative((Composition) one, messages))
                    .collect(Collectors.joining(messages.getString("or")));
            return format(messages, kind.name(), alternatives);
        }
        return format(messages, kind.name(), arguments.toArray());
    }

    private static String alternative(Composition one, ResourceBundle messages) {
        StringBuilder text = new StringBuilder(format(messages, "length", one.length()));
        if (one.classes() > 0) {
            text.append(format(messages, "classes", one.classes()));
        }
        if (!one.with().isEmpty()) {
            text.append(one.with().stream()
                    .sorted()
                    .map(with -> messages.getString(with.name()))
                    .collect(Collectors.joining(messages.getString("and"), messages.getString("with"), "")));
        }
        if (one.words() > 0) {
            text.append(format(messages, "words", one.words()));
        }
        return text.toString();
    }

    private static String format(ResourceBundle messages, String key, Object... arguments) {
        return new MessageFormat(messages.getString(key), messages.getLocale()).format(arguments);
    }
}
