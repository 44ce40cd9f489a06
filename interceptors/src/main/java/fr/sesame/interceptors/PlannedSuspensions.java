package fr.sesame.interceptors;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.Decision;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.account.Suspension;
import fr.sesame.account.Suspensions;
import fr.sesame.schema.AffiliationText;
import fr.sesame.schema.Attributes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.directory.api.ldap.model.cursor.Cursor;
import org.apache.directory.api.ldap.model.cursor.CursorException;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.filter.ExprNode;
import org.apache.directory.api.ldap.model.filter.PresenceNode;
import org.apache.directory.api.ldap.model.message.AliasDerefMode;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.CoreSession;
import org.apache.directory.server.core.api.interceptor.context.OperationContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The suspensions as the directory has them now, and whom they stop. The few of them are in memory: read at the start, and again
 * when something is written to one, after the commit and before the answer. While none holds, nothing is read of anybody.
 */
public final class PlannedSuspensions implements Overlay {
    private static final Logger LOG = LoggerFactory.getLogger(PlannedSuspensions.class);

    private final SuspensionEntries form;
    private final SchemaManager schema;
    private final Dn people;
    private final Calendar calendar;
    private final StoredEntries entries;
    private final Predicate<Dn> never;
    private final AttributeType affiliation;
    private final Map<String, Suspension> byName = new HashMap<>();
    private volatile Suspensions current;

    /**
     * @param base the DN at the top of the directory
     * @param calendar which affiliations are open when
     * @param entries reads what is committed
     * @param never whom no suspension stops
     */
    public PlannedSuspensions(
            SchemaManager schema, String base, Calendar calendar, StoredEntries entries, Predicate<Dn> never)
            throws LdapInvalidDnException {
        this.schema = schema;
        this.form = new SuspensionEntries(schema, base);
        this.people = new Dn(schema, "ou=people," + base);
        this.calendar = calendar;
        this.entries = entries;
        this.never = never;
        this.affiliation = schema.getAttributeType(Attributes.AFFILIATION);
        this.current = made();
    }

    private Suspensions made() {
        return new Suspensions(calendar, byName.values(), login -> never.test(person(login)));
    }

    private Dn person(Login login) {
        try {
            return people.add(new Rdn(schema, Attributes.UID, login.value()));
        } catch (LdapException e) {
            throw new IllegalStateException("every login is part of a name", e);
        }
    }

    /** Those that there are. */
    public Suspensions current() {
        return current;
    }

    /** Reads those that there were at the last stop. */
    public void readAll(CoreSession session) throws LdapException, CursorException, IOException {
        ExprNode everything = new PresenceNode(form.objectClass);
        try (Cursor<Entry> all = session.search(
                form.branch, SearchScope.ONELEVEL, everything, AliasDerefMode.NEVER_DEREF_ALIASES, Attributes.CN)) {
            while (all.next()) {
                read(all.get().getDn());
            }
        }
    }

    /** To be told of every write when it is on the disk, and before it is answered. */
    public void written(OperationContext context) {
        if (form.isOne(context.getDn())) {
            read(context.getDn());
        }
    }

    /** What there is now under that name counts. */
    private synchronized void read(Dn dn) {
        try {
            Entry entry = entries.read(dn, form.types());
            if (entry == null) {
                byName.remove(dn.getNormName());
            } else {
                byName.put(dn.getNormName(), form.suspension(entry));
            }
        } catch (LdapException | InvalidValueException e) {
            // Nobody can write one that is none; an import takes what it is given.
            LOG.error("suspension cannot be read, and stops nobody dn={}: {}", dn.getName(), e.getMessage());
            byName.remove(dn.getNormName());
        }
        current = made();
    }

    @Override
    public Decision over(Decision byDates, Dn person, Instant now) {
        Suspensions all = current;
        if (all.noneHoldsAt(now)) {
            return byDates; // each operation of everybody comes by: no name is made of anybody
        }
        try {
            return all.over(byDates, login(person), () -> affiliations(person), now);
        } catch (Unreadable e) {
            LOG.error("nothing is done for dn={} while a suspension holds: {}", person.getName(), e.getMessage());
            return new Decision.Suspended(byDates.state(), all.holdingAt(now).get(0));
        }
    }

    private static @Nullable Login login(Dn person) {
        try {
            return new Login(person.getRdn().getValue());
        } catch (InvalidValueException e) {
            return null; // an entry of somebody else's making: no suspension names it
        }
    }

    private Collection<Affiliation> affiliations(Dn person) {
        List<Affiliation> found = new ArrayList<>();
        try {
            Entry entry = entries.read(person, Set.of(affiliation));
            Attribute values = entry == null ? null : entry.get(affiliation);
            if (values != null) {
                for (Value value : values) {
                    found.add(AffiliationText.parse(value.getString()));
                }
            }
        } catch (LdapException | InvalidValueException e) {
            throw new Unreadable(e);
        }
        return found;
    }

    /** The affiliations of somebody cannot be read. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(Exception cause) {
            super("their affiliations cannot be read: " + cause.getMessage(), cause);
        }
    }
}
