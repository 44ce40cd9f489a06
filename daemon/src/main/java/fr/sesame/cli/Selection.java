package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whom a command is about: named ones, a list, or whoever a filter finds. All problems are found before anything is written. */
final class Selection {
    @Parameters(paramLabel = "UID", arity = "0..*", description = "Logins.")
    private List<String> uids = new ArrayList<>();

    @Option(
            names = "--from-file",
            paramLabel = "FILE",
            description =
                    "A list, one login a line; empty lines and what follows # are passed over; - is standard input.")
    private @Nullable String file;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description =
                    "Whoever an LDAP filter finds, such as '(supannEntiteAffectation=UFRSCI)'. Shows who, and writes with --apply"
                            + " alone.")
    private @Nullable String filter;

    @Option(names = "--apply", description = "With --filter: writes what would only be shown.")
    private boolean apply;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "With --filter or --from-file: not more than so many accounts. Default: ${DEFAULT-VALUE}.")
    private int limit;

    /** What was selected cannot be had: nothing was written. */
    static final class ProblemsException extends Exception {
        private static final long serialVersionUID = 1L;

        ProblemsException(List<String> problems) {
            super(String.join(System.lineSeparator(), problems));
        }
    }

    /** Whether they are found, and not named. */
    boolean isFilter() {
        return filter != null;
    }

    /** Whether it is shown only. */
    boolean isPreview() {
        return filter != null && !apply;
    }

    /** @throws InvalidValueException if not exactly one of the three ways is taken */
    void check() {
        int ways = (uids.isEmpty() ? 0 : 1) + (file == null ? 0 : 1) + (filter == null ? 0 : 1);
        if (ways != 1) {
            throw new InvalidValueException(
                    ways == 0
                            ? "nobody is named; expected logins, --from-file FILE or --filter FILTER"
                            : "expected one of these: logins, --from-file FILE, --filter FILTER");
        }
        if (apply && filter == null) {
            throw new InvalidValueException("--apply belongs to --filter; what is named is written without it");
        }
        if (limit < 1) {
            throw new InvalidValueException("found " + limit + " for --limit; expected 1 or more");
        }
    }

    /**
     * The accounts, by login.
     *
     * @throws ProblemsException with each login that is none or that nobody has, and with what is beyond the limit
     */
    List<Account> accounts(Directory directory) throws DirectoryException, IOException, ProblemsException {
        if (filter != null) {
            return found(directory, filter);
        }
        List<String> problems = new ArrayList<>();
        Set<Login> seen = new LinkedHashSet<>();
        List<Account> accounts = new ArrayList<>();
        for (Named named : named()) {
            try {
                Login login = new Login(named.uid());
                if (seen.add(login)) {
                    Optional<Account> account = directory.find(login);
                    account.ifPresentOrElse(
                            accounts::add, () -> problems.add(named.where() + "there is no account '" + login + "'"));
                }
            } catch (InvalidValueException e) {
                problems.add(named.where() + e.getMessage());
            }
        }
        if (file != null && seen.size() > limit) {
            problems.add(beyond(seen.size()));
        }
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return accounts;
    }

    private List<Account> found(Directory directory, String text) throws DirectoryException, ProblemsException {
        List<Account> first = new ArrayList<>();
        int[] all = {0};
        directory.locks().forEach(text, account -> {
            all[0]++;
            if (first.size() < limit) {
                first.add(account);
            }
        });
        if (all[0] > limit) {
            throw new ProblemsException(List.of(beyond(all[0])));
        }
        first.sort(Comparator.comparing(Account::login));
        return first;
    }

    private String beyond(int count) {
        return count + " accounts, limit " + limit + "; if all of them are meant: --limit " + count;
    }

    /** @param where file and line, or nothing */
    private record Named(String where, String uid) {}

    private List<Named> named() throws IOException {
        if (file == null) {
            return uids.stream().map(uid -> new Named("", uid)).toList();
        }
        List<Named> named = new ArrayList<>();
        try (BufferedReader reader = file.equals("-")
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                String uid = line.replaceFirst("#.*", "").strip();
                if (!uid.isEmpty()) {
                    named.add(new Named((file.equals("-") ? "standard input" : file) + " line " + number + ": ", uid));
                }
            }
        } catch (NoSuchFileException | CharacterCodingException e) {
            throw new InvalidValueException("'" + file + "' cannot be read as UTF-8 text ("
                    + e.getClass().getSimpleName() + "); expected one login a line");
        }
        if (named.isEmpty()) {
            throw new InvalidValueException("'" + file + "' names nobody; expected one login a line");
        }
        return named;
    }
}
