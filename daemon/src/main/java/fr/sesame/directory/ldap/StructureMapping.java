package fr.sesame.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureCode;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.ObjectClasses;
import java.util.List;

/** A structure as an entry, and back: an organizational unit with SUPANN's {@code supannEntite}. */
final class StructureMapping {
    static final String[] READ = {
        Attributes.SUPANN_STRUCTURE_CODE,
        Attributes.SUPANN_STRUCTURE_TYPE,
        Attributes.SUPANN_STRUCTURE_PARENT,
        "description"
    };

    private final Tree tree;

    StructureMapping(Tree tree) {
        this.tree = tree;
    }

    Entry entry(Structure structure) {
        Entry entry = new Entry(tree.structure(structure.code()));
        entry.addAttribute("objectClass", "top", ObjectClasses.ORGANIZATIONAL_UNIT, ObjectClasses.SUPANN_STRUCTURE);
        entry.addAttribute(Attributes.SUPANN_STRUCTURE_CODE, structure.code().value());
        entry.addAttribute("ou", structure.code().value());
        entry.addAttribute("description", structure.label());
        entry.addAttribute(Attributes.SUPANN_STRUCTURE_TYPE, structure.type());
        StructureCode parent = structure.parent();
        if (parent != null) {
            entry.addAttribute(Attributes.SUPANN_STRUCTURE_PARENT, parent.value());
        }
        return entry;
    }

    List<Modification> modifications(Structure after) {
        StructureCode parent = after.parent();
        return List.of(
                new Modification(ModificationType.REPLACE, "description", after.label()),
                new Modification(ModificationType.REPLACE, Attributes.SUPANN_STRUCTURE_TYPE, after.type()),
                parent == null
                        ? new Modification(ModificationType.REPLACE, Attributes.SUPANN_STRUCTURE_PARENT)
                        : new Modification(
                                ModificationType.REPLACE, Attributes.SUPANN_STRUCTURE_PARENT, parent.value()));
    }

    /** @throws InvalidValueException naming the entry, if it is not a structure */
    Structure structure(Entry entry) {
        String code = entry.getAttributeValue(Attributes.SUPANN_STRUCTURE_CODE);
        String parent = entry.getAttributeValue(Attributes.SUPANN_STRUCTURE_PARENT);
        String label = entry.getAttributeValue("description");
        String type = entry.getAttributeValue(Attributes.SUPANN_STRUCTURE_TYPE);
        if (code == null) {
            throw new InvalidValueException("the entry " + entry.getDN() + " has no supannCodeEntite");
        }
        return new Structure(
                new StructureCode(code),
                label == null ? code : label,
                type == null ? "" : type,
                parent == null ? null : new StructureCode(parent));
    }
}
