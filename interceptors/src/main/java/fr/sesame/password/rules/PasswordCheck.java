package fr.sesame.password.rules;

import fr.sesame.password.rules.Weakness.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Says what is weak in a new password, all of it at once. Safe for use by several threads. */
public final class PasswordCheck {
    private static final Pattern LIKE_A_HASH = Pattern.compile("\\{[A-Za-z0-9._/+-]{1,32}\\}.*", Pattern.DOTALL);

    private final PasswordRules rules;
    private final WellKnownPasswords wellKnown;

    public PasswordCheck(PasswordRules rules, WellKnownPasswords wellKnown) {
        this.rules = rules;
        this.wellKnown = wellKnown;
    }

    /**
     * The weaknesses; none if the password may be taken.
     *
     * @param owner whose password it would be
     * @param former whether it is one of the last {@link PasswordRules#history} passwords. That costs as many slow hashes, so
     *     it is asked only of a password that is right in everything else
     */
    public List<Weakness> check(String password, Owner owner, Predicate<String> former) {
        int length = password.codePointCount(0, password.length());
        if (length > rules.maxLength()) {
            return List.of(Weakness.of(Kind.TOO_LONG, rules.maxLength())); // nothing else is worth its time
        }
        List<Weakness> found = new ArrayList<>();
        if (length < rules.minLength()) {
            found.add(Weakness.of(Kind.TOO_SHORT, rules.minLength()));
        } else if (rules.alternatives().stream().noneMatch(one -> one.isMetBy(password))) {
            found.add(new Weakness(Kind.TOO_SIMPLE, List.copyOf(rules.alternatives())));
        }
        if (password.codePoints().distinct().count() < rules.distinct()) {
            found.add(Weakness.of(Kind.REPETITIVE, rules.distinct()));
        }
        if (!isText(password)) {
            found.add(Weakness.of(Kind.NOT_TEXT));
        }
        if (LIKE_A_HASH.matcher(password).matches()) {
            found.add(Weakness.of(Kind.LIKE_A_HASH));
        }
        if (rules.nameLetters() > 0 && containsName(password, owner)) {
            found.add(Weakness.of(Kind.CONTAINS_NAME));
        }
        if (rules.wellKnown() && wellKnown.contains(password)) {
            found.add(Weakness.of(Kind.WELL_KNOWN));
        }
        if (found.isEmpty() && rules.history() > 0 && former.test(password)) {
            found.add(Weakness.of(Kind.IN_HISTORY, rules.history()));
        }
        return List.copyOf(found);
    }

    private boolean containsName(String password, Owner owner) {
        String folded = Folding.fold(password);
        List<String> forms = List.of(
                folded, Folding.alphanumeric(folded), Folding.unleet(folded), Folding.unleet(folded.replace('1', 'l')));
        return owner.parts(rules.nameLetters()).stream()
                .anyMatch(part ->
                        forms.stream().anyMatch(form -> form.contains(part) || form.contains(Folding.reversed(part))));
    }

    /** No control character, and no half of a surrogate pair: not everybody could type or send it. */
    private static boolean isText(String password) {
        return password.codePoints()
                .noneMatch(one -> Character.isISOControl(one) || Character.getType(one) == Character.SURROGATE);
    }
}
