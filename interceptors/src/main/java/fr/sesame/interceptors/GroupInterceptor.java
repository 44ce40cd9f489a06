package fr.sesame.interceptors;

import fr.sesame.schema.ObjectClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.DefaultAttribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapUnwillingToPerformException;
import org.apache.directory.api.ldap.model.filter.AndNode;
import org.apache.directory.api.ldap.model.filter.BranchNode;
import org.apache.directory.api.ldap.model.filter.EqualityNode;
import org.apache.directory.api.ldap.model.filter.ExprNode;
import org.apache.directory.api.ldap.model.filter.NotNode;
import org.apache.directory.api.ldap.model.filter.OrNode;
import org.apache.directory.api.ldap.model.filter.PresenceNode;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.AttributeTypeOptions;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.entry.ClonedServerEntry;
import org.apache.directory.server.core.api.filtering.EntryFilter;
import org.apache.directory.server.core.api.filtering.EntryFilteringCursor;
import org.apache.directory.server.core.api.interceptor.BaseInterceptor;
import org.apache.directory.server.core.api.interceptor.context.AddOperationContext;
import org.apache.directory.server.core.api.interceptor.context.CompareOperationContext;
import org.apache.directory.server.core.api.interceptor.context.FilteringOperationContext;
import org.apache.directory.server.core.api.interceptor.context.ModifyOperationContext;
import org.apache.directory.server.core.api.interceptor.context.MoveAndRenameOperationContext;
import org.apache.directory.server.core.api.interceptor.context.MoveOperationContext;
import org.apache.directory.server.core.api.interceptor.context.RenameOperationContext;
import org.apache.directory.server.core.api.interceptor.context.SearchOperationContext;
import org.jspecify.annotations.Nullable;

/**
 * Computed groups as clients know groups: {@code member} and {@code memberOf}, read, searched for and compared. Neither is stored: a
 * person's entry carries the names of their groups and an index finds the others, so that one who comes or goes is one write of
 * their own entry, however large the group (docs/adr/0018). It stands next to the storage: whoever may not read {@code member} does
 * not get here with it.
 */
public final class GroupInterceptor extends BaseInterceptor {
    private final String base;
    private final StoredEntries entries;
    private final NamesByValue members;
    private @Nullable ComputedGroups known;
    private @Nullable Dn people;

    /**
     * @param base the DN at the top of the directory
     * @param entries reads what is committed
     * @param members finds entries by a value, with an index
     */
    public GroupInterceptor(String base, StoredEntries entries, NamesByValue members) {
        super("sesameGroupInterceptor");
        this.base = base;
        this.entries = entries;
        this.members = members;
    }

    @Override
    public void init(DirectoryService directoryService) throws LdapException {
        super.init(directoryService);
        known = new ComputedGroups(schemaManager, base, entries, members);
        people = new Dn(schemaManager, "ou=people," + base);
    }

    private ComputedGroups groups() {
        if (known == null) {
            throw new IllegalStateException("not initialised");
        }
        return known;
    }

    @Override
    public EntryFilteringCursor search(SearchOperationContext context) throws LdapException {
        ComputedGroups groups = groups();
        context.setFilter(rewritten(context.getFilter()));
        boolean showMemberOf = context.contains(schemaManager, groups.memberOf);
        boolean showMembers = context.contains(schemaManager, groups.member)
                && !context.getDn().isDescendantOf(people);
        boolean hideNames = showMemberOf && askForNames(context);
        EntryFilteringCursor cursor = next(context);
        if (showMemberOf || showMembers) {
            cursor.addEntryFilter(new Shown(groups, showMembers, showMemberOf, hideNames));
        }
        return cursor;
    }

    /** Puts into each entry what was asked for of it. */
    private record Shown(ComputedGroups groups, boolean members, boolean memberOf, boolean hideNames)
            implements EntryFilter {
        @Override
        public boolean accept(SearchOperationContext operation, Entry entry) throws LdapException {
            if (members && groups.isOne(entry)) {
                groups.showMembers(operation, entry, operation.isTypesOnly());
            }
            if (memberOf) {
                groups.showMemberOf(entry, operation.isTypesOnly());
            }
            if (hideNames) {
                entry.removeAttributes(groups.memberOfGroup);
            }
            if (operation.isTypesOnly() && entry instanceof ClonedServerEntry cloned) {
                // ApacheDS empties afterwards whatever the other half has, and expects it in this one.
                if (!entry.containsAttribute(groups.member)) {
                    cloned.getOriginalEntry().removeAttributes(groups.member);
                }
                if (!entry.containsAttribute(groups.memberOfGroup)) {
                    cloned.getOriginalEntry().removeAttributes(groups.memberOfGroup);
                }
            }
            return true;
        }

        @Override
        public String toString(String tabs) {
            return tabs + "computed groups";
        }
    }

