package fr.sesame.server;

import fr.sesame.interceptors.OperationAudit;
import fr.sesame.interceptors.PasswordChanges;
import fr.sesame.interceptors.PasswordChanges.Wish;
import fr.sesame.interceptors.PasswordQuality;
import fr.sesame.interceptors.PasswordRefusedException;
import fr.sesame.interceptors.PasswordWrite;
import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyRequest;
import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyResponseImpl;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.message.ResultResponseRequest;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.server.core.api.CoreSession;
import org.apache.directory.server.ldap.LdapProtocolUtils;
import org.apache.directory.server.ldap.LdapServer;
import org.apache.directory.server.ldap.LdapSession;

/** Where new passwords come in, by whatever request: judged and hashed first, then written. */
final class PasswordDoor {
    private final LdapServer ldap;
    private final PasswordChanges changes;
    private final PasswordQuality quality;
    private final OperationAudit audit;

    /** @param audit is told of what is refused before it is written */
    PasswordDoor(LdapServer ldap, PasswordChanges changes, PasswordQuality quality, OperationAudit audit) {
        this.audit = audit;
        this.ldap = ldap;
        this.changes = changes;
        this.quality = quality;
    }

    /**
     * Writes it. If the client asked for it, the response has what the password policy says of a refusal.
     *
     * @throws LdapException if it is refused: by its quality, by who asks, by the store
     */
    void change(LdapSession session, ResultResponseRequest request, Dn target, Wish wish) throws LdapException {
        try {
            PasswordWrite write = prepare(session.getCoreSession(), target, wish);
            LdapProtocolUtils.setRequestControls(write, request);
            ldap.getDirectoryService().getOperationManager().modify(write);
        } catch (PasswordRefusedException e) {
            if (request.hasControl(PasswordPolicyRequest.OID)) {
                PasswordPolicyResponseImpl response = new PasswordPolicyResponseImpl();
                response.setPasswordPolicyError(e.error());
                request.getResultResponse().addControl(response);
            }
            throw e;
        }
    }

    private PasswordWrite prepare(CoreSession session, Dn target, Wish wish) throws LdapException {
        try {
            return changes.prepare(session, target, wish);
        } catch (LdapException e) {
            audit.refusedPassword(session, target, changes.rightTo(session, target), e);
            throw e;
        }
    }

    /** One that the policy likes, for who asks for one. */
    byte[] generate() {
        return quality.generate();
    }

    /** Whoever may add entries may choose their passwords; they are hashed before the write begins. */
    void hashIn(Entry entry) throws LdapException {
        Attribute passwords = entry.get(SchemaConstants.USER_PASSWORD_AT);
        if (passwords != null && passwords.size() > 0) {
            Attribute hashed = passwords.clone();
            hashed.clear();
            for (Value value : passwords) {
                byte[] given = value.getBytes();
                hashed.add(quality.isHash(given) ? given : quality.hash(given));
            }
            entry.put(hashed);
        }
    }
}
