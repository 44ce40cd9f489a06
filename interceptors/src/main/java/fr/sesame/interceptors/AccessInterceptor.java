package fr.sesame.interceptors;

import fr.sesame.access.AccessSettings;
import fr.sesame.access.EntryWrite;
import fr.sesame.access.Place;
import fr.sesame.access.Role;
import fr.sesame.access.SearchLimits;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.directory.api.ldap.model.cursor.EmptyCursor;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapNoPermissionException;
import org.apache.directory.api.ldap.model.exception.LdapNoSuchObjectException;
import org.apache.directory.api.ldap.model.exception.LdapUnwillingToPerformException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.AttributeTypeOptions;
import org.apache.directory.server.core.api.CoreSession;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.entry.ClonedServerEntry;
import org.apache.directory.server.core.api.filtering.EntryFilter;
import org.apache.directory.server.core.api.filtering.EntryFilteringCursor;
import org.apache.directory.server.core.api.filtering.EntryFilteringCursorImpl;
import org.apache.directory.server.core.api.interceptor.BaseInterceptor;
import org.apache.directory.server.core.api.interceptor.context.AddOperationContext;
import org.apache.directory.server.core.api.interceptor.context.CompareOperationContext;
import org.apache.directory.server.core.api.interceptor.context.DeleteOperationContext;
import org.apache.directory.server.core.api.interceptor.context.LookupOperationContext;
import org.apache.directory.server.core.api.interceptor.context.ModifyOperationContext;
import org.apache.directory.server.core.api.interceptor.context.MoveAndRenameOperationContext;
import org.apache.directory.server.core.api.interceptor.context.MoveOperationContext;
import org.apache.directory.server.core.api.interceptor.context.OperationContext;
import org.apache.directory.server.core.api.interceptor.context.RenameOperationContext;
import org.apache.directory.server.core.api.interceptor.context.SearchOperationContext;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the table of access ({@link fr.sesame.access.AccessTable}) for every operation that comes over the wire. What may not be
 * seen is as if it were not there; what may not be done, and a filter over what may be read of nobody, is result 50. ApacheDS's
 * own internal session passes.
 */
public final class AccessInterceptor extends BaseInterceptor {
    static final String REFUSAL = "Insufficient access rights";

    private final String base;
    private final Set<String> controls;
    private final AccessSettings settings;
    private final StoredEntries entries;
    private final Clock clock;
    private @Nullable Parts parts;

    /** What is made when the schema is known. */
    private record Parts(Whereabouts where, RoleGroups groups, Roles roles, WhitePages whitePages, Writes writes) {}

    /**
     * @param base the DN at the top of the directory
     * @param controls the OIDs of the controls that the directory has; the root DSE names no other
     * @param settings what the institution decides
     * @param entries reads the groups that give roles, and who is in the white pages
     * @param clock decides who is active
     */
    public AccessInterceptor(
            String base, Set<String> controls, AccessSettings settings, StoredEntries entries, Clock clock) {
        super("sesameAccessInterceptor");
        this.base = base;
        this.controls = Set.copyOf(controls);
        this.settings = settings;
        this.entries = entries;
        this.clock = clock;
    }

    @Override
    public void init(DirectoryService directoryService) throws LdapException {
        super.init(directoryService);
        UnknownAttributes.check(schemaManager, settings);
        RoleGroups groups = new RoleGroups(schemaManager, entries, settings.groups());
        Whereabouts where = new Whereabouts(schemaManager, base, groups::isOne);
        Roles roles = new Roles(schemaManager, base, settings, groups);
        parts = new Parts(
                where,
                groups,
                roles,
                new WhitePages(schemaManager, entries, clock),
                new Writes(schemaManager, where, roles, groups));
    }

    private Parts parts() {
        if (parts == null) {
            throw new IllegalStateException("not initialised");
        }
        return parts;
    }

    /** What the session's owner is, at this instant. Empty for ApacheDS's own session, and for who has no rights here. */
    public Set<Role> rolesOf(CoreSession session) {
        return session.isAdministrator()
                ? Set.of()
                : parts().roles().rightsOf(session).roles();
    }

    /** Whether a person holds one of these roles, as the groups are committed now. */
    public boolean holds(Dn person, Set<Role> roles) {
        Parts known = parts;
        return known != null && known.groups().of(person, true).stream().anyMatch(roles::contains);
    }

    /** How much a search of this session may give and take. */
    public SearchLimits limitsOf(CoreSession session) {
        return session.isAdministrator()
                ? SearchLimits.NONE
                : parts().roles().rightsOf(session).limits();
    }

    /**
     * Whether the session may do that to an entry of that name, as far as that can be said without knowing whether it is there.
     * Who is let through either sees all entries in that place, or it is their own: 32 tells them nothing new.
     */
    public boolean mayTry(CoreSession session, EntryWrite write, Dn name) {
        return session.isAdministrator()
                || parts().writes().may(session, write, parts().where().normalized(name));
    }

    /** Whether the session may see an entry of that name, whether it is there or not. */
    public boolean maySee(CoreSession session, Dn name) {
        return session.isAdministrator()
                || grant(session, parts().where().normalized(name)).sees();
    }