    /** Whether they had to be asked for: then they are nothing that the client wants to see. */
    private boolean askForNames(FilteringOperationContext context) {
        Set<AttributeTypeOptions> asked = context.getReturningAttributes();
        if (asked == null || context.contains(schemaManager, groups().memberOfGroup)) {
            return false;
        }
        asked.add(new AttributeTypeOptions(groups().memberOfGroup));
        return true;
    }

    /** The filter in terms of what is stored; the same one if it is already. */
    private ExprNode rewritten(ExprNode node) throws LdapException {
        if (node instanceof BranchNode branch) {
            return rewritten(branch);
        }
        ComputedGroups groups = groups();
        if (node instanceof PresenceNode presence && groups.memberOf.equals(presence.getAttributeType())) {
            return new PresenceNode(groups.memberOfGroup);
        }
        if (node instanceof EqualityNode<?> equality) {
            if (groups.memberOf.equals(equality.getAttributeType())) {
                String name = groups.nameOf(equality.getValue());
                return name == null ? node : equal(groups.memberOfGroup, name);
            }
            if (groups.member.equals(equality.getAttributeType())) {
                return withComputed(equality);
            }
        }
        return node;
    }

    private ExprNode rewritten(BranchNode branch) throws LdapException {
        List<ExprNode> children = new ArrayList<>();
        boolean same = true;
        for (ExprNode child : branch.getChildren()) {
            ExprNode made = rewritten(child);
            same &= made == child;
            children.add(made);
        }
        if (same) {
            return branch;
        }
        BranchNode made =
                branch instanceof NotNode ? new NotNode() : branch instanceof AndNode ? new AndNode() : new OrNode();
        children.forEach(made::addNode);
        return made;
    }

    /** Groups that are kept by hand have their members in their entries; computed ones are those that the member names. */
    private ExprNode withComputed(EqualityNode<?> byHand) throws LdapException {
        List<Value> names = groups().carriedBy(byHand.getValue());
        if (names.isEmpty()) {
            return byHand;
        }
        OrNode named = new OrNode();
        for (Value name : names) {
            named.addNode(equal(groups().cn, name.getString()));
        }
        return new OrNode(byHand, new AndNode(equal(groups().objectClass, ObjectClasses.SESAME_GROUP), named));
    }

    private static ExprNode equal(AttributeType type, String value) throws LdapException {
        return new EqualityNode<>(type, new Value(type, value));
    }

    @Override
    public boolean compare(CompareOperationContext context) throws LdapException {
        ComputedGroups groups = groups();
        if (groups.memberOf.equals(context.getAttributeType()) && entries.read(context.getDn(), Set.of()) != null) {
            String name = groups.nameOf(context.getValue());
            return name != null && groups.isMember(context.getDn(), name);
        }
        if (groups.member.equals(context.getAttributeType()) && groups.isOne(context.getDn())) {
            String name = groups.nameOf(context.getDn());
            return name != null
                    && groups.isMember(new Dn(schemaManager, context.getValue().getString()), name);
        }
        return next(context);
    }

    /** The schema wants a member; what stands for the computed ones is the group's own name. */
    @Override
    public void add(AddOperationContext context) throws LdapException {
        if (groups().isOne(context.getEntry())) {
            Attribute standIn = new DefaultAttribute(groups().member);
            standIn.add(context.getDn().getName());
            context.getEntry().put(standIn);
        }
        next(context);
    }

    @Override
    public void modify(ModifyOperationContext context) throws LdapException {
        for (Modification modification : context.getModItems()) {
            if (groups().member.equals(modification.getAttribute().getAttributeType())
                    && groups().isOne(context.getEntry())) {
                throw refused(
                        "its members are computed by the rules of the configuration; write to what they follow from");
            }
        }
        next(context);
    }

    @Override
    public void rename(RenameOperationContext context) throws LdapException {
        checkName(context.getDn());
        next(context);
    }

    @Override
    public void move(MoveOperationContext context) throws LdapException {
        checkName(context.getDn());
        next(context);
    }

    @Override
    public void moveAndRename(MoveAndRenameOperationContext context) throws LdapException {
        checkName(context.getDn());
        next(context);
    }

    private void checkName(Dn dn) throws LdapException {
        if (groups().isOne(dn)) {
            throw refused("a computed group is named by the rules of the configuration");
        }
    }

    private static LdapException refused(String why) {
        return new LdapUnwillingToPerformException(ResultCodeEnum.UNWILLING_TO_PERFORM, why);
    }
}
