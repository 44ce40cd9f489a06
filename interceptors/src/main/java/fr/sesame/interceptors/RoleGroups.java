package fr.sesame.interceptors;

import fr.sesame.access.Role;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who holds a role by being a member of its group. The few groups are read once and kept until something is written to them:
 * what {@link #changed()} follows is seen by the next operation. A group that is not there has no members.
 */
final class RoleGroups {
    private static final Logger LOG = LoggerFactory.getLogger(RoleGroups.class);

    private final SchemaManager schema;
    private final StoredEntries entries;
    private final Map<String, Group> groups = new HashMap<>();
    private final AttributeType member;
    private final AtomicLong epoch = new AtomicLong();
    private volatile Members known = new Members(-1, Map.of());

    private record Group(Dn name, Role role) {}

    /** What was read in an epoch. */
    private record Members(long epoch, Map<String, Set<Role>> roles) {}

    RoleGroups(SchemaManager schema, StoredEntries entries, Map<Role, String> names) throws LdapInvalidDnException {
        this.schema = schema;
        this.entries = entries;
        for (Map.Entry<Role, String> name : names.entrySet()) {
            Dn dn = new Dn(schema, name.getValue());
            groups.put(dn.getNormName(), new Group(dn, name.getKey()));
        }
        this.member = schema.getAttributeType(SchemaConstants.MEMBER_AT);
    }

    boolean isOne(Dn dn) {
        return groups.containsKey(dn.getNormName());
    }

    /** To be called after a change to a group has been committed, and before it is answered. */
    void changed() {
        epoch.incrementAndGet();
    }

    /** Changes when what was known may be known no longer. */
    long epoch() {
        return epoch.get();
    }

    /** @param keep whether what is read may be kept: in a write, it may be what another has written and not yet committed */
    Set<Role> of(Dn person, boolean keep) {
        long now = epoch.get();
        Members members = known;
        if (members.epoch() != now) {
            members = read(now);
            if (keep) {
                known = members;
            }
        }
        return members.roles().getOrDefault(person.getNormName(), Set.of());
    }

    /** Begun before a change, it counts only for the epoch before: {@code now} was taken first. */
    private Members read(long now) {
        Map<String, Set<Role>> roles = new HashMap<>();
        try {
            for (Group group : groups.values()) {
                Entry entry = entries.read(group.name(), Set.of(member));
                Attribute members = entry == null ? null : entry.get(member);
                if (members != null) {
                    for (Value value : members) {
                        roles.computeIfAbsent(
                                        new Dn(schema, value.getString()).getNormName(),
                                        name -> EnumSet.noneOf(Role.class))
                                .add(group.role());
                    }
                }
            }
        } catch (LdapException e) {
            LOG.error("the groups that give roles cannot be read; nobody holds one until they can", e);
            return new Members(-1, Map.of());
        }
        return new Members(now, roles);
    }
}
