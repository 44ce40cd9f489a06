package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.AttributeRules;
import fr.sesame.account.Calendar;
import fr.sesame.account.Explanation;
import fr.sesame.account.Suspensions;
import fr.sesame.history.AccountHistory;
import fr.sesame.run.RunException;
import fr.sesame.run.RunStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Explains an account at an instant: by its entry now and in the future, by its history in the past. */
final class Explainer {
    private final Calendar calendar;
    private final Suspensions suspensions;
    private final RunStore runs;
    private final Speech speech;
    private final int keepMonths;
    private final AttributeRules attributes;

    /**
     * @param keepMonths for how long the history is kept
     * @param attributes who is master of each attribute
     */
    Explainer(
            Calendar calendar,
            Suspensions suspensions,
            RunStore runs,
            Speech speech,
            int keepMonths,
            AttributeRules attributes) {
        this.attributes = attributes;
        this.calendar = calendar;
        this.suspensions = suspensions;
        this.runs = runs;
        this.speech = speech;
        this.keepMonths = keepMonths;
    }

    /** At that instant, which is now or later. */
    Explained ahead(Account account, AccountHistory history, Instant at, Instant now) throws RunException {
        Explanation explanation = Explanation.of(account, calendar, suspensions, at);
        List<String> notes = new ArrayList<>();
        if (at.isAfter(now)) {
            notes.add(speech.say("note.future"));
        }
        if (!explanation.rulesAgree()) {
            notes.add(speech.say("note.rules"));
        }
        var extracts = Explained.extracts(account.keys(), runs);
        return new Explained(
                explanation,
                Explained.origins(history, runs, now),
                extracts,
                Explained.held(account.keys(), extracts),
                attributes.ownership(account.attributes()),
                notes);
    }

    /** As it was at that instant; empty if there was no account yet. */
    Optional<Explained> past(AccountHistory history, SecurityActs acts, Instant at) throws RunException {
        Optional<Account> then = history.at(at);
        if (then.isEmpty()) {
            return Optional.empty();
        }
        List<String> notes = new ArrayList<>();
        notes.add(known(history, at));
        if (!history.locks().isKnownAt(at)) {
            notes.add(speech.say("note.locks-unknown", trail(acts, at)));
        }
        notes.add(speech.say("note.names-now"));
        return Optional.of(new Explained(
                Explanation.of(then.get(), calendar, suspensions, at),
                Explained.origins(history, runs, at),
                Map.of(),
                List.of(),
                List.of(),
                notes));
    }

    private String known(AccountHistory history, Instant at) {
        Optional<Instant> since = history.since();
        if (history.isSureAt(at)) {
            return speech.say("note.past", since.map(speech::instant).orElse(""));
        }
        if (since.isPresent() && !at.isBefore(since.get())) {
            return speech.say(
                    "note.past-unsure", speech.instant(history.versionAt(at).from()));
        }
        return speech.say(
                "note.before-history",
                since.map(instant -> speech.say("note.history-since", speech.instant(instant)))
                        .orElse(""),
                keepMonths);
    }

    private String trail(SecurityActs acts, Instant at) {
        Instant since = acts.since();
        if (since == null) {
            return speech.say("note.trail-none", acts.unreadable().orElse("-"));
        }
        return at.isBefore(since)
                ? speech.say("note.trail-since", speech.instant(since))
                : speech.say("note.trail-unlock");
    }
}
