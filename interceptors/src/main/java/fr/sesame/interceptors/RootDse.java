package fr.sesame.interceptors;

import java.util.List;
import java.util.Set;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapInvalidAttributeValueException;

/** The root DSE, less what ApacheDS advertises and does not have, and less its own two trees (RFC 4512, 5.1). */
final class RootDse {
    private static final String CONTROLS = "supportedControl";
    private static final String CONTEXTS = "namingContexts";
    private static final String SASL = "supportedSASLMechanisms";

    private RootDse() {}

    static void trim(Entry root, Set<String> controls, String base) throws LdapInvalidAttributeValueException {
        keep(root, CONTROLS, controls);
        keep(root, CONTEXTS, Set.of(base));
        Attribute sasl = root.get(SASL);
        if (sasl != null && sasl.size() == 0) {
            root.removeAttributes(SASL);
        }
    }

    private static void keep(Entry root, String name, Set<String> wanted) throws LdapInvalidAttributeValueException {
        Attribute attribute = root.get(name);
        if (attribute == null) {
            return;
        }
        List<String> kept = wanted.stream().filter(attribute::contains).sorted().toList();
        attribute.clear();
        for (String value : kept) {
            attribute.add(value);
        }
    }
}
