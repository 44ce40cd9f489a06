package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.AccountState;
import fr.sesame.account.Affiliation;
import fr.sesame.account.AttributeRules;
import fr.sesame.account.Course;
import fr.sesame.account.Decision;
import fr.sesame.account.Explanation;
import fr.sesame.account.Facts;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.Lock;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Suspension;
import fr.sesame.reconcile.SourceReport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** An explanation as a page that a support desk reads to somebody on the telephone: what first, then why, then what to do. */
final class ExplainPage {
    private static final String IN = "  ";
    private static final int CHECKSUM_DIGITS = 12;

    private final Speech speech;
    private final RuleWords rules;
    private final String contact;
    private final List<String> lines = new ArrayList<>();

    /** @param contact whom people are to turn to; empty: not said */
    ExplainPage(Speech speech, String contact) {
        this.speech = speech;
        this.rules = new RuleWords(speech);
        this.contact = contact;
    }

    List<String> lines(Explained explained) {
        Explanation explanation = explained.explanation();
        head(explanation);
        why(explained);
        suspension(explanation);
        locks(explanation);
        held(explained.held());
        attributes(explained.attributes());
        ahead(explanation);
        todo(explanation);
        section("page.notes", explained.notes());
        return lines;
    }

    private void head(Explanation explanation) {
        Account account = explanation.account();
        line(
                0,
                "page.title",
                account.civil().givenName(),
                account.civil().familyName(),
                account.login(),
                account.mail());
        line(0, "page.at", speech.instant(explanation.at()), speech.zone());
        blank();
        Decision decision = explanation.decision();
        line(
                0,
                "page.state",
                speech.state(decision).toUpperCase(speech.language()),
                speech.say(explanation.suspension().isPresent() ? "bind.suspended" : "bind." + Said.word(decision)));
        lines.add(explanation
                .since()
                .map(at -> speech.say("page.since", speech.from(at)))
                .orElse(speech.say("page.since-ever")));
        lines.add(explanation
                .until()
                .map(at -> speech.say("page.until", speech.until(at)))
                .orElse(speech.say("page.no-end")));
    }

    private void why(Explained explained) {
        Explanation explanation = explained.explanation();
        blank();
        line(0, "page.why");
        if (explanation.reasons().isEmpty()) {
            line(1, "page.no-record");
        }
        boolean several = explanation.reasons().size() > 1;
        boolean first = true;
        for (Explanation.Reason reason : explanation.reasons()) {
            Affiliation affiliation = reason.affiliation();
            String structure =
                    affiliation.structure() == null ? "" : speech.say("page.structure", affiliation.structure());
            String record = speech.say(
                    "page.record",
                    affiliation.key().source(),
                    affiliation.key().value(),
                    speech.population(affiliation.population()),
                    structure,
                    speech.phase(reason.phase()));
            lines.add(IN + record + (several && first ? " " + speech.say("page.decides") : ""));
            line(2, "page.facts", speech.say("colon"), told(affiliation.facts()));
            if (reason.rule().isPresent()) {
                line(
                        2,
                        "page.rule",
                        speech.say("colon"),
                        rules.rule(affiliation.population(), reason.rule().get()));
                line(2, "page.days", speech.say("colon"), days(reason));
            } else {
                line(2, "page.no-rule", affiliation.population());
            }
            Explained.Origin origin = explained.origins().get(affiliation);
            if (origin != null) {
                lines.add(IN + IN + written(origin));
            }
            SourceReport extract = explained.extracts().get(affiliation.key().source());
            if (extract != null && !isThatOf(origin, extract)) {
                lines.add(IN + IN + extract(affiliation.key().source(), extract));
            }
            first = false;
        }
    }

    private static boolean isThatOf(Explained.@Nullable Origin origin, SourceReport extract) {
        return origin != null && origin.report().filter(extract::equals).isPresent();
    }

    private String days(Explanation.Reason reason) {
        LocalDate opens = reason.opens().orElse(null);
        LocalDate closes = reason.closes().orElse(null);
        if (opens == null) {
            return speech.say("days.never");
        }
        if (closes == null) {
            return speech.say("days.open-ended", speech.day(opens));
        }
        if (closes.isBefore(opens)) {
            return speech.say("days.closed-before", speech.day(opens), speech.day(closes));
        }
        String open = speech.say("days.open", speech.day(opens), speech.day(closes));
        return reason.pendingThrough()
                .map(day -> open + speech.say("semicolon") + speech.say("days.pending", speech.day(day)))
                .orElse(open);
    }

    private String told(Facts facts) {
        List<String> told = new ArrayList<>();
        day(told, "told.begin", facts.begin());
        day(told, "told.end", facts.end());
        day(told, "told.recorded", facts.recorded());
        Integer year = facts.year();
        if (year != null) {
            told.add(speech.say("told.year", year + "/" + (year + 1)));
        }
        day(told, "told.cancelled", facts.cancelled());
        if (facts.validatedBy() != null) {
            told.add(speech.say("told.validated", facts.validatedBy()));
        }
        day(told, "told.gone", facts.gone());
        return told.isEmpty() ? speech.say("told.nothing") : String.join(speech.say("semicolon"), told);
    }

    private void day(List<String> told, String key, @Nullable LocalDate day) {
        if (day != null) {
            told.add(speech.say(key, speech.day(day)));
        }
    }

    private String written(Explained.Origin origin) {
        var facts = origin.report().map(SourceReport::facts).orElse(null);
        return facts == null
                ? speech.say("page.written-unknown", speech.instant(origin.at()))
                : speech.say(
                        "page.written",
                        speech.instant(origin.at()),
                        facts.origin(),
                        facts.rows(),
                        speech.instant(facts.modified()),
                        shortened(facts.sha256()));
    }

