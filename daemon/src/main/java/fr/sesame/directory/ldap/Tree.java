package fr.sesame.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.account.StructureCode;
import fr.sesame.schema.Attributes;

/** Where things stand under the base: SUPANN's tree. */
public final class Tree {
    private final DN people;
    private final DN structures;
    private final DN groups;
    private final DN services;
    private final DN tombstones;
    private final DN suspensions;
    private final DN identities;

    /** @throws InvalidValueException if the base is not a DN */
    public Tree(String base) {
        try {
            DN baseDn = new DN(base);
            people = new DN(new RDN("ou", "people"), baseDn);
            structures = new DN(new RDN("ou", "structures"), baseDn);
            groups = new DN(new RDN("ou", "groups"), baseDn);
            services = new DN(new RDN("ou", "services"), baseDn);
            tombstones = new DN(new RDN("ou", "tombstones"), baseDn);
            suspensions = new DN(new RDN("ou", "suspensions"), baseDn);
            identities = new DN(new RDN("ou", "identities"), baseDn);
        } catch (LDAPException e) {
            throw new InvalidValueException("'" + base + "' is not a DN; expected such as dc=univ,dc=example");
        }
    }

    public String people() {
        return people.toString();
    }

    public String structures() {
        return structures.toString();
    }

    public String tombstones() {
        return tombstones.toString();
    }

    /** The entry of a person. */
    public String person(Login login) {
        return new DN(new RDN(Attributes.UID, login.value()), people).toString();
    }

    /** What is left of the entry of a person who was erased. */
    public String tombstone(Login login) {
        return new DN(new RDN(Attributes.ERASED_NAME, login.value()), tombstones).toString();
    }

    public String suspensions() {
        return suspensions.toString();
    }

    /** The entry of a suspension. */
    public String suspension(String id) {
        return new DN(new RDN(Attributes.CN, id), suspensions).toString();
    }

    public String identities() {
        return identities.toString();
    }

    /** The entry of two of whom something was decided. */
    public String pair(String one, String other) {
        return new DN(new RDN(Attributes.CN, one + " " + other), identities).toString();
    }

    /** What is kept of an account that was merged into another. */
    public String merged(Login login) {
        return new DN(new RDN(Attributes.ERASED_NAME, login.value()), identities).toString();
    }

    /** The entry of a structure. */
    public String structure(StructureCode code) {
        return new DN(new RDN(Attributes.SUPANN_STRUCTURE_CODE, code.value()), structures).toString();
    }

    public String groups() {
        return groups.toString();
    }

    /** The entry of a group. */
    public String group(String name) {
        return new DN(new RDN(Attributes.CN, name), groups).toString();
    }

    /** The entry of a service: {@code cas} is {@code cn=cas,ou=services,…}. */
    public String service(String name) {
        return new DN(new RDN(Attributes.CN, name), services).toString();
    }
}
