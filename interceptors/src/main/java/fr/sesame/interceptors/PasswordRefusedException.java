package fr.sesame.interceptors;

import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyErrorEnum;
import org.apache.directory.api.ldap.model.exception.LdapOperationException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;

/** A new password was refused, with the error of the password policy control (draft-behera-ldap-password-policy, 6.2). */
public final class PasswordRefusedException extends LdapOperationException {
    private static final long serialVersionUID = 1L;

    private final PasswordPolicyErrorEnum error;

    /** @param message what is wrong with it, for whoever chose it; never the password */
    public PasswordRefusedException(ResultCodeEnum code, PasswordPolicyErrorEnum error, String message) {
        super(code, message);
        this.error = error;
    }

    /** For clients that sent the request control. */
    public PasswordPolicyErrorEnum error() {
        return error;
    }
}
