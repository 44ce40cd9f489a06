package fr.sesame.local;

import fr.sesame.account.Act;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Answered;
import fr.sesame.account.Calendar;
import fr.sesame.account.Facts;
import fr.sesame.account.Login;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.account.SourceKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an act does to a record that was made by hand, and which acts the population's rule lets pass. Days are civil days in the
 * institution's zone; every end is inclusive.
 */
public final class LocalActs {
    /** In the place of whoever will validate, to see what else the rule asks. */
    private static final String SOMEBODY = "somebody";

    /** Later days mean "never" to the calendar, and what is made by hand ends. */
    private static final LocalDate LAST_DAY = LocalDate.of(2999, 12, 31);

    private final Calendar calendar;

    public LocalActs(Calendar calendar) {
        this.calendar = calendar;
    }

    /** The record of a request, which nobody has validated yet. */
    public Affiliation made(SourceKey key, LocalRequest request, Act act) {
        LocalDate today = calendar.dayOf(act.at());
        Facts facts = Facts.NONE
                .withBegin(request.begin() == null ? today : request.begin())
                .withEnd(request.end())
                .withRecorded(today)
                .withAnswered(new Answered(request.sponsor(), null, act, null));
        return new Affiliation(key, request.population(), request.structure(), facts);
    }

    /** What is wrong with a request, apart from who answers for it. */
    public List<String> problems(LocalRequest request, LocalDate today) {
        PopulationRule rule = calendar.rules().get(request.population());
        if (rule == null) {
            return List.of("there is no population '" + request.population() + "'; expected one of "
                    + new TreeMap<>(calendar.rules()).keySet());
        }
        List<String> problems = new ArrayList<>();
        if (request.civil().birthDate().isAfter(today)) {
            problems.add(
                    "the birth date " + request.civil().birthDate() + " is not over; expected one before " + today);
        }
        LocalDate end = request.end();
        LocalDate begin = request.begin() == null ? today : request.begin();
        if (end == null) {
            problems.add("there is no end; what is made by hand has a last day");
            return problems;
        }
        if (end.isBefore(today)) {
            problems.add("the end " + end + " is over; expected today, " + today + ", or later");
        }
        if (end.isBefore(begin)) {
            problems.add("the end " + end + " is before the begin " + begin);
        }
        problems.addAll(tooLong(rule, later(begin, today), end));
        Facts facts = Facts.NONE
                .withBegin(begin)
                .withEnd(end)
                .withRecorded(today)
                .withValidatedBy(SOMEBODY)
                .withAnswered(new Answered(request.sponsor(), null, null, null));
        rule.refusal(facts).ifPresent(refusal -> problems.add(refusal.detail()));
        if (rule.closing(facts).filter(day -> !day.isAfter(end)).isEmpty()) {
            problems.add("the population '" + request.population()
                    + "' does not close at an end; expected one that does, such as "
                    + new TreeMap<>(calendar.rules())
                            .entrySet().stream()
                                    .filter(entry -> entry.getValue()
                                            .closing(Facts.NONE.withEnd(end))
                                            .isPresent())
                                    .map(entry -> entry.getKey().name())
                                    .toList());
        }
        return problems;
    }

    /** The record, validated on that day; it opens then, or on its first day if that is later. */
    public Affiliation validated(LocalAccount local, Login by, LocalDate today) throws ActRefusedException {
        Facts facts = local.record().facts();
        PopulationRule rule = calendar.ruleOf(local.record().population());
        String validatedBy = facts.validatedBy();
        if (validatedBy != null) {
            LocalDate on = facts.validatedOn();
            throw new ActRefusedException(
                    name(local) + " was validated by " + validatedBy + (on == null ? "" : " on " + on) + " already");
        }
        if (!rule.validationMandatory()) {
            throw new ActRefusedException(name(local) + " needs no validation: its population '"
                    + local.record().population() + "' does not ask for it");
        }
        refuseOwn(local, by, "validates");
        Optional<LocalDate> closing = rule.closing(facts);
        if (closing.filter(day -> day.isBefore(today)).isPresent()) {
            throw new ActRefusedException(name(local) + " ended on " + closing.get()
                    + " before anybody validated it; first: sesame account extend " + local.id());
        }
        Facts validated =
                facts.withValidatedBy(by.value()).withAnswered(answered(facts).withValidatedOn(today));
        Optional<PopulationRule.Refusal> refusal = rule.refusal(validated);
        if (refusal.isPresent()) {
            throw new ActRefusedException(name(local) + ": " + refusal.get().detail());
        }
        return local.record().with(validated);
    }

