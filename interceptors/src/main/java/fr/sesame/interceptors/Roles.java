package fr.sesame.interceptors;

import fr.sesame.access.AccessSettings;
import fr.sesame.access.AccessTable;
import fr.sesame.access.AttributeGroups;
import fr.sesame.access.AttributeSet;
import fr.sesame.access.Rights;
import fr.sesame.access.Role;
import fr.sesame.access.ServiceAccess;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.CoreSession;

/** From a session to what its owner is and may do. Asked at every operation: it takes a look into a map or two. */
final class Roles {
    private final SchemaManager schema;
    private final AccessTable table;
    private final AttributeGroups attributes;
    private final Dn people;
    private final RoleGroups groups;
    private final SchemaRights stranger;
    private final SchemaRights nobody;
    private final SchemaRights person;
    /** By normalised name. */
    private final Map<String, Service> services = new HashMap<>();

    private final Map<Set<Role>, SchemaRights> byRoles = new ConcurrentHashMap<>();

    private record Service(ServiceAccess access, SchemaRights rights) {}

    Roles(SchemaManager schema, String base, AccessSettings settings, RoleGroups groups) throws LdapInvalidDnException {
        this.schema = schema;
        this.table = new AccessTable(settings);
        this.attributes = new AttributeGroups(settings.more());
        this.groups = groups;
        people = new Dn(schema, "ou=people," + base);
        stranger = of(EnumSet.of(Role.ANONYMOUS));
        person = of(EnumSet.of(Role.SELF));
        nobody = new SchemaRights(Set.of(), AccessTable.nobody(), attributes, schema);
        String below = ",ou=services," + base;
        for (Map.Entry<String, ServiceAccess> service : settings.services().entrySet()) {
            Rights rights = table.rights(service.getValue());
            services.put(
                    new Dn(schema, "cn=" + service.getKey() + below).getNormName(),
                    new Service(
                            service.getValue(),
                            new SchemaRights(Set.of(service.getValue().role()), rights, attributes, schema)));
        }
        ownService("operator" + below, Role.OPERATOR);
        ownService("daemon" + below, Role.DAEMON);
    }

    /** The daemon and the operator's commands: these two are services without being named. */
    private void ownService(String name, Role role) throws LdapInvalidDnException {
        services.put(
                new Dn(schema, "cn=" + name).getNormName(),
                new Service(ServiceAccess.reading(AttributeSet.NONE), of(EnumSet.of(role))));
    }

    private SchemaRights of(Set<Role> roles) {
        return byRoles.computeIfAbsent(
                Set.copyOf(roles), held -> new SchemaRights(held, table.rights(held), attributes, schema));
    }

    SchemaRights rightsOf(CoreSession session) {
        return rightsOf(session, true);
    }

    /** @param keep false within a write, see {@link RoleGroups#of} */
    SchemaRights rightsOf(CoreSession session, boolean keep) {
        if (session.isAnonymous()) {
            return stranger;
        }
        Dn who = session.getEffectivePrincipal().getDn();
        Service service = services.get(who.getNormName());
        if (service != null) {
            return mayActFrom(service.access(), session) ? service.rights() : nobody;
        }
        if (!who.isDescendantOf(people)) {
            return nobody;
        }
        Set<Role> held = groups.of(who, keep);
        if (held.isEmpty()) {
            return person;
        }
        Set<Role> roles = EnumSet.of(Role.SELF);
        roles.addAll(held);
        return of(roles);
    }

    private static boolean mayActFrom(ServiceAccess service, CoreSession session) {
        if (service.addresses().isEmpty()) {
            return true;
        }
        return session.getClientAddress() instanceof InetSocketAddress client
                && client.getAddress() != null
                && service.mayActFrom(client.getAddress());
    }
}
