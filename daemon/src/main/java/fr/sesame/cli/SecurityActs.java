package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.Lock;
import fr.sesame.account.Login;
import fr.sesame.audit.AuditException;
import fr.sesame.audit.AuditFolder;
import fr.sesame.audit.AuditLine;
import fr.sesame.history.LockEvent;
import fr.sesame.history.LockEvents;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The security acts on one account that were done, from the audit trail: what they are to an {@link fr.sesame.history.AccountHistory}.
 *
 * @param since the instant of the first line of the trail; null if it cannot be read, or is empty
 * @param lines accepted acts on the account, binds left out
 * @param unreadable why it cannot be read; empty if it can
 */
record SecurityActs(@Nullable Instant since, List<AuditLine> lines, Optional<String> unreadable) {
    private static final String LOCK = "lock";
    private static final String UNLOCK = "unlock";
    private static final List<String> TOLD =
            List.of(LOCK, UNLOCK, "password-change", "password-reset", "write", "erasure", "content-replaced");
    private static final Pattern LAID = Pattern.compile(
            "kind=(?<kind>technical|administrative)(?: since=(?<since>\\S+))?(?: until=(?<until>\\S+))? by=(?<by>.*?) reason=(?<reason>.*)");
    private static final Pattern LIFTED = Pattern.compile("by=(?<by>.*?) reason=(?<reason>.*)");

    SecurityActs {
        lines = List.copyOf(lines);
    }

    /** Those on that account. A trail that cannot be read is no failure: the other half of what is asked is elsewhere. */
    static SecurityActs read(Installation installation, Login login) {
        if (!installation.hasOwnDirectory()) {
            return new SecurityActs(
                    null,
                    List.of(),
                    Optional.of("the directory is another's, and its acts are not in the audit trail"));
        }
        List<AuditLine> lines = new ArrayList<>();
        List<Instant> first = new ArrayList<>();
        try {
            installation.audit().read(null, null, line -> {
                if (first.isEmpty()) {
                    first.add(line.at());
                }
                if (line.outcome().equals("accepted")
                        && TOLD.contains(line.kind())
                        && (line.kind().equals("content-replaced") || concerns(line, login, installation.base()))) {
                    lines.add(line);
                }
            });
            return new SecurityActs(first.isEmpty() ? null : first.get(0), lines, Optional.empty());
        } catch (AuditException e) {
            return new SecurityActs(null, List.of(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /** Those on the account itself, not on everybody. */
    List<AuditLine> of(Login login, String base) {
        return lines.stream().filter(line -> concerns(line, login, base)).toList();
    }

    /** Its locks over time. */
    LockEvents locks(Account account) {
        List<LockEvent> events = new ArrayList<>();
        for (AuditLine line : lines) {
            if (line.kind().equals(LOCK)) {
                laid(line).ifPresent(events::add);
            } else if (line.kind().equals(UNLOCK)) {
                Matcher said = LIFTED.matcher(line.detail());
                boolean known = said.matches();
                events.add(new LockEvent(
                        line.at(), null, known ? said.group("by") : line.actor(), known ? said.group("reason") : ""));
            }
        }
        return new LockEvents(since, events, account.lock());
    }

    /** Their entry, or their tombstone, which is in another branch. */
    private static boolean concerns(AuditLine line, Login login, String base) {
        String target = AuditFolder.normal(line.target());
        return target.startsWith("uid=" + login + ",") && target.endsWith("," + AuditFolder.normal(base));
    }

    /** The words are those of the trail; a line of another version that says none of them tells of no lock. */
    private static Optional<LockEvent> laid(AuditLine line) {
        Matcher said = LAID.matcher(line.detail());
        if (!said.matches()) {
            return Optional.empty();
        }
        try {
            Lock lock = new Lock(
                    Lock.Kind.ofWord(said.group("kind")),
                    said.group("since") == null ? line.at() : Instant.parse(said.group("since")),
                    said.group("until") == null ? null : Instant.parse(said.group("until")),
                    said.group("by"),
                    said.group("reason"));
            return Optional.of(new LockEvent(line.at(), lock, lock.by(), lock.reason()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