    /**
     * The record with a later end. One that has ended is open again: the same account.
     *
     * @param sponsor who answers from now on, or null: whoever does
     */
    public Affiliation extended(LocalAccount local, LocalDate end, @Nullable Login sponsor, Act act)
            throws ActRefusedException {
        Facts facts = local.record().facts();
        PopulationRule rule = calendar.ruleOf(local.record().population());
        LocalDate today = calendar.dayOf(act.at());
        Optional<LocalDate> closing = rule.closing(facts);
        List<String> problems = new ArrayList<>();
        if (closing.filter(day -> !end.isAfter(day)).isPresent()) {
            problems.add(name(local) + " is open through " + closing.get()
                    + " already; to end it earlier: sesame account end " + local.id());
        }
        if (end.isBefore(today)) {
            problems.add("the end " + end + " is over; expected today, " + today + ", or later");
        }
        LocalDate begin = facts.begin();
        problems.addAll(tooLong(rule, begin == null ? today : later(begin, today), end));
        if (!problems.isEmpty()) {
            throw new ActRefusedException(problems);
        }
        Answered before = answered(facts);
        Answered answered =
                new Answered(sponsor == null ? before.sponsor() : sponsor, before.validatedOn(), before.made(), act);
        return local.record()
                .with(facts.withEnd(end).withCancelled(null).withGone(null).withAnswered(answered));
    }

    /**
     * The record with an earlier end.
     *
     * @param last the last open day, inclusive, which may be over
     */
    public Affiliation ended(LocalAccount local, LocalDate last, Act act) throws ActRefusedException {
        Facts facts = local.record().facts();
        Optional<LocalDate> closing =
                calendar.ruleOf(local.record().population()).closing(facts);
        if (closing.filter(day -> !last.isBefore(day)).isPresent()) {
            throw new ActRefusedException(name(local) + " ends on " + closing.get() + ", no later than " + last
                    + "; to let it last: sesame account extend " + local.id());
        }
        return local.record()
                .with(facts.withCancelled(last).withAnswered(answered(facts).withChanged(act)));
    }

    /** Nobody answers for themselves. */
    static void refuseOwn(LocalAccount local, Login by, String does) throws ActRefusedException {
        if (by.equals(local.account().login())) {
            throw new ActRefusedException(by + " " + does + " their own account; expected somebody else");
        }
    }

    private static List<String> tooLong(PopulationRule rule, LocalDate from, LocalDate end) {
        if (end.isAfter(LAST_DAY)) {
            return List.of("the end " + end + " is none; expected one that comes, " + LAST_DAY + " at the latest");
        }
        LocalDate last = rule.sponsoring().lastDayFrom(from);
        return end.isAfter(last)
                ? List.of("the end " + end + " is more than "
                        + Objects.requireNonNull(rule.sponsoring().longest()) + " from " + from + "; expected " + last
                        + " or earlier")
                : List.of();
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static Answered answered(Facts facts) {
        Answered answered = facts.answered();
        return answered == null ? new Answered(null, null, null, null) : answered;
    }

    private static String name(LocalAccount local) {
        return local.id() + " of " + local.account().login();
    }

    /** Whether two records would be one and the same right twice: of one population and structure, both not over on that day. */
    public boolean areTheSame(Affiliation one, Affiliation other, LocalDate today) {
        return !one.key().equals(other.key())
                && one.population().equals(other.population())
                && Objects.equals(one.structure(), other.structure())
                && !isOver(one, today)
                && !isOver(other, today);
    }

    private boolean isOver(Affiliation affiliation, LocalDate today) {
        Population population = affiliation.population();
        return calendar.ruleOf(population)
                .closing(affiliation.facts())
                .filter(day -> day.isBefore(today))
                .isPresent();
    }
}