    /** What the session may do with the password of an entry of that name, whether it is there or not. */
    public PasswordRight passwordRight(CoreSession session, Dn name) {
        if (session.isAdministrator()) {
            return PasswordRight.FULL;
        }
        Dn dn = parts().where().normalized(name);
        if (!parts().writes().maySetPassword(session, dn)) {
            return PasswordRight.NONE;
        }
        Set<Role> roles = rolesOf(session);
        if (roles.contains(Role.OPERATOR)) {
            return PasswordRight.FULL;
        }
        if (roles.contains(Role.SERVICE)) {
            return PasswordRight.FOR_ITS_OWNER;
        }
        return Whereabouts.isOwn(session, dn) ? PasswordRight.OWN : PasswordRight.TEMPORARY;
    }

    /** To be told of every write when it is on the disk, and before it is answered. */
    public void written(OperationContext context) {
        Parts known = parts;
        if (known == null) {
            return; // ApacheDS writes entries of its own before anything else
        }
        boolean ofGroups = isInGroups(known, context.getDn());
        if (context instanceof RenameOperationContext rename) { // one that moves as well, too
            ofGroups |= isInGroups(known, rename.getNewDn());
        } else if (context instanceof MoveOperationContext move) {
            ofGroups |= isInGroups(known, move.getNewDn());
        }
        if (ofGroups) {
            known.groups().changed();
        }
    }

    private static boolean isInGroups(Parts known, Dn name) {
        return known.where().isIn(known.where().normalized(name), Place.GROUPS);
    }

    /** What may be done with an entry, white pages aside. */
    private SchemaGrant grant(CoreSession session, Dn dn) {
        return parts().roles().rightsOf(session).on(parts().where().placeOf(dn), Whereabouts.isOwn(session, dn), false);
    }

    @Override
    public EntryFilteringCursor search(SearchOperationContext context) throws LdapException {
        CoreSession session = context.getSession();
        if (session.isAdministrator()) {
            return next(context);
        }
        SchemaRights rights = parts().roles().rightsOf(session);
        Dn from = context.getDn();
        Place place = parts().where().placeOf(from);
        boolean ofTheServer =
                place == Place.SCHEMA || (place == Place.ROOT_DSE && context.getScope() == SearchScope.OBJECT);
        FilterTypes filtered = FilterTypes.NONE;
        if (!ofTheServer) {
            if (!rights.seesAnything()) {
                throw new LdapNoPermissionException(REFUSAL);
            }
            filtered = FilterTypes.of(schemaManager, context.getFilter());
            checkBase(rights, context, place);
            if (!rights.readsSomewhere(filtered.named())) {
                throw new LdapNoPermissionException(REFUSAL);
            }
            narrow(rights, context);
        } else if (!rights.on(place, false, false).sees()) {
            throw new LdapNoPermissionException(REFUSAL);
        }
        EntryFilteringCursor cursor = search(context, isVisibleToSome(rights, session, from, place));
        cursor.addEntryFilter(new WhatMayBeRead(session, rights, filtered));
        return cursor;
    }

    /** A search may begin where nothing is seen, as long as there may be something below. */
    private void checkBase(SchemaRights rights, SearchOperationContext context, Place place) throws LdapException {
        CoreSession session = context.getSession();
        Dn from = context.getDn();
        if (place != Place.CONTAINER
                && place != Place.ROOT_DSE
                && !rights.on(place, Whereabouts.isOwn(session, from), true).sees()) {
            throw new LdapNoSuchObjectException("no such entry for you"); // whether it is there or not
        }
        if (rights.isListingAsked(Place.PEOPLE)
                && context.getScope() != SearchScope.OBJECT
                && !parts().where().isIn(from, Place.STRUCTURES)
                && !WhitePages.looksForSomebody(context.getFilter())) {
            throw new LdapUnwillingToPerformException(
                    ResultCodeEnum.UNWILLING_TO_PERFORM,
                    "look for somebody: a name, or a piece of one of at least " + WhitePages.SHORTEST + " letters");
        }
    }

    private boolean isVisibleToSome(SchemaRights rights, CoreSession session, Dn from, Place place) {
        return rights.isListingAsked(place) && !Whereabouts.isOwn(session, from);
    }

    /** Where only some entries are seen, one that is not there is answered as one that is not seen: by nothing. */
    private EntryFilteringCursor search(SearchOperationContext context, boolean silent) throws LdapException {
        try {
            return next(context);
        } catch (LdapNoSuchObjectException e) {
            if (silent) {
                return new EntryFilteringCursorImpl(new EmptyCursor<>(), context, schemaManager);
            }
            throw e;
        }
    }

    /** What would be taken out of every entry is not read from the store at all. */
    private static void narrow(SchemaRights rights, SearchOperationContext context) {
        Set<AttributeTypeOptions> asked = context.getReturningAttributes();
        if (asked != null) {
            asked.removeIf(option -> !rights.isWorthAsking(option.getAttributeType()));
        }
    }

