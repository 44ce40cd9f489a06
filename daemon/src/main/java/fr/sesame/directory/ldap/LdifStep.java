package fr.sesame.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import fr.sesame.account.Account;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Structure;
import fr.sesame.directory.Change;
import fr.sesame.directory.ChangeText;
import fr.sesame.directory.Present;
import fr.sesame.schema.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A change record on a directory of its day: value by value, what is as the record found it becomes what the record makes it. */
final class LdifStep implements ChangeText.Step {
    private static final Set<String> READ = Set.of(EntryMapping.READ);
    private static final Set<String> OF_STRUCTURES = Set.of(StructureMapping.READ);

    private final Tree tree;
    private final EntryMapping accounts;
    private final StructureMapping structures;
    private final String dn;
    private final @Nullable Entry added;
    private final List<Modification> modifications;

    LdifStep(Tree tree, EntryMapping accounts, StructureMapping structures, Entry added) {
        this(tree, accounts, structures, added.getDN(), added, List.of());
    }

    LdifStep(
            Tree tree,
            EntryMapping accounts,
            StructureMapping structures,
            String dn,
            List<Modification> modifications) {
        this(tree, accounts, structures, dn, null, modifications);
    }

    private LdifStep(
            Tree tree,
            EntryMapping accounts,
            StructureMapping structures,
            String dn,
            @Nullable Entry added,
            List<Modification> modifications) {
        this.tree = tree;
        this.accounts = accounts;
        this.structures = structures;
        this.dn = dn;
        this.added = added;
        this.modifications = List.copyOf(modifications);
    }

    @Override
    public ChangeText.Outcome on(Present present) {
        try {
            DN name = new DN(dn);
            String parent = String.valueOf(name.getParent());
            if (DN.equals(parent, tree.people())) {
                Optional<Account> account = present.account(name.getRDN().getAttributeValues()[0]);
                return added == null ? update(account) : create(account, accounts.accountOfAll(added), present);
            }
            if (DN.equals(parent, tree.structures())) {
                Optional<Structure> structure = present.structure(name.getRDN().getAttributeValues()[0]);
                return added == null
                        ? updateStructure(structure)
                        : createStructure(structure, structures.structure(added));
            }
        } catch (LDAPException e) {
            throw new InvalidValueException("'" + dn + "' is not a DN");
        }
        throw new InvalidValueException("'" + dn + "' is neither a person nor a structure");
    }

    private ChangeText.Outcome create(Optional<Account> there, Account planned, Present present) {
        if (there.isPresent()) {
            return there.get().affiliations().equals(planned.affiliations())
                    ? new ChangeText.Outcome.Done()
                    : new ChangeText.Outcome.Conflict(
                            dn + " is there already, with " + there.get().keys());
        }
        return present.owner(planned.keys(), planned.mail())
                .<ChangeText.Outcome>map(owner -> new ChangeText.Outcome.Conflict(dn + ": the account " + owner
                        + " has one of " + planned.keys() + " or " + planned.mail() + " meanwhile"))
                .orElseGet(() -> new ChangeText.Outcome.Possible(new Change.CreateAccount(planned)));
    }

    private ChangeText.Outcome update(Optional<Account> there) {
        if (there.isEmpty()) {
            return new ChangeText.Outcome.Conflict(dn + " is not there any more");
        }
        Account account = there.get();
        Map<String, SortedSet<String>> values = new LinkedHashMap<>(accounts.lasting(account));
        values.put(Attributes.UID, new TreeSet<>(Set.of(account.login().value())));
        return apply(values, LdifStep::isOfAccounts)
                .orElseGet(() -> new ChangeText.Outcome.Possible(new Change.UpdateAccount(
                        account,
                        accounts.accountOfAll(LdifChanges.entry(dn, values)).with(account.lock()))));
    }

    /** What an account is; the rest of its entry follows from that, and so does the timeline. A lock is nobody's plan. */
    private static boolean isOfAccounts(String name) {
        return !name.equals(Attributes.TIMELINE)
                && !name.equals(Attributes.LOCK)
                && (READ.contains(name) || !EntryMapping.OWN.contains(name));
    }

    private ChangeText.Outcome createStructure(Optional<Structure> there, Structure planned) {
        if (there.isEmpty()) {
            return new ChangeText.Outcome.Possible(new Change.CreateStructure(planned));
        }
        return there.get().equals(planned)
                ? new ChangeText.Outcome.Done()
                : new ChangeText.Outcome.Conflict(dn + " is there already: " + there.get());
    }

    private ChangeText.Outcome updateStructure(Optional<Structure> there) {
        if (there.isEmpty()) {
            return new ChangeText.Outcome.Conflict(dn + " is not there any more");
        }
        Map<String, SortedSet<String>> values = values(structures.entry(there.get()));
        return apply(values, OF_STRUCTURES::contains)
                .orElseGet(() -> new ChangeText.Outcome.Possible(
                        new Change.UpdateStructure(there.get(), structures.structure(LdifChanges.entry(dn, values)))));
    }

    /** Changes the values as the record says; what comes of it if that cannot be, or is done already. */
    private Optional<ChangeText.Outcome> apply(Map<String, SortedSet<String>> values, Predicate<String> heeded) {
        List<String> moved = new ArrayList<>();
        int done = 0;
        int possible = 0;
        for (Modification modification : modifications) {
            String name = modification.getAttributeName();
            if (!heeded.test(name)) {
                continue;
            }
            boolean add = modification.getModificationType().equals(ModificationType.ADD);
            SortedSet<String> now = values.computeIfAbsent(name, one -> new TreeSet<>());
            for (String value : modification.getValues()) {
                if (now.contains(value) == add) {
                    done++;
                    moved.add(name + (add ? " has '" : " has not '") + value + "'");
                } else {
                    possible++;
                }
            }
        }
        if (!moved.isEmpty()) {
            return Optional.of(
                    possible == 0
                            ? new ChangeText.Outcome.Done()
                            : new ChangeText.Outcome.Conflict(dn + " was changed since: " + String.join(", ", moved)));
        }
        for (Modification modification : modifications) {
            String name = modification.getAttributeName();
            if (heeded.test(name)) {
                SortedSet<String> now = new TreeSet<>(values.getOrDefault(name, new TreeSet<>()));
                List<String> all = List.of(modification.getValues());
                if (modification.getModificationType().equals(ModificationType.ADD)) {
                    now.addAll(all);
                } else {
                    now.removeAll(all);
                }
                values.put(name, now);
            }
        }
        return done == 0 && possible == 0 ? Optional.of(new ChangeText.Outcome.Done()) : Optional.empty();
    }

    static Map<String, SortedSet<String>> values(Entry entry) {
        Map<String, SortedSet<String>> values = new TreeMap<>();
        for (Attribute attribute : entry.getAttributes()) {
            values.put(attribute.getName(), new TreeSet<>(List.of(attribute.getValues())));
        }
        return values;
    }
}
