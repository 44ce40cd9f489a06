package fr.sesame.schema;

import fr.sesame.account.Condition;
import fr.sesame.account.Decision;
import fr.sesame.account.SupannState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What other software reads of an account's state: SSSD, nslcd, Keycloak, Moodle, clients of 389 Directory Server and of
 * SUPANN. All of it follows from timeline, lock, whether a password is set, and the instant; nobody decides by it here. It
 * changes at the steps of the timeline and at a lock's begin and end, and when a password is first set.
 *
 * <p>Whether there is a password is told by SUPANN's states alone: without one nobody binds anyway, and an account that its
 * owner has yet to take is not locked.
 */
public final class StateProjection implements Projection {
    /** draft-behera-ldap-password-policy, 5.3.3: locked until somebody unlocks it. */
    public static final String LOCKED_FOR_GOOD = "000001010000Z";

    /** Its attributes. */
    public static final Set<String> ATTRIBUTES = Set.of(
            Attributes.STATE,
            Attributes.MAY_BIND,
            Attributes.PWD_ACCOUNT_LOCKED_TIME,
            Attributes.NS_ACCOUNT_LOCK,
            Attributes.SHADOW_EXPIRE,
            Attributes.SUPANN_RESOURCE_STATE,
            Attributes.SUPANN_RESOURCE_STATE_DATE);

    /**
     * Those of which only some values are ours: SUPANN's of other labels than COMPTE, and a lock-out that ends by itself, are
     * others' and stay.
     */
    private static final Set<String> SHARED = Set.of(
            Attributes.PWD_ACCOUNT_LOCKED_TIME,
            Attributes.SUPANN_RESOURCE_STATE,
            Attributes.SUPANN_RESOURCE_STATE_DATE);

    private static final List<String> OBJECT_CLASSES =
            List.of(ObjectClasses.SUPANN_PERSON, ObjectClasses.SHADOW_ACCOUNT);

    private static final String LABEL = "{COMPTE}";
    private static final String TRUE = "TRUE";
    /** shadow(5) takes 0, and none at all, for never; 1 is 2 January 1970. */
    private static final String EXPIRED_LONG_AGO = "1";

    private static final long DAY = Duration.ofDays(1).toSeconds();

    private final CivilDay days;
    private final Map<Condition, SupannState> supann;

    /**
     * @param zone the institution's: SUPANN's dates are its civil days
     * @param supann what SUPANN calls a condition, where it is not {@link Condition#supann()}
     */
    public StateProjection(ZoneId zone, Map<Condition, SupannState> supann) {
        this.days = new CivilDay(zone);
        this.supann = new EnumMap<>(Condition.class);
        for (Condition condition : Condition.values()) {
            this.supann.put(condition, supann.getOrDefault(condition, condition.supann()));
        }
    }

    @Override
    public Set<String> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public Set<String> shared() {
        return SHARED;
    }

    @Override
    public List<String> objectClasses() {
        return OBJECT_CLASSES;
    }

    @Override
    public Stream<Instant> changes(Subject subject) {
        return Decision.changes(subject.timeline(), subject.lock());
    }

    private static boolean mayBind(Subject subject, Instant at) {
        return Decision.at(subject.timeline(), subject.lock(), at) instanceof Decision.Allowed;
    }

    private static Condition condition(Subject subject, Instant at) {
        return Condition.at(subject.timeline(), subject.lock(), subject.passwordSet(), at);
    }

    @Override
    public Map<String, List<String>> of(
            Subject subject, Instant at, Map<String, ? extends Collection<String>> present) {
        boolean mayBind = mayBind(subject, at);
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put(
                Attributes.STATE,
                List.of(Decision.stateAt(subject.timeline(), subject.lock(), at).word()));
        values.put(Attributes.MAY_BIND, List.of(mayBind ? TRUE : "FALSE"));
        values.put(Attributes.PWD_ACCOUNT_LOCKED_TIME, lockedTime(mayBind, present));
        values.put(Attributes.NS_ACCOUNT_LOCK, mayBind ? List.of() : List.of(TRUE));
        values.put(Attributes.SHADOW_EXPIRE, shadowExpire(subject, at));
        SupannState state = stateOf(condition(subject, at));
        values.put(
                Attributes.SUPANN_RESOURCE_STATE,
                withOthers(LABEL + state, others(present, Attributes.SUPANN_RESOURCE_STATE)));
        values.put(
                Attributes.SUPANN_RESOURCE_STATE_DATE,
                withOthers(
                        LABEL + state.letter() + ":" + state.substate() + ":" + period(subject, at),
                        others(present, Attributes.SUPANN_RESOURCE_STATE_DATE)));
        return values;
    }

    private SupannState stateOf(Condition condition) {
        return supann.getOrDefault(condition, condition.supann());
    }

    private static List<String> lockedTime(boolean mayBind, Map<String, ? extends Collection<String>> present) {
        if (!mayBind) {
            return List.of(LOCKED_FOR_GOOD);
        }
        Collection<String> now = present.get(Attributes.PWD_ACCOUNT_LOCKED_TIME);
        return now == null
                ? List.of()
                : now.stream().filter(value -> !value.equals(LOCKED_FOR_GOOD)).toList();
    }

    /**
     * Days since 1970, in UTC as those who read it count; who reads N refuses from the first second of day N on (shadow(5);
     * SSSD and nslcd compare {@code today >= N}). A closing instant that is no midnight of UTC is rounded up: nobody is refused
     * before the last open day is over, and those who also look at another attribute refuse at once.
     */
    private List<String> shadowExpire(Subject subject, Instant at) {
        if (!mayBind(subject, at)) {
            return List.of(EXPIRED_LONG_AGO);
        }
        return listOf(changes(subject)
                .sorted()
                .filter(change -> change.isAfter(at) && !mayBind(subject, change))
                .findFirst()
                .map(closing -> String.valueOf(Math.max(1, Math.floorDiv(closing.getEpochSecond() + DAY - 1, DAY)))));
    }

    /** From which day through which day the condition of that instant holds, where that is known: {@code BEGIN:END}. */
    private String period(Subject subject, Instant at) {
        Condition now = condition(subject, at);
        Condition before = condition(subject, Instant.MIN);
        Instant begin = null;
        Instant end = null;
        for (Instant change : changes(subject).sorted().toList()) {
            Condition then = condition(subject, change);
            if (change.isAfter(at)) {
                if (then != now) {
                    end = change;
                    break;
                }
            } else if (then != before) {
                begin = change;
                before = then;
            }
        }
        return (begin == null ? "" : days.of(begin)) + ":" + (end == null ? "" : days.of(end.minusNanos(1)));
    }

    private static Collection<String> others(Map<String, ? extends Collection<String>> present, String attribute) {
        Collection<String> now = present.get(attribute);
        return now == null
                ? List.of()
                : now.stream()
                        .filter(value -> !value.regionMatches(true, 0, LABEL, 0, LABEL.length()))
                        .toList();
    }

    private static List<String> withOthers(String ours, Collection<String> others) {
        List<String> all = new ArrayList<>(others);
        all.add(ours);
        return all;
    }

    private static List<String> listOf(Optional<String> value) {
        return value.map(List::of).orElse(List.of());
    }
}
