package fr.sesame.identity;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.MailAddress;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How an institution makes logins and mail addresses of names.
 *
 * <pre>
 *   pattern = { literal | "{" part [ ":" letters ] "}" }     {given:1}{family}
 *   part    = "given" | "family" | "login" | "domain"        the last two in mail addresses only
 * </pre>
 *
 * @param loginPattern of the login; names lose everything but letters and digits in it
 * @param loginMaxLength the longest login, the number of a collision included
 * @param reserved logins and local parts that nobody gets
 * @param mailPattern of the mail address; names keep hyphens between words in it
 * @param mailDomain what {@code {domain}} stands for
 */
public record NamePatterns(
        String loginPattern, int loginMaxLength, Set<String> reserved, String mailPattern, String mailDomain) {

    /** {@code mdupont}. */
    public static final String DEFAULT_LOGIN = "{given:1}{family}";

    /** {@code marie.dupont@univ.example}. */
    public static final String DEFAULT_MAIL = "{given}.{family}@{domain}";

    /** What Unix hosts still show in full in every listing. */
    public static final int DEFAULT_LOGIN_MAX_LENGTH = 20;

    /** Roles that RFC 2142 gives a mailbox, accounts of Unix hosts, and names that would let somebody pass for a service. */
    public static final Set<String> DEFAULT_RESERVED = Set.of(
            "abuse",
            "adm",
            "admin",
            "administrateur",
            "administrator",
            "anonymous",
            "apache",
            "backup",
            "bin",
            "cas",
            "contact",
            "daemon",
            "dbus",
            "ftp",
            "games",
            "gdm",
            "guest",
            "halt",
            "hostmaster",
            "info",
            "invite",
            "ldap",
            "list",
            "lp",
            "mail",
            "mailer-daemon",
            "man",
            "marketing",
            "messagebus",
            "mysql",
            "news",
            "nobody",
            "noc",
            "noreply",
            "no-reply",
            "ntp",
            "operator",
            "oracle",
            "postfix",
            "postgres",
            "postmaster",
            "proxy",
            "radius",
            "root",
            "sales",
            "security",
            "sesame",
            "shutdown",
            "smtp",
            "sshd",
            "support",
            "sync",
            "sys",
            "system",
            "systemd",
            "test",
            "usenet",
            "uucp",
            "webmaster",
            "www",
            "www-data");

    private static final int SHORTEST = 4;
    private static final int LONGEST = 64;

    /** @throws InvalidValueException if a pattern, a length or the domain has another form */
    public NamePatterns {
        reserved = reserved.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        if (loginMaxLength < SHORTEST || loginMaxLength > LONGEST) {
            throw new InvalidValueException("a login is at most " + loginMaxLength + " characters; expected " + SHORTEST
                    + " to " + LONGEST + ", so that there is room for a number");
        }
        NamePattern.ofLogin(loginPattern);
        NamePattern.ofMail(mailPattern);
        try {
            new MailAddress("x@" + mailDomain);
        } catch (InvalidValueException e) {
            throw new InvalidValueException(
                    "'" + mailDomain + "' is not the domain of mail addresses; expected such as univ.example");
        }
    }

    /** The usual ones, for that domain. */
    public static NamePatterns defaults(String mailDomain) {
        return new NamePatterns(DEFAULT_LOGIN, DEFAULT_LOGIN_MAX_LENGTH, DEFAULT_RESERVED, DEFAULT_MAIL, mailDomain);
    }

    /** The same with other reserved words besides. */
    public NamePatterns reserving(Set<String> more) {
        Set<String> all = new TreeSet<>(reserved);
        all.addAll(more);
        return new NamePatterns(loginPattern, loginMaxLength, all, mailPattern, mailDomain);
    }
}
