package fr.sesame.source.rows;

import fr.sesame.account.InvalidValueException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A telephone number of a French university: ten digits, the last nine after {@code +33}, or one of another country with its {@code +} or
 * {@code 00}. Numbers of overseas departments have a country code of their own.
 *
 * @param country the country's code if the number was written the French way; empty: it is at the begin of the rest
 * @param rest the digits that follow
 */
record PhoneNumber(String country, String rest) {
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\u00A0\\u202F./()-]");
    private static final Pattern FRENCH = Pattern.compile("0[1-9][0-9]{8}");
    /** E.164: fifteen digits at most, and no country's code begins with 0. */
    private static final Pattern INTERNATIONAL = Pattern.compile("[1-9][0-9]{7,14}");

    private static final String FRANCE = "33";
    private static final int OVERSEAS_DIGITS = 12;
    /** Réunion and Mayotte, Guadeloupe, Guyane, Martinique. */
    private static final Map<String, String> OVERSEAS = Map.ofEntries(
            Map.entry("262", "262"),
            Map.entry("263", "262"),
            Map.entry("269", "262"),
            Map.entry("639", "262"),
            Map.entry("692", "262"),
            Map.entry("693", "262"),
            Map.entry("590", "590"),
            Map.entry("690", "590"),
            Map.entry("691", "590"),
            Map.entry("594", "594"),
            Map.entry("694", "594"),
            Map.entry("596", "596"),
            Map.entry("696", "596"),
            Map.entry("697", "596"));

    /** @throws InvalidValueException if it is none, such as an extension: nothing is guessed */
    static PhoneNumber of(String text) {
        String bare = BETWEEN.matcher(text.replace("(0)", "")).replaceAll("");
        String international =
                bare.startsWith("+") ? bare.substring(1) : bare.startsWith("00") ? bare.substring(2) : "";
        if (international.startsWith(FRANCE)) {
            bare = "0" + international.substring(FRANCE.length()).replaceFirst("^0", "");
            international = "";
        }
        if (international.length() == OVERSEAS_DIGITS
                && international.startsWith(OVERSEAS.getOrDefault(international.substring(3, 6), "-"))) {
            return new PhoneNumber(international.substring(0, 3), international.substring(3));
        }
        if (!international.isEmpty() && INTERNATIONAL.matcher(international).matches()) {
            return new PhoneNumber("", international);
        }
        if (!international.isEmpty() || !FRENCH.matcher(bare).matches()) {
            throw new InvalidValueException("expected a telephone number such as 01 23 45 67 89 or +41 22 379 71 11");
        }
        return new PhoneNumber(OVERSEAS.getOrDefault(bare.substring(1, 4), FRANCE), bare.substring(1));
    }

    /** {@code +33123456789}. */
    String compact() {
        return "+" + country + rest;
    }

    /** {@code +33 1 23 45 67 89}; a number of another country is not taken apart, since each has its own way. */
    String spaced() {
        if (country.isEmpty()) {
            return compact();
        }
        int first = country.equals(FRANCE) ? 1 : 3;
        return "+" + country + " " + rest.substring(0, first)
                + rest.substring(first).replaceAll("([0-9]{2})", " $1");
    }
}
