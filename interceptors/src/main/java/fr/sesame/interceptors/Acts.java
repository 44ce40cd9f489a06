package fr.sesame.interceptors;

import fr.sesame.account.Erasure;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Lock;
import fr.sesame.account.Ruling;
import fr.sesame.interceptors.audit.Kind;
import fr.sesame.schema.ActText;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.ErasureText;
import fr.sesame.schema.LiftedLockText.Lift;
import fr.sesame.schema.LockText;
import fr.sesame.schema.RulingText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.DefaultModification;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.jspecify.annotations.Nullable;

/** From what is written to the security acts in it: none, one or several. Of values only members and the facts of a lock are told. */
final class Acts {
    private static final Set<String> MEMBERS = Set.of("member", "uniquemember", "memberuid", "roleoccupant");
    private static final int MEMBERS_TOLD = 10;
    /** What the names of the attributes of a suspension begin with. */
    private static final String SUSPENSION = "sesamesuspension";

    /** What stands for an attribute that the schema does not have: a stranger may have sent anything. */
    private static final String NO_ATTRIBUTE = "?";

    private final SchemaManager schema;

    Acts(SchemaManager schema) {
        this.schema = schema;
    }

    /** @param own whether the entry is that of who writes */
    List<Act> ofModify(Branch branch, boolean own, Collection<Modification> modifications) {
        if (branch == Branch.SUSPENSIONS) {
            return List.of(new Act(Kind.SUSPENSION, facts(modifications)));
        }
        if (branch == Branch.IDENTITIES) {
            return List.of(new Act(Kind.RULING, rulings(modifications)));
        }
        List<Act> acts = new ArrayList<>();
        Modification lock = null;
        Modification lift = null;
        List<String> members = new ArrayList<>();
        boolean password = false;
        for (Modification modification : modifications) {
            String name = nameOf(modification.getAttribute());
            if (name.equalsIgnoreCase(Attributes.LOCK)) {
                lock = modification; // the last one counts: a value may be taken out for another
            } else if (name.equalsIgnoreCase(Attributes.LOCK_HISTORY)) {
                lift = modification;
            } else if (name.equalsIgnoreCase(Attributes.USER_PASSWORD)) {
                password = true;
            } else if (MEMBERS.contains(name.toLowerCase(Locale.ROOT))) {
                members.add(membersOf(modification));
            }
        }
        if (lock != null) {
            acts.add(ofLock(lock, lift));
        }
        if (password) {
            acts.add(new Act(own ? Kind.PASSWORD_CHANGE : Kind.PASSWORD_RESET, ""));
        }
        if (!members.isEmpty()) {
            acts.add(new Act(Kind.ROLE_CHANGED, String.join(" ", members)));
        } else if (branch.saysWhoMayDoWhat()) {
            acts.add(new Act(Kind.WRITE, "modify " + names(modifications)));
        }
        return acts;
    }

    List<Act> ofAdd(Branch branch, Entry entry) {
        if (branch == Branch.TOMBSTONES) {
            return List.of(new Act(Kind.ERASURE, erasure(entry.get(Attributes.ERASURE))));
        }
        List<Modification> modifications = entry.getAttributes().stream()
                .<Modification>map(attribute -> new DefaultModification(ModificationOperation.ADD_ATTRIBUTE, attribute))
                .toList();
        List<Act> acts = new ArrayList<>();
        for (Act act : ofModify(branch, false, modifications)) {
            if (act.kind() != Kind.WRITE) {
                acts.add(act);
            }
        }
        if (branch.saysWhoMayDoWhat()) {
            acts.add(new Act(Kind.WRITE, "add"));
        }
        return acts;
    }

