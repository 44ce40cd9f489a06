package fr.sesame.store;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/** DNs of entries, most of which stand below a few: those are parsed once. */
final class LdifNames {
    private static final int KEPT = 1_000;

    private final SchemaManager schema;
    private final Map<String, List<Rdn>> parents = new ConcurrentHashMap<>();

    LdifNames(SchemaManager schema) {
        this.schema = schema;
    }

    Dn dn(String text) throws LdapInvalidDnException {
        int comma = text.indexOf(',');
        if (comma < 1 || !isPlain(text, comma)) {
            return new Dn(schema, text);
        }
        List<Rdn> above = parent(text.substring(comma + 1));
        Rdn[] rdns = new Rdn[above.size() + 1];
        rdns[0] = new Rdn(schema, text.substring(0, comma));
        for (int i = 0; i < above.size(); i++) {
            rdns[i + 1] = above.get(i);
        }
        return new Dn(schema, rdns);
    }

    /** Whether the first comma surely ends the first name, and no space around it has to be dropped. */
    private static boolean isPlain(String text, int comma) {
        return text.indexOf('\\') < 0
                && text.indexOf('"') < 0
                && text.indexOf(';') < 0
                && text.charAt(0) != ' '
                && text.charAt(comma - 1) != ' '
                && !text.startsWith(" ", comma + 1);
    }

    private List<Rdn> parent(String text) throws LdapInvalidDnException {
        List<Rdn> known = parents.get(text);
        if (known == null) {
            known = new Dn(schema, text).getRdns();
            if (parents.size() < KEPT) {
                parents.put(text, known);
            }
        }
        return known;
    }
}
