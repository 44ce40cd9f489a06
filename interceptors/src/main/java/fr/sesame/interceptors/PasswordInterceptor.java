package fr.sesame.interceptors;

import fr.sesame.account.Decision;
import fr.sesame.interceptors.CredentialCheck.Claim;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.directory.api.ldap.model.constants.PasswordPolicySchemaConstants;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidAttributeValueException;
import org.apache.directory.api.ldap.model.exception.LdapOperationException;
import org.apache.directory.api.ldap.model.exception.LdapUnwillingToPerformException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.server.core.api.CoreSession;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.interceptor.BaseInterceptor;
import org.apache.directory.server.core.api.interceptor.context.AddOperationContext;
import org.apache.directory.server.core.api.interceptor.context.CompareOperationContext;
import org.apache.directory.server.core.api.interceptor.context.ModifyOperationContext;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@code userPassword}: nothing but hashes of known schemes is stored, and a change of one comes as a
 * {@link PasswordWrite}, judged before. A comparison with it asks whether that password would be let in, as a bind does.
 */
public final class PasswordInterceptor extends BaseInterceptor {
    private final CredentialCheck credentials;
    private final Predicate<byte[]> isHash;
    private final Standings standings;
    private final Clock clock;
    private @Nullable AttributeType userPassword;

    /** @param isHash whether a value is a hash of a scheme that is known */
    public PasswordInterceptor(
            CredentialCheck credentials, Predicate<byte[]> isHash, Standings standings, Clock clock) {
        super("sesamePasswordInterceptor");
        this.credentials = credentials;
        this.isHash = isHash;
        this.standings = standings;
        this.clock = clock;
    }

    @Override
    public void init(DirectoryService directoryService) throws LdapException {
        super.init(directoryService);
        userPassword = directoryService.getSchemaManager().getAttributeType(SchemaConstants.USER_PASSWORD_AT);
    }

    private AttributeType userPassword() {
        if (userPassword == null) {
            throw new IllegalStateException("not initialised");
        }
        return userPassword;
    }

    @Override
    public void add(AddOperationContext context) throws LdapException {
        Attribute passwords = context.getEntry().get(userPassword());
        if (passwords != null) {
            check(passwords);
            if (!context.getEntry().containsAttribute(PasswordPolicySchemaConstants.PWD_CHANGED_TIME_AT)) {
                context.getEntry()
                        .add(PasswordPolicySchemaConstants.PWD_CHANGED_TIME_AT, PasswordFacts.text(clock.instant()));
            }
        }
        next(context);
    }

    @Override
    public void modify(ModifyOperationContext context) throws LdapException {
        for (Modification modification : context.getModItems()) {
            if (userPassword().equals(modification.getAttribute().getAttributeType())) {
                check(modification.getAttribute());
                if (!(context instanceof PasswordWrite) && !context.getSession().isAdministrator()) {
                    throw new LdapUnwillingToPerformException(
                            ResultCodeEnum.UNWILLING_TO_PERFORM, "a password that nobody has judged");
                }
            }
        }
        if (context instanceof PasswordWrite write) {
            checkIsStillTheSame(write);
            List<Modification> all = new ArrayList<>(write.getModItems());
            all.addAll(write.state());
            write.setModItems(all);
        }
        next(context);
    }

    private void checkIsStillTheSame(PasswordWrite write) throws LdapOperationException {
        List<byte[]> now = PasswordAuthenticator.stored(write.getEntry(), userPassword());
        List<byte[]> then = write.basedOn();
        if (now.size() != then.size()
                || !now.stream().allMatch(value -> then.stream().anyMatch(known -> Arrays.equals(known, value)))) {
            throw new LdapOperationException(
                    ResultCodeEnum.BUSY, "the password was changed meanwhile by somebody else; try again");
        }
    }

    private void check(Attribute passwords) throws LdapInvalidAttributeValueException {
        for (Value value : passwords) {
            if (!isHash.test(value.getBytes())) {
                throw new LdapInvalidAttributeValueException(
                        ResultCodeEnum.CONSTRAINT_VIOLATION,
                        "a password that is neither a hash of a known scheme nor was made one");
            }
        }
    }

    @Override
    public boolean compare(CompareOperationContext context) throws LdapException {
        if (!userPassword().equals(context.getAttributeType())) {
            return next(context);
        }
        Claim claim = new Claim(
                context.getDn().getNormName(),
                true,
                addressOf(context.getSession()),
                context.getValue().getBytes(),
                PasswordAuthenticator.stored(context.getOriginalEntry(), userPassword()));
        return switch (credentials.check(claim)) {
            case RIGHT -> standings.of(context.getOriginalEntry()).at(clock.instant()) instanceof Decision.Allowed;
            case WRONG, SHUT_OUT -> false;
            case BUSY -> throw new LdapOperationException(ResultCodeEnum.BUSY, "too many at a time; try again");
        };
    }

    static @Nullable InetAddress addressOf(CoreSession session) {
        return session.getClientAddress() instanceof InetSocketAddress address ? address.getAddress() : null;
    }
}