    String names(Collection<Modification> modifications) {
        return modifications.stream()
                .map(modification -> nameOf(modification.getAttribute()))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** The window, whom it is for and what it says: nothing of it is a secret. */
    private String facts(Collection<Modification> modifications) {
        List<String> facts = new ArrayList<>();
        for (Modification modification : modifications) {
            String name = nameOf(modification.getAttribute());
            if (name.toLowerCase(Locale.ROOT).startsWith(SUSPENSION)) {
                List<String> values = new ArrayList<>();
                modification.getAttribute().forEach(value -> values.add(value.getString()));
                facts.add(
                        name.substring(SUSPENSION.length()).toLowerCase(Locale.ROOT) + "=" + String.join(",", values));
            }
        }
        return String.join(" ", facts);
    }

    /** Of whom, what, by whom and why. */
    private String rulings(Collection<Modification> modifications) {
        List<String> told = new ArrayList<>();
        for (Modification modification : modifications) {
            if (nameOf(modification.getAttribute()).equalsIgnoreCase(Attributes.RULING)) {
                modification.getAttribute().forEach(value -> told.add(ruling(value)));
            } else if (nameOf(modification.getAttribute()).equalsIgnoreCase(Attributes.MERGED_INTO)) {
                modification.getAttribute().forEach(value -> told.add("merged-into=" + value.getString()));
            } else if (nameOf(modification.getAttribute()).equalsIgnoreCase(Attributes.MERGE)) {
                modification.getAttribute().forEach(value -> told.add(merge(value)));
            }
        }
        return told.isEmpty() ? "modify " + names(modifications) : String.join(" ", told);
    }

    private static String merge(Value value) {
        try {
            fr.sesame.account.Act act = ActText.parse(value.getString());
            return "by=" + act.by() + " reason=" + act.reason();
        } catch (InvalidValueException e) {
            return "a merge that cannot be read";
        }
    }

    private static String ruling(Value value) {
        try {
            Ruling ruling = RulingText.parse(value.getString());
            return "verdict=" + ruling.verdict().word() + " of=" + ruling.one() + "," + ruling.other() + " by="
                    + ruling.act().by() + " reason=" + ruling.act().reason();
        } catch (InvalidValueException e) {
            return "a ruling that cannot be read";
        }
    }

    private static Act ofLock(Modification modification, @Nullable Modification lift) {
        Attribute attribute = modification.getAttribute();
        boolean lifts = modification.getOperation() == ModificationOperation.REMOVE_ATTRIBUTE || attribute.size() == 0;
        return lifts ? new Act(Kind.UNLOCK, lift(lift)) : new Act(Kind.LOCK, facts(attribute.get()));
    }

    private static String lift(@Nullable Modification modification) {
        try {
            Attribute said = modification == null ? null : modification.getAttribute();
            if (said == null || said.size() == 0) {
                return "";
            }
            Lift lift = Lift.parse(said.get().getString());
            return "by=" + lift.by() + " reason=" + lift.reason();
        } catch (InvalidValueException e) {
            return "a lift that cannot be read";
        }
    }

    private static String facts(Value value) {
        try {
            Lock lock = LockText.parse(value.getString());
            String until = lock.until() == null ? "" : " until=" + lock.until();
            return "kind=" + lock.kind().word() + until + " by=" + lock.by() + " reason=" + lock.reason();
        } catch (InvalidValueException e) {
            return "a lock that cannot be read";
        }
    }

    private static String erasure(@Nullable Attribute attribute) {
        try {
            Erasure erasure =
                    ErasureText.parse(attribute == null ? "" : attribute.get().getString());
            return "by=" + erasure.by() + " reason=" + erasure.reason();
        } catch (InvalidValueException e) {
            return "an erasure that cannot be read";
        }
    }

    private static String membersOf(Modification modification) {
        String sign = switch (modification.getOperation()) {
            case ADD_ATTRIBUTE -> "+";
            case REMOVE_ATTRIBUTE -> "-";
            default -> "=";
        };
        Attribute attribute = modification.getAttribute();
        List<String> told = new ArrayList<>();
        for (Value value : attribute) {
            if (told.size() == MEMBERS_TOLD) {
                told.add("and " + (attribute.size() - MEMBERS_TOLD) + " more");
                break;
            }
            told.add(sign + value.getString());
        }
        return told.isEmpty() ? sign + "everybody" : String.join(" ", told);
    }

    private String nameOf(Attribute attribute) {
        return attribute.getAttributeType() == null
                ? nameOf(attribute.getUpId())
                : attribute.getAttributeType().getName();
    }

    private String nameOf(String attribute) {
        AttributeType type = schema.getAttributeType(attribute);
        return type == null ? NO_ATTRIBUTE : type.getName();
    }

    List<Act> ofCompare(String attribute) {
        return nameOf(attribute).equalsIgnoreCase(Attributes.USER_PASSWORD)
                ? List.of(new Act(Kind.PASSWORD_COMPARE, ""))
                : List.of();
    }
}
