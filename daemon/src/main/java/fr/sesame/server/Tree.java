package fr.sesame.server;

import fr.sesame.interceptors.PasswordQuality;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.DefaultEntry;
import org.apache.directory.api.ldap.model.entry.DefaultModification;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.server.core.api.CoreSession;
import org.apache.directory.server.core.api.DirectoryService;

/** The top of the tree, its branches and the services, made on the first start and kept as they are later. */
final class Tree {
    private static final String[] BRANCHES = {
        "people", "groups", "structures", "services", "tombstones", "suspensions", "identities"
    };

    private final PasswordQuality passwords;
    private final DirectoryService service;
    private final CoreSession session;
    private final String base;

    Tree(DirectoryService service, String base, PasswordQuality passwords) {
        this.passwords = passwords;
        this.service = service;
        this.session = service.getAdminSession();
        this.base = base;
    }

    void prepare(Map<String, String> services) throws LdapException {
        forgetStockPassword();
        addMissing(top());
        for (String branch : BRANCHES) {
            Entry entry = entry("ou=" + branch + "," + base);
            entry.add("objectClass", "top", "organizationalUnit");
            entry.add("ou", branch);
            addMissing(entry);
        }
        for (Map.Entry<String, String> account : new TreeMap<>(services).entrySet()) {
            prepareService(account.getKey(), account.getValue());
        }
    }

    /** ApacheDS makes its administrator with a password that everybody knows; nobody needs one. */
    private void forgetStockPassword() throws LdapException {
        replacePassword("uid=admin,ou=system", passwords.hashOfNobody());
    }

    private Entry top() throws LdapException {
        Rdn rdn = new Dn(service.getSchemaManager(), base).getRdn();
        Entry entry = entry(base);
        switch (rdn.getNormType().equals("0.9.2342.19200300.100.1.25")
                ? "dc"
                : rdn.getType().toLowerCase(java.util.Locale.ROOT)) {
            case "dc" -> {
                entry.add("objectClass", "top", "organization", "dcObject");
                entry.add("o", rdn.getValue());
            }
            case "o" -> entry.add("objectClass", "top", "organization");
            case "ou" -> entry.add("objectClass", "top", "organizationalUnit");
            default ->
                throw new LdapException(
                        "the base '" + base + "' begins with '" + rdn.getType() + "'; expected dc=, o= or ou=");
        }
        entry.add(rdn.getType(), rdn.getValue());
        return entry;
    }

    private void prepareService(String name, String password) throws LdapException {
        String dn = "cn=" + name + ",ou=services," + base;
        if (session.exists(dn)) {
            Attribute stored =
                    session.lookup(new Dn(service.getSchemaManager(), dn)).get("userPassword");
            if (stored == null || !isThat(password, stored.get().getBytes())) {
                replacePassword(dn, hash(password));
            }
            return;
        }
        Entry entry = entry(dn);
        entry.add("objectClass", "top", "applicationProcess", "simpleSecurityObject");
        entry.add("cn", name);
        entry.add("userPassword", hash(password));
        session.add(entry);
    }

    private void replacePassword(String dn, byte[] hash) throws LdapException {
        session.modify(
                new Dn(service.getSchemaManager(), dn),
                new DefaultModification(ModificationOperation.REPLACE_ATTRIBUTE, "userPassword", hash));
    }

    /** The secret of a service is its password, or, where nobody on this host binds as it, a hash of it. */
    private boolean isThat(String secret, byte[] stored) {
        return passwords.isHash(bytes(secret))
                ? Arrays.equals(bytes(secret), stored)
                : passwords.matches(bytes(secret), stored);
    }

    private byte[] hash(String secret) throws LdapException {
        return passwords.isHash(bytes(secret)) ? bytes(secret) : passwords.hash(bytes(secret));
    }

    private static byte[] bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8);
    }

    private Entry entry(String dn) throws LdapException {
        return new DefaultEntry(service.getSchemaManager(), new Dn(service.getSchemaManager(), dn));
    }

    private void addMissing(Entry entry) throws LdapException {
        if (!session.exists(entry.getDn())) {
            session.add(entry);
        }
    }
}
