package fr.sesame.interceptors;

import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.server.core.api.interceptor.BaseInterceptor;
import org.apache.directory.server.core.api.interceptor.context.CompareOperationContext;

/**
 * A comparison asserts a value by the equality rule of its attribute (RFC 4511, 4.10): {@code cn} whatever the case, a DN however it is
 * written. ApacheDS compares what was sent as it was sent. A value that the attribute cannot have is result 21.
 */
public final class AssertionInterceptor extends BaseInterceptor {
    public AssertionInterceptor() {
        super("sesameAssertionInterceptor");
    }

    @Override
    public boolean compare(CompareOperationContext context) throws LdapException {
        AttributeType type = context.getAttributeType();
        Value asserted = context.getValue();
        if (type.getSyntax().isHumanReadable() && !asserted.isSchemaAware()) {
            context.setValue(new Value(type, asserted.getString()));
        }
        return next(context);
    }
}
