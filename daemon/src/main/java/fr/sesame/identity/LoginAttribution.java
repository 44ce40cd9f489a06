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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gives newcomers a login and a mail address, and who is renamed another address: never one that an account has or had, an erased one
 * too, whatever its state (domain.md, "The five states": accounts are kept so that nothing is given twice), never a reserved one.
 * Numbered on collision: {@code mdupont}, {@code mdupont2}, {@code mdupont3}.
 */
public final class LoginAttribution {
    private static final Comparator<Person.Newcomer> ORDER = Comparator.comparing(LoginAttribution::smallestKey);
    private static final int LONGEST_LOCAL_PART = 64;
    private static final String NAMELESS = "user";
    private static final Pattern NUMBER = Pattern.compile("([2-9]|[1-9][0-9]+)?");

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

    /** {@link Giving#newcomers}, for who has nobody to rename. */
    public List<Attributed> attribute(
            Collection<Account> accounts, Collection<String> names, Collection<Person.Newcomer> newcomers) {
        return giving(accounts, names).newcomers(newcomers);
    }

    /**
     * What of names is left to give, where those are taken.
     *
     * @param names what is taken beside the accounts' logins and mail addresses: aliases, and the names of the erased
     */
    public Giving giving(Collection<Account> accounts, Collection<String> names) {
        return new Giving(accounts, names);
    }

    /** The names of one plan: what it has given once is taken. */
    public final class Giving {
        private final Collection<Account> accounts;
        private final Collection<String> names;
        private final Taken logins = new Taken(patterns.reserved());
        private final Taken mails = new Taken(patterns.reserved());
        private boolean read;

        private Giving(Collection<Account> accounts, Collection<String> names) {
            this.accounts = accounts;
            this.names = names;
        }

        /** Most plans give nothing: who is there is looked at when somebody needs a name. */
        private void read() {
            if (read) {
                return;
            }
            read = true;
            for (Account account : accounts) {
                logins.add(account.login().value());
                // Whatever the domain: one local part in two domains of one institution is taken for one person's.
                mails.add(localPart(account.mail().value()));
                account.otherMails().forEach(other -> mails.add(localPart(other.toLowerCase(Locale.ROOT))));
            }
            for (String name : names) {
                if (name.indexOf('@') < 0) {
                    logins.add(name);
                } else {
                    mails.add(localPart(name));
                }
            }
        }

        /** In the order of the people's smallest keys, whatever theirs was: the same extracts give the same logins. */
        public List<Attributed> newcomers(Collection<Person.Newcomer> newcomers) {
            List<Attributed> attributed = new ArrayList<>();
            for (Person.Newcomer person : newcomers.stream().sorted(ORDER).toList()) {
                read();
                String uid = logins.take(loginBase(person.civil()), patterns.loginMaxLength());
                attributed.add(new Attributed(
                        person, new Login(uid), address(person.civil(), uid).free(mails)));
            }
            return attributed;
        }

        /**
         * The address of an account under another name: the one that it has, if the pattern makes nothing else of the name; one that it had
         * before, if that was made of this name; else a free one.
         */
        public MailAddress renamed(Account account, CivilIdentity civil) {
            String uid = account.login().value();
            Address wanted = address(civil, uid);
            if (wanted.equals(address(account.civil(), uid))
                    || wanted.isMadeOf(account.mail().value())) {
                return account.mail();
            }
            Optional<String> own =
                    account.otherMails().stream().filter(wanted::isMadeOf).findFirst();
            if (own.isPresent()) {
                return new MailAddress(own.get());
            }
            read();
            return wanted.free(mails);
        }
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

    private Address address(CivilIdentity civil, String uid) {
        String text = mail.fill(Map.of(
                "given", Folding.hyphenated(civil.givenName()),
                "family", Folding.hyphenated(civil.familyName()),
                "login", uid,
                "domain", patterns.mailDomain()));
        int at = text.indexOf('@');
        String local = tidy(text.substring(0, at));
        return new Address(Taken.cut(local.isEmpty() ? uid : local, LONGEST_LOCAL_PART), text.substring(at));
    }

    /**
     * The address that the pattern makes of a name, as if it were free.
     *
     * @param domain with the {@code @}
     */
    private record Address(String local, String domain) {
        MailAddress free(Taken mails) {
            return new MailAddress(mails.take(local, LONGEST_LOCAL_PART) + domain);
        }

        /** Whether it is this one, or was numbered since this one was taken. */
        boolean isMadeOf(String address) {
            String lower = address.toLowerCase(Locale.ROOT);
            return lower.endsWith(domain)
                    && lower.startsWith(local)
                    && NUMBER.matcher(lower.substring(local.length(), lower.length() - domain.length()))
                            .matches();
        }
    }

    /** What people have written as another address may be none. */
    private static String localPart(String address) {
        return address.split("@", 2)[0];
    }

    /** Without separators at the ends, and only one between two names. */
    static String tidy(String text) {
        return text.replaceAll("[._+-]*([._+-])", "$1").replaceAll("^[._+-]+|[._+-]+$", "");
    }
}
