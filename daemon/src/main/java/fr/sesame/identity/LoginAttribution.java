package fr.sesame.identity;

import fr.sesame.account.Account;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.SourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Gives newcomers the login and the mail address that are theirs for ever: never one that an account has or had, an erased one too, whatever
 * its state (domain.md, "The five states": accounts are kept so that nothing is given twice), never a reserved one.
 * Numbered on collision: {@code mdupont}, {@code mdupont2}, {@code mdupont3}.
 */
public final class LoginAttribution {
    private static final Comparator<Person.Newcomer> ORDER = Comparator.comparing(LoginAttribution::smallestKey);
    private static final int LONGEST_LOCAL_PART = 64;
    private static final String NAMELESS = "user";

    private final NamePatterns patterns;
    private final NamePattern login;
    private final NamePattern mail;

    public LoginAttribution(NamePatterns patterns) {
        this.patterns = patterns;
        this.login = NamePattern.ofLogin(patterns.loginPattern());
        this.mail = NamePattern.ofMail(patterns.mailPattern());
    }

    /** What a newcomer is given. */
    public record Attributed(Person.Newcomer person, Login login, MailAddress mail) {}

    /**
     * In the order of the people's smallest keys, whatever theirs was: the same extracts give the same logins.
     *
     * @param names what is taken beside the accounts' logins and mail addresses: aliases, and the names of the erased
     */
    public List<Attributed> attribute(
            Collection<Account> accounts, Collection<String> names, Collection<Person.Newcomer> newcomers) {
        if (newcomers.isEmpty()) {
            return List.of();
        }
        Taken logins = new Taken(patterns.reserved());
        Taken mails = new Taken(patterns.reserved());
        for (Account account : accounts) {
            logins.add(account.login().value());
            // Whatever the domain: one local part in two domains of one institution is taken for one person's.
            mails.add(localPart(account.mail()));
        }
        for (String name : names) {
            int at = name.indexOf('@');
            if (at < 0) {
                logins.add(name);
            } else {
                mails.add(name.substring(0, at));
            }
        }
        List<Attributed> attributed = new ArrayList<>();
        for (Person.Newcomer person : newcomers.stream().sorted(ORDER).toList()) {
            String uid = logins.take(loginBase(person.civil()), patterns.loginMaxLength());
            attributed.add(new Attributed(person, new Login(uid), mailOf(person.civil(), uid, mails)));
        }
        return attributed;
    }

    private static SourceKey smallestKey(Person.Newcomer person) {
        return person.records().stream()
                .map(PersonRecord::key)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private String loginBase(CivilIdentity civil) {
        String text = login.fill(Map.of(
                "given", Folding.letters(civil.givenName()),
                "family", Folding.letters(civil.familyName())));
        // A login begins with a letter; separators make sense only between two names that are there.
        String base = tidy(text).replaceFirst("^[^a-z]+", "");
        return base.isEmpty() ? NAMELESS : base;
    }

    private MailAddress mailOf(CivilIdentity civil, String uid, Taken mails) {
        String text = mail.fill(Map.of(
                "given", Folding.hyphenated(civil.givenName()),
                "family", Folding.hyphenated(civil.familyName()),
                "login", uid,
                "domain", patterns.mailDomain()));
        int at = text.indexOf('@');
        String local = tidy(text.substring(0, at));
        String free = mails.take(local.isEmpty() ? uid : local, LONGEST_LOCAL_PART);
        return new MailAddress(free + text.substring(at));
    }

    private static String localPart(MailAddress address) {
        return address.value().substring(0, address.value().indexOf('@'));
    }

    /** Without separators at the ends, and only one between two names. */
    static String tidy(String text) {
        return text.replaceAll("[._+-]*([._+-])", "$1").replaceAll("^[._+-]+|[._+-]+$", "");
    }
}
