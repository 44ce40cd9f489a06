package fr.sesame.server.door;

import java.util.Locale;
import java.util.Set;
import org.apache.directory.api.ldap.extras.extended.pwdModify.PasswordModifyRequest;
import org.apache.directory.api.ldap.model.message.AddRequest;
import org.apache.directory.api.ldap.model.message.BindRequest;
import org.apache.directory.api.ldap.model.message.CompareRequest;
import org.apache.directory.api.ldap.model.message.ExtendedRequest;
import org.apache.directory.api.ldap.model.message.ModifyRequest;
import org.apache.directory.api.ldap.model.message.ResultResponseRequest;

/** Finds the passwords in a request, and in the answer to one that makes a password. */
final class Passwords {
    /** {@code userPassword} (RFC 4519, 2.41) and the history of the password policy, as clients may write them. */
    private static final Set<String> ATTRIBUTES =
            Set.of("userpassword", "2.5.4.35", "pwdhistory", "1.3.6.1.4.1.42.2.27.8.1.20");

    private Passwords() {}

    static boolean areIn(ResultResponseRequest request) {
        if (request instanceof BindRequest bind) {
            // SASL's EXTERNAL has none; no other mechanism is there.
            return bind.isSimple() && bind.getCredentials() != null && bind.getCredentials().length > 0;
        }
        if (request instanceof AddRequest add) {
            return add.getEntry().getAttributes().stream().anyMatch(attribute -> isOne(attribute.getUpId()));
        }
        if (request instanceof ModifyRequest modify) {
            return modify.getModifications().stream()
                    .anyMatch(change -> isOne(change.getAttribute().getUpId()));
        }
        if (request instanceof CompareRequest compare) {
            return isOne(compare.getAttributeId());
        }
        return request instanceof ExtendedRequest extended
                && PasswordModifyRequest.EXTENSION_OID.equals(extended.getRequestName());
    }

    /** Options are not part of the name: {@code userPassword;lang-fr}. */
    private static boolean isOne(String description) {
        int options = description.indexOf(';');
        String name = options < 0 ? description : description.substring(0, options);
        return ATTRIBUTES.contains(name.strip().toLowerCase(Locale.ROOT));
    }
}
