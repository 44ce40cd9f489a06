package fr.sesame.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import fr.sesame.account.Account;
import fr.sesame.account.StructureTree;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.Projection;
import fr.sesame.schema.Projections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an entry shows of its account ({@link Projections}), as far as that server leaves it to the daemon. */
final class VisibleState {
    private static final String OBJECT_CLASS = "objectClass";

    private final Projections projections;
    private final Dialect dialect;

    VisibleState(Projections projections, Dialect dialect) {
        this.projections = projections;
        this.dialect = dialect;
    }

    /** Completes the entry of a new account, which has no password yet. */
    void addTo(Entry entry, Account account, Instant asOf, StructureTree structures) {
        if (!dialect.projects()) {
            projections.objectClasses().forEach(name -> entry.addAttribute(OBJECT_CLASS, name));
        }
        values(account, asOf, null, false, structures).forEach((name, values) -> {
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
     * @param structures those that there are; not looked at where the server projects
     */
    List<Modification> modifications(
            Account account, Instant asOf, @Nullable Entry stored, boolean passwordSet, StructureTree structures) {
        List<Modification> modifications = new ArrayList<>();
        if (stored != null) {
            for (String name : projections.objectClasses()) {
                if (!stored.hasObjectClass(name)) {
                    modifications.add(new Modification(ModificationType.ADD, OBJECT_CLASS, name));
                }
            }
        }
        values(account, asOf, stored, passwordSet, structures)
                .forEach((name, values) -> modifications.add(
                        new Modification(ModificationType.REPLACE, name, values.toArray(String[]::new))));
        return modifications;
    }

    private Map<String, List<String>> values(
            Account account, Instant asOf, @Nullable Entry stored, boolean passwordSet, StructureTree structures) {
        Map<String, List<String>> present = new HashMap<>();
        if (stored != null) {
            for (String name : projections.shared()) {
                String[] values = stored.getAttributeValues(name);
                if (values != null) {
                    present.put(name, List.of(values));
                }
            }
        }
        boolean activated = passwordSet || (stored != null && stored.hasAttribute(Attributes.USER_PASSWORD));
        Projection.Subject subject = new Projection.Subject(
                account.timeline(), account.lock(), activated, account.affiliations(), structures);
        Map<String, List<String>> values = projections.of(subject, asOf, present);
        values.keySet().removeIf(name -> !dialect.writes(name));
        return values;
    }
}
