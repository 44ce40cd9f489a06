package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.PersonAttributes;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.Change;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything a run of one source would write, before anything is written: data, sorted and printable.
 *
 * @param source the source
 * @param asOf the instant at which states are looked at
 * @param changes in the order in which they will be written
 * @param held records that were not taken over, ordered
 * @param records how many records the extract has
 * @param unchanged accounts that stay as they are
 */
public record Plan(
        String source, Instant asOf, List<Change> changes, List<HeldRecord> held, int records, int unchanged) {

    public Plan {
        changes = List.copyOf(changes);
        held = List.copyOf(held);
    }

    /** Of these records alone: the changes of the accounts that have them, and what of them is held. */
    public Plan only(Set<SourceKey> keys) {
        List<Change> of = changes.stream().filter(change -> isOf(change, keys)).toList();
        List<HeldRecord> heldOf =
                held.stream().filter(record -> keys.contains(record.key())).toList();
        return new Plan(source, asOf, of, heldOf, keys.size(), keys.size() - of.size() - heldOf.size());
    }

    /** Whether it changes an account that has one of these records, and nothing else. */
    static boolean isOf(Change change, Set<SourceKey> keys) {
        if (change instanceof Change.CreateAccount create) {
            return !Collections.disjoint(create.account().keys(), keys);
        }
        return change instanceof Change.UpdateAccount update
                && !Collections.disjoint(update.after().keys(), keys);
    }

    /** One line for each change, for a human. */
    public List<String> lines() {
        return changes.stream().map(this::line).toList();
    }

    private String line(Change change) {
        if (change instanceof Change.CreateAccount create) {
            Account account = create.account();
            return "create uid=" + account.login() + " mail=" + account.mail() + " state="
                    + account.stateAt(asOf).word() + " records=" + account.keys();
        }
        if (change instanceof Change.UpdateAccount update) {
            Account before = update.before();
            Account after = update.after();
            String verb = Kind.of(update, asOf).name().toLowerCase(Locale.ROOT);
            return verb + " uid=" + after.login() + " state="
                    + before.stateAt(asOf).word() + "->" + after.stateAt(asOf).word() + " timeline=["
                    + before.timeline()
                    + "]->[" + after.timeline() + "]" + said("mail", before.mail(), after.mail())
                    + attributes(before.attributes(), after.attributes());
        }
        if (change instanceof Change.CreateStructure create) {
            return "create structure=" + create.structure().code() + " label="
                    + create.structure().label();
        }
        if (change instanceof Change.UpdateStructure update) {
            return "update structure=" + update.after().code() + " label="
                    + update.before().label() + "->" + update.after().label() + " parent="
                    + update.before().parent() + "->" + update.after().parent();
        }
        return "show " + change;
    }

    private static String attributes(PersonAttributes before, PersonAttributes after) {
        SortedSet<String> names = new TreeSet<>(before.values().keySet());
        names.addAll(after.values().keySet());
        return names.stream()
                .map(name -> said(name, before.of(name), after.of(name)))
                .collect(Collectors.joining());
    }

    private static String said(String name, Object before, Object after) {
        return before.equals(after) ? "" : " " + name + "=" + before + "->" + after;
    }

    /** What a change does to an account, in one word. */
    public enum Kind {
        /** A new account. */
        CREATE,
        /** It can bind from now on, and could not before, or was on its way out. */
        OPEN,
        /** It could bind, and no longer can, or is on its way out: pending, where that may still bind. */
        CLOSE,
        /** Anything else. */
        UPDATE;

        /** The kind of that change at that instant. A structure is created or updated. */
        public static Kind of(Change change, Instant asOf) {
            if (change instanceof Change.CreateAccount || change instanceof Change.CreateStructure) {
                return CREATE;
            }
            if (change instanceof Change.UpdateAccount update) {
                return Openness.closes(update, asOf) ? CLOSE : Openness.opens(update, asOf) ? OPEN : UPDATE;
            }
            return UPDATE;
        }
    }
}
