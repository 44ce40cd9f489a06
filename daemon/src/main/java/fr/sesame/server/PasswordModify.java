package fr.sesame.server;

import fr.sesame.interceptors.PasswordChanges.Wish;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.directory.api.ldap.extras.extended.pwdModify.PasswordModifyRequest;
import org.apache.directory.api.ldap.extras.extended.pwdModify.PasswordModifyResponse;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.exception.LdapNoPermissionException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.server.ldap.ExtendedOperationHandler;
import org.apache.directory.server.ldap.LdapServer;
import org.apache.directory.server.ldap.LdapSession;

/**
 * The extended operation for passwords (RFC 3062). ApacheDS's own stores clear text, tells who exists, and looks at the old
 * password by a way of its own; this one takes the way that every new password takes.
 *
 * <p>Whoever has not bound changes nothing: their old password would be a bind that nobody counts. The user's identity is a DN,
 * with or without {@code dn:} before it.
 */
final class PasswordModify implements ExtendedOperationHandler<PasswordModifyRequest, PasswordModifyResponse> {
    private static final String DN_PREFIX = "dn:";

    private final PasswordDoor door;

    PasswordModify(PasswordDoor door) {
        this.door = door;
    }

    @Override
    public String getOid() {
        return PasswordModifyRequest.EXTENSION_OID;
    }

    @Override
    public Set<String> getExtensionOids() {
        return Set.of(PasswordModifyRequest.EXTENSION_OID);
    }

    @Override
    public void handleExtendedOperation(LdapSession session, PasswordModifyRequest request) {
        PasswordModifyResponse response = (PasswordModifyResponse) request.getResultResponse();
        try {
            if (session.getCoreSession().isAnonymous()) {
                throw new LdapNoPermissionException("bind first");
            }
            byte[] fresh = request.getNewPassword();
            byte[] chosen = isMissing(fresh) ? door.generate() : fresh;
            byte[] old = isMissing(request.getOldPassword()) ? null : request.getOldPassword();
            door.change(session, request, target(session, request), new Wish(old, chosen, List.of()));
            if (isMissing(fresh)) {
                response.setGenPassword(chosen);
            }
            response.getLdapResult().setResultCode(ResultCodeEnum.SUCCESS);
            session.getIoSession().write(response);
        } catch (LdapException e) {
            Gates.answer(session, request, e);
        }
    }

    private static Dn target(LdapSession session, PasswordModifyRequest request) throws LdapInvalidDnException {
        if (isMissing(request.getUserIdentity())) {
            return session.getCoreSession().getEffectivePrincipal().getDn();
        }
        String identity = new String(request.getUserIdentity(), StandardCharsets.UTF_8);
        boolean prefixed = identity.regionMatches(true, 0, DN_PREFIX, 0, DN_PREFIX.length());
        return new Dn(
                session.getCoreSession().getDirectoryService().getSchemaManager(),
                prefixed ? identity.substring(DN_PREFIX.length()) : identity);
    }

    private static boolean isMissing(byte[] octets) {
        return octets == null || octets.length == 0;
    }

    @Override
    public void setLdapServer(LdapServer ldapServer) {
        // Nothing of it is needed.
    }
}