    private String extract(String source, SourceReport report) {
        var facts = report.facts();
        return facts == null
                ? ""
                : speech.say(
                        "page.extract",
                        source,
                        speech.say("colon"),
                        facts.origin(),
                        speech.instant(report.startedAt()),
                        facts.rows(),
                        speech.instant(facts.modified()),
                        shortened(facts.sha256()));
    }

    private static String shortened(String checksum) {
        return checksum.length() <= CHECKSUM_DIGITS ? checksum : checksum.substring(0, CHECKSUM_DIGITS) + "…";
    }

    private void suspension(Explanation explanation) {
        explanation
                .suspension()
                .ifPresent(suspension -> section(
                        "page.suspension",
                        List.of(
                                speech.say(
                                        "page.suspended",
                                        suspension.id(),
                                        suspension.by(),
                                        speech.from(suspension.from()),
                                        speech.until(suspension.until())),
                                speech.say("page.message", speech.say("colon"), message(suspension)))));
    }

    private String message(Suspension suspension) {
        String english = suspension.messageEn();
        return english != null && speech.language().equals(Locale.ENGLISH) ? english : suspension.message();
    }

    private void locks(Explanation explanation) {
        Optional<Lock> holds = explanation.lock();
        Optional<Lock> planned = explanation.lockAhead();
        if (holds.isPresent() || planned.isPresent()) {
            blank();
            line(0, "page.locks");
            holds.ifPresent(lock -> {
                lock("page.lock", lock);
                line(
                        1,
                        "page.without-lock",
                        speech.phase(explanation.account().timeline().phaseAt(explanation.at())));
            });
            planned.ifPresent(lock -> lock("page.lock-ahead", lock));
        }
    }

    private void lock(String key, Lock lock) {
        Instant until = lock.until();
        line(
                1,
                key,
                speech.say("lock." + lock.kind().word()),
                lock.by(),
                speech.instant(lock.since()),
                until == null ? speech.say("page.lock-open") : speech.say("page.lock-until", speech.until(until)),
                speech.say("colon"),
                lock.reason());
    }

    private void held(List<HeldRecord> held) {
        List<String> told = new ArrayList<>();
        for (HeldRecord record : held) {
            told.add(speech.say(
                    "page.held-line",
                    record.key().source(),
                    record.key().value(),
                    speech.say("colon"),
                    speech.word("reason.", record.reason().word()),
                    record.detail()));
        }
        section("page.held", told);
    }

    private void attributes(List<AttributeRules.Ownership> attributes) {
        List<String> told = new ArrayList<>();
        for (AttributeRules.Ownership one : attributes) {
            String from = one.from().map(SourceKey::toString).orElse("");
            String whose = one.isChanged() ? "changed." + one.master().word() : "given";
            told.add(one.attribute() + speech.say("colon") + values(one.values()) + " – "
                    + speech.say("attribute." + whose, from, values(one.given())));
        }
        section("page.attributes", told);
    }

    private String values(SortedSet<String> values) {
        return values.isEmpty() ? speech.say("attribute.nothing") : String.join(", ", values);
    }

    private void ahead(Explanation explanation) {
        List<String> told = new ArrayList<>();
        for (Course.Turn turn : explanation.ahead()) {
            told.add(speech.say(
                    "page.ahead-line", speech.from(turn.at()), speech.say("colon"), speech.state(turn.decision())));
        }
        section("page.ahead", told.isEmpty() ? List.of(speech.say("page.ahead-none")) : told);
    }

    private void todo(Explanation explanation) {
        List<String> told = new ArrayList<>();
        told.add(advice(explanation));
        if (!contact.isEmpty()) {
            told.add(speech.say("page.contact", speech.say("colon"), contact));
        }
        section("page.todo", told);
    }

    private String advice(Explanation explanation) {
        if (explanation.suspension().isPresent()) {
            return speech.say(
                    "todo.suspended",
                    message(explanation.suspension().get()),
                    speech.until(explanation.suspension().get().until()));
        }
        Optional<String> opens = explanation.ahead().stream()
                .filter(turn -> turn.decision() instanceof Decision.Allowed)
                .findFirst()
                .map(turn -> speech.from(turn.at()));
        AccountState state = explanation.decision().state();
        return switch (state) {
            case PREPARED ->
                opens.map(day -> speech.say("todo.prepared", day)).orElse(speech.say("todo.prepared-never"));
            case LOCKED ->
                explanation
                        .lock()
                        .map(lock -> speech.say("todo.locked." + lock.kind().word()))
                        .orElse("");
            case ACTIVE -> speech.say("todo.active");
            case PENDING ->
                speech.say(
                        "todo." + Said.word(explanation.decision()),
                        office(explanation),
                        explanation.until().map(speech::until).orElse(""));
            case INACTIVE ->
                opens.map(day -> speech.say("todo.inactive-opens", day))
                        .orElseGet(() -> speech.say("todo.inactive", office(explanation)));
        };
    }

    private String office(Explanation explanation) {
        String population = explanation
                .deciding()
                .map(reason -> reason.affiliation().population().name())
                .orElse("");
        return speech.sayFirst(List.of("office." + population.toLowerCase(Locale.ROOT), "office"));
    }

    private void section(String title, List<String> told) {
        if (!told.isEmpty()) {
            blank();
            line(0, title);
            told.forEach(line -> lines.add(IN + line));
        }
    }

    private void line(int depth, String key, Object... values) {
        lines.add(IN.repeat(depth) + speech.say(key, values));
    }

    private void blank() {
        lines.add("");
    }
}
