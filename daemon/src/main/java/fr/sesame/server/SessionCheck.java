package fr.sesame.server;

import fr.sesame.interceptors.Auditor;
import fr.sesame.interceptors.OperationAudit;
import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.Reason;
import fr.sesame.interceptors.audit.Subject;
import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyErrorEnum;
import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyRequest;
import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyResponseImpl;
import org.apache.directory.api.ldap.extras.extended.pwdModify.PasswordModifyRequest;
import org.apache.directory.api.ldap.extras.extended.startTls.StartTlsRequest;
import org.apache.directory.api.ldap.extras.extended.whoAmI.WhoAmIRequest;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.message.ExtendedRequest;
import org.apache.directory.api.ldap.model.message.ModifyRequest;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.ResultResponseRequest;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.ldap.LdapSession;

/**
 * Whether an operation may begin, by who is bound on its connection: nothing is done for an account that has been closed since,
 * and nothing but a change of the password for one whose password was set by somebody else.
 */
final class SessionCheck {
    private final OpenConnections connections;
    private final SchemaManager schema;
    private final Auditor auditor;

    SessionCheck(OpenConnections connections, SchemaManager schema, Auditor auditor) {
        this.connections = connections;
        this.auditor = auditor;
        this.schema = schema;
    }

    /** Whether it may; if not, the client has been told. */
    boolean admits(LdapSession session, ResultResponseRequest request) {
        if (!connections.mayAct(session.getIoSession())) {
            return false; // the connection is being closed, with a notice
        }
        if (connections.mustChangePassword(session.getIoSession()) && !isAboutThePassword(request)) {
            auditor.refused(
                    session.getCoreSession(),
                    Kind.ACCESS_REFUSED,
                    Reason.MUST_CHANGE,
                    Subject.NOBODY,
                    OperationAudit.nameOf(request));
            refuse(session, request);
            return false;
        }
        return true;
    }

    /** That of whom is decided later; nobody may change another's but those whose role it is. */
    boolean isAboutThePassword(ResultResponseRequest request) {
        if (request instanceof ExtendedRequest extended) {
            String name = extended.getRequestName();
            return name.equals(PasswordModifyRequest.EXTENSION_OID)
                    || name.equals(StartTlsRequest.EXTENSION_OID)
                    || name.equals(WhoAmIRequest.EXTENSION_OID);
        }
        return request instanceof ModifyRequest modify
                && modify.getModifications().stream()
                        .map(modification -> schema.getAttributeType(
                                modification.getAttribute().getUpId()))
                        .allMatch(type -> type != null && type.getOid().equals(SchemaConstants.USER_PASSWORD_AT_OID));
    }

    private static void refuse(LdapSession session, ResultResponseRequest request) {
        if (request.hasControl(PasswordPolicyRequest.OID)) {
            PasswordPolicyResponseImpl response = new PasswordPolicyResponseImpl();
            response.setPasswordPolicyError(PasswordPolicyErrorEnum.CHANGE_AFTER_RESET);
            request.getResultResponse().addControl(response);
        }
        Gate.answer(
                session,
                request.getResultResponse(),
                ResultCodeEnum.INSUFFICIENT_ACCESS_RIGHTS,
                "the password was set by somebody else: change it first");
    }
}