    /** Lets through what may be seen, without what may not be read. */
    private final class WhatMayBeRead implements EntryFilter {
        private final CoreSession session;
        private final SchemaRights rights;
        private final FilterTypes filtered;
        private final long epoch;

        WhatMayBeRead(CoreSession session, SchemaRights rights, FilterTypes filtered) {
            this.session = session;
            this.rights = rights;
            this.filtered = filtered;
            this.epoch = parts().groups().epoch();
        }

        /** A long search, or its next page, gives nothing more to who has lost a role meanwhile. */
        @Override
        public boolean accept(SearchOperationContext operation, Entry entry) throws LdapException {
            boolean same = epoch == parts().groups().epoch() || parts().roles().rightsOf(session) == rights;
            if (!same || !prune(session, rights, entry, filtered)) {
                return false;
            }
            if (operation.isTypesOnly() && entry instanceof ClonedServerEntry cloned) {
                // ApacheDS empties afterwards whatever the other half has, and expects it in this one.
                for (Attribute attribute : List.copyOf(cloned.getOriginalEntry().getAttributes())) {
                    if (!entry.containsAttribute(attribute.getAttributeType())) {
                        cloned.getOriginalEntry().removeAttributes(attribute.getAttributeType());
                    }
                }
            }
            return true;
        }

        @Override
        public String toString(String tabs) {
            return tabs + "what may be read by " + rights.roles();
        }
    }

    /**
     * Whether the entry may be seen, and found by what was asked; takes out of it what may not be read. A filter over what may be
     * read of some, but not of this one, does not find it: else it would tell what is in it.
     */
    private boolean prune(CoreSession session, SchemaRights rights, Entry entry, FilterTypes filtered)
            throws LdapException {
        Dn dn = entry.getDn();
        Place place = parts().where().placeOf(dn);
        boolean own = Whereabouts.isOwn(session, dn);
        boolean listed =
                !own && rights.isListingAsked(place) && parts().whitePages().isListed(dn);
        SchemaGrant grant = rights.on(place, own, listed);
        if (!grant.sees() || !grant.readsAll(filtered.named()) || !filtered.isFoundBy(grant, entry)) {
            return false;
        }
        if (place == Place.ROOT_DSE) {
            RootDse.trim(entry, controls, base);
        } else if (place != Place.SCHEMA) {
            List<AttributeType> hidden = new ArrayList<>(0);
            for (Attribute attribute : entry.getAttributes()) {
                if (!grant.reads(attribute.getAttributeType())) {
                    hidden.add(attribute.getAttributeType());
                }
            }
            for (AttributeType type : hidden) {
                entry.removeAttributes(type);
            }
        }
        return true;
    }

    @Override
    public Entry lookup(LookupOperationContext context) throws LdapException {
        CoreSession session = context.getSession();
        if (session.isAdministrator()) {
            return next(context);
        }
        if (!grant(session, context.getDn()).sees()) {
            throw new LdapNoPermissionException(REFUSAL);
        }
        Entry entry = next(context);
        prune(session, parts().roles().rightsOf(session), entry, FilterTypes.NONE);
        return entry;
    }

    @Override
    public boolean compare(CompareOperationContext context) throws LdapException {
        CoreSession session = context.getSession();
        if (!session.isAdministrator()) {
            SchemaGrant grant = grant(session, context.getDn());
            if (!grant.sees() || !grant.reads(context.getAttributeType())) {
                throw new LdapNoPermissionException(REFUSAL);
            }
        }
        return next(context);
    }

    @Override
    public void add(AddOperationContext context) throws LdapException {
        if (!context.getSession().isAdministrator()) {
            parts().writes().checkAdd(context.getSession(), context.getDn(), context.getEntry());
        }
        next(context);
    }

    @Override
    public void modify(ModifyOperationContext context) throws LdapException {
        if (!context.getSession().isAdministrator()) {
            parts().writes().checkModify(context.getSession(), context.getDn(), context.getModItems());
        }
        next(context);
    }

    @Override
    public void delete(DeleteOperationContext context) throws LdapException {
        check(context.getSession(), EntryWrite.DELETE, context.getDn());
        next(context);
    }

    @Override
    public void rename(RenameOperationContext context) throws LdapException {
        check(context.getSession(), EntryWrite.RENAME, context.getDn());
        check(context.getSession(), EntryWrite.ADD, context.getNewDn());
        next(context);
    }

    @Override
    public void move(MoveOperationContext context) throws LdapException {
        check(context.getSession(), EntryWrite.RENAME, context.getDn());
        check(context.getSession(), EntryWrite.ADD, context.getNewDn());
        next(context);
    }

    @Override
    public void moveAndRename(MoveAndRenameOperationContext context) throws LdapException {
        check(context.getSession(), EntryWrite.RENAME, context.getDn());
        check(context.getSession(), EntryWrite.ADD, context.getNewDn());
        next(context);
    }

    private void check(CoreSession session, EntryWrite write, Dn dn) throws LdapNoPermissionException {
        if (!session.isAdministrator() && !parts().writes().may(session, write, dn)) {
            throw new LdapNoPermissionException(REFUSAL);
        }
    }
}
