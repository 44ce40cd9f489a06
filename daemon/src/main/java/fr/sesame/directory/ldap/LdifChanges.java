package fr.sesame.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldif.LDIFAddChangeRecord;
import com.unboundid.ldif.LDIFChangeRecord;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFModifyChangeRecord;
import com.unboundid.ldif.LDIFReader;
import fr.sesame.account.Account;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Structure;
import fr.sesame.directory.Change;
import fr.sesame.directory.ChangeText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Changes as change records of LDIF (RFC 2849). A modification deletes the old values and adds the new ones, one by one, so that a
 * directory that has moved on refuses it ({@code noSuchAttribute}, {@code attributeOrValueExists}), whoever applies it. What the
 * directory itself makes of an account (state, projections) is not in it.
 */
public final class LdifChanges implements ChangeText {
    private static final int LINE = 76;

    private final Tree tree;
    private final EntryMapping accounts;
    private final StructureMapping structures;

    /** @param supannIdentifiers by source: the SUPANN attribute that carries its key */
    public LdifChanges(Tree tree, Map<String, String> supannIdentifiers) {
        this.tree = tree;
        this.accounts = new EntryMapping(tree, supannIdentifiers, Set.of());
        this.structures = new StructureMapping(tree);
    }

    @Override
    public String of(Change change) {
        if (change instanceof Change.CreateAccount create) {
            return text(new LDIFAddChangeRecord(accounts.entry(create.account())));
        }
        if (change instanceof Change.UpdateAccount update) {
            Account after = update.after();
            return modify(tree.person(after.login()), accounts.lasting(update.before()), accounts.lasting(after));
        }
        if (change instanceof Change.CreateStructure create) {
            return text(new LDIFAddChangeRecord(structures.entry(create.structure())));
        }
        if (change instanceof Change.UpdateStructure update) {
            Structure after = update.after();
            return modify(
                    tree.structure(after.code()),
                    LdifStep.values(structures.entry(update.before())),
                    LdifStep.values(structures.entry(after)));
        }
        throw new IllegalArgumentException("no run of a source plans " + change);
    }

    private static String modify(
            String dn, Map<String, SortedSet<String>> before, Map<String, SortedSet<String>> after) {
        List<Modification> modifications = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            modifications.addAll(EntryMapping.difference(
                    name,
                    before.getOrDefault(name, Collections.emptySortedSet()),
                    after.getOrDefault(name, Collections.emptySortedSet())));
        }
        return modifications.isEmpty()
                ? "# nothing to write in " + dn + "\n\n"
                : text(new LDIFModifyChangeRecord(dn, modifications));
    }

    private static String text(LDIFChangeRecord record) {
        return String.join("\n", record.toLDIF(LINE)) + "\n\n";
    }

    @Override
    public List<Step> read(Path file) throws IOException {
        List<Step> steps = new ArrayList<>();
        try (LDIFReader reader = new LDIFReader(file.toFile())) {
            LDIFChangeRecord record = reader.readChangeRecord();
            while (record != null) {
                steps.add(step(record));
                record = reader.readChangeRecord();
            }
            return steps;
        } catch (LDIFException e) {
            throw new InvalidValueException(file + ", line " + e.getLineNumber() + ": " + e.getMessage());
        }
    }

    private LdifStep step(LDIFChangeRecord record) {
        if (record instanceof LDIFAddChangeRecord add) {
            return new LdifStep(tree, accounts, structures, add.getEntryToAdd());
        }
        if (record instanceof LDIFModifyChangeRecord modify) {
            return new LdifStep(tree, accounts, structures, modify.getDN(), List.of(modify.getModifications()));
        }
        throw new InvalidValueException(
                "a " + record.getChangeType() + " of " + record.getDN() + " is nothing that a run plans");
    }

    static Entry entry(String dn, Map<String, SortedSet<String>> values) {
        Entry entry = new Entry(dn);
        values.forEach((name, all) -> {
            if (!all.isEmpty()) {
                entry.addAttribute(new Attribute(name, all));
            }
        });
        return entry;
    }
}
