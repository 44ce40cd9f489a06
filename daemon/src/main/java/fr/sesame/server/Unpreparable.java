package fr.sesame.server;

import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.server.core.api.normalization.FilterNormalizingVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Names and values that the string preparation of RFC 4518 has no form for. LDAP API 2.1 throws whatever it stumbles over while it
 * prepares them, of no type of its own: where it did is the only sign that the request was wrong, and not the server.
 */
final class Unpreparable {
    static final String MESSAGE = "a name or value that cannot be prepared for comparison";

    private static final String NAMES = Dn.class.getPackageName() + ".";

    private Unpreparable() {}

    /** The result that it is to the client; none if something else has failed. */
    static @Nullable ResultCodeEnum resultOf(Throwable e) {
        ResultCodeEnum result = null;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof RuntimeException) {
                for (StackTraceElement frame : cause.getStackTrace()) {
                    if (frame.getClassName().startsWith(NAMES)) {
                        return ResultCodeEnum.INVALID_DN_SYNTAX;
                    }
                    if (frame.getClassName().equals(FilterNormalizingVisitor.class.getName())
                            || frame.getClassName().equals(Value.class.getName())) {
                        result = ResultCodeEnum.INVALID_ATTRIBUTE_SYNTAX;
                    }
                }
            }
        }
        return result;
    }
}
