package fr.sesame.schema;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.account.Population;
import fr.sesame.account.Suspension;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A suspension as its entry {@code cn=<id>,ou=suspensions,<base>} carries it. */
public final class SuspensionAttributes {
    /** All that it is read from. */
    public static final List<String> ALL = List.of(
            Attributes.CN,
            Attributes.SUSPENSION_FROM,
            Attributes.SUSPENSION_UNTIL,
            Attributes.SUSPENSION_MESSAGE,
            Attributes.SUSPENSION_MESSAGE_EN,
            Attributes.SUSPENSION_POPULATION,
            Attributes.SUSPENSION_EXEMPT,
            Attributes.SUSPENSION_BY,
            Attributes.SUSPENSION_ENDED_BY);

    private SuspensionAttributes() {}

    /** By attribute; one without values is to be absent. */
    public static Map<String, List<String>> of(Suspension suspension) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put(Attributes.CN, List.of(suspension.id()));
        values.put(Attributes.SUSPENSION_FROM, List.of(TimeText.format(suspension.from())));
        values.put(Attributes.SUSPENSION_UNTIL, List.of(TimeText.format(suspension.until())));
        values.put(Attributes.SUSPENSION_MESSAGE, List.of(suspension.message()));
        values.put(Attributes.SUSPENSION_MESSAGE_EN, optional(suspension.messageEn()));
        values.put(
                Attributes.SUSPENSION_POPULATION,
                suspension.populations().stream().map(Population::name).toList());
        values.put(
                Attributes.SUSPENSION_EXEMPT,
                suspension.exempt().stream().map(Login::value).toList());
        values.put(Attributes.SUSPENSION_BY, List.of(suspension.by()));
        values.put(Attributes.SUSPENSION_ENDED_BY, optional(suspension.endedBy()));
        return values;
    }

    private static List<String> optional(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }

    /**
     * @param values what the entry has of an attribute
     * @throws InvalidValueException if that is no suspension
     */
    public static Suspension parse(Function<String, ? extends Collection<String>> values) {
        TreeSet<Population> populations = new TreeSet<>();
        values.apply(Attributes.SUSPENSION_POPULATION).forEach(name -> populations.add(new Population(name)));
        TreeSet<Login> exempt = new TreeSet<>();
        values.apply(Attributes.SUSPENSION_EXEMPT).forEach(login -> exempt.add(new Login(login)));
        return new Suspension(
                need(values, Attributes.CN),
                instant(values, Attributes.SUSPENSION_FROM),
                instant(values, Attributes.SUSPENSION_UNTIL),
                need(values, Attributes.SUSPENSION_MESSAGE),
                find(values, Attributes.SUSPENSION_MESSAGE_EN),
                populations,
                exempt,
                need(values, Attributes.SUSPENSION_BY),
                find(values, Attributes.SUSPENSION_ENDED_BY));
    }

    private static Instant instant(Function<String, ? extends Collection<String>> values, String name) {
        try {
            return TimeText.parse(need(values, name));
        } catch (InvalidValueException e) {
            throw new InvalidValueException(name + ": " + e.getMessage());
        }
    }

    private static @Nullable String find(Function<String, ? extends Collection<String>> values, String name) {
        Collection<String> found = values.apply(name);
        if (found.size() > 1) {
            throw new InvalidValueException(name + " has one value, found " + found);
        }
        return found.isEmpty() ? null : found.iterator().next();
    }

    private static String need(Function<String, ? extends Collection<String>> values, String name) {
        String value = find(values, name);
        if (value == null) {
            throw new InvalidValueException("a suspension needs " + name);
        }
        return value;
    }
}
