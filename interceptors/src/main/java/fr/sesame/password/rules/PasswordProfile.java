package fr.sesame.password.rules;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rules to begin with. The last two are an institution's examples: take them as they are, or change single values. */
public enum PasswordProfile {
    /**
     * CNIL 2022-100 (80 bits: 12 characters of 4 classes, or 14 with upper, lower and digits; 20 of any kind are more than
     * 80 bits too, and so long is a sentence of seven words) and ANSSI's guide of 2021: no expiry.
     */
    ANSSI_CNIL(
            new PasswordRules(
                    List.of(
                            new Composition(12, 4, Set.of(), 0),
                            new Composition(
                                    14, 0, Set.of(CharacterClass.UPPER, CharacterClass.LOWER, CharacterClass.DIGIT), 0),
                            new Composition(20, 0, Set.of(), 0)),
                    128,
                    6,
                    4,
                    true,
                    5),
            PasswordAging.NONE),
    /** Letters and digits, as in Provence; ten of them, which is below 80 bits and leans on the lockout. */
    PROVENCE(
            new PasswordRules(
                    List.of(new Composition(10, 0, Set.of(CharacterClass.LETTER, CharacterClass.DIGIT), 0)),
                    128,
                    6,
                    4,
                    true,
                    3),
            PasswordAging.NONE),
    /** The same, changed regularly, as in Poitiers: each year, with a month's warning and three grace logins. */
    POITIERS(
            new PasswordRules(
                    List.of(new Composition(10, 0, Set.of(CharacterClass.LETTER, CharacterClass.DIGIT), 0)),
                    128,
                    6,
                    4,
                    true,
                    5),
            new PasswordAging(Duration.ofDays(365), Duration.ofDays(30), 3, Duration.ofDays(1)));

    private final PasswordRules rules;
    private final PasswordAging aging;

    PasswordProfile(PasswordRules rules, PasswordAging aging) {
        this.rules = rules;
        this.aging = aging;
    }

    /** The word for it in a configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public PasswordRules rules() {
        return rules;
    }

    public PasswordAging aging() {
        return aging;
    }
}
