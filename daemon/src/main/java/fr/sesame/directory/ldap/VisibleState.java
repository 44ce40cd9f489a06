package fr.sesame.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import fr.sesame.account.Account;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.StateProjection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an entry shows of an account's state, as far as that server leaves it to the daemon. */
final class VisibleState {
    private static final String OBJECT_CLASS = "objectClass";

    private final StateProjection projection;
    private final Dialect dialect;

    VisibleState(StateProjection projection, Dialect dialect) {
        this.projection = projection;
        this.dialect = dialect;
    }

    /** Completes the entry of a new account, which has no password yet. */
    void addTo(Entry entry, Account account, Instant asOf) {
        if (!dialect.projects()) {
            StateProjection.OBJECT_CLASSES.forEach(name -> entry.addAttribute(OBJECT_CLASS, name));
        }
        values(account, asOf, null, false).forEach((name, values) -> {
            if (!values.isEmpty()) {
                entry.addAttribute(name, values);
            }
        });
    }

    /**
     * What has to be replaced so that the entry shows the state of that instant.
     *
     * @param stored what the entry has now of {@link Dialect#reads()}; null if that does not matter, or if it is not there
     * @param passwordSet whether a password is about to be set
     */
    List<Modification> modifications(Account account, Instant asOf, @Nullable Entry stored, boolean passwordSet) {
        List<Modification> modifications = new ArrayList<>();
        if (stored != null) {
            for (String name : StateProjection.OBJECT_CLASSES) {
                if (!stored.hasObjectClass(name)) {
                    modifications.add(new Modification(ModificationType.ADD, OBJECT_CLASS, name));
                }
            }
        }
        values(account, asOf, stored, passwordSet)
                .forEach((name, values) -> modifications.add(
                        new Modification(ModificationType.REPLACE, name, values.toArray(String[]::new))));
        return modifications;
    }

    private Map<String, List<String>> values(
            Account account, Instant asOf, @Nullable Entry stored, boolean passwordSet) {
        Map<String, List<String>> present = new HashMap<>();
        if (stored != null) {
            for (String name : StateProjection.SHARED) {
                String[] values = stored.getAttributeValues(name);
                if (values != null) {
                    present.put(name, List.of(values));
                }
            }
        }
        boolean activated = passwordSet || (stored != null && stored.hasAttribute(Attributes.USER_PASSWORD));
        StateProjection.Subject subject = new StateProjection.Subject(account.timeline(), account.lock(), activated);
        Map<String, List<String>> values = projection.of(subject, asOf, present);
        values.keySet().removeIf(name -> !dialect.writes(name));
        return values;
    }
}
