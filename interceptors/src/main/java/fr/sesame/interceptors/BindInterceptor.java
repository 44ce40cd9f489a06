package fr.sesame.interceptors;

import fr.sesame.account.Decision;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Lock;
import fr.sesame.account.Timeline;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.LockText;
import fr.sesame.schema.ObjectClasses;
import java.time.Clock;
import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyErrorEnum;
import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyRequest;
import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyResponse;
import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyResponseImpl;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapAuthenticationException;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapUnwillingToPerformException;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.interceptor.BaseInterceptor;
import org.apache.directory.server.core.api.interceptor.context.BindOperationContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses the bind of whoever is not active at that instant, by the entry's own timeline and lock, whether the daemon runs
 * or not. It stands before the authentication interceptor and looks only after the password was verified, so that a wrong
 * password looks the same for everybody.
 *
 * <p>A refusal is result 49 with one and the same text. The password policy response control says {@code accountLocked}
 * (draft-behera-ldap-password-policy, error 1: {@code 30 03 81 01 01}) to a client that knows the right password and sent
 * the request control. A timeline that cannot be read refuses.
 */
public final class BindInterceptor extends BaseInterceptor {
    /** What every refused bind says. */
    static final String REFUSAL = "Invalid credentials";

    private static final Logger LOG = LoggerFactory.getLogger(BindInterceptor.class);

    private final Clock clock;
    private final BindListener listener;
    private @Nullable Names names;

    /** Looked up once: by name it would be a tenth of each bind. */
    private record Names(AttributeType objectClass, Value account, AttributeType timeline, AttributeType lock) {}

    public BindInterceptor(Clock clock, BindListener listener) {
        super("sesameBindInterceptor");
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public void init(DirectoryService directoryService) throws LdapException {
        super.init(directoryService);
        SchemaManager schema = directoryService.getSchemaManager();
        AttributeType objectClass = schema.getAttributeType(SchemaConstants.OBJECT_CLASS_AT);
        names = new Names(
                objectClass,
                new Value(objectClass, ObjectClasses.SESAME_ACCOUNT),
                schema.getAttributeType(Attributes.TIMELINE),
                schema.getAttributeType(Attributes.LOCK));
    }

    private Names names() {
        if (names == null) {
            throw new IllegalStateException("not initialised");
        }
        return names;
    }

    @Override
    public void bind(BindOperationContext context) throws LdapException {
        if (context.getDn() == null) {
            // The name is no DN; ApacheDS goes on with none, and its text would tell the difference.
            throw refuse(BindOutcome.WRONG_PASSWORD);
        }
        try {
            next(context);
        } catch (LdapUnwillingToPerformException e) {
            throw e; // a DN without a password, RFC 4513, 5.1.2
        } catch (LdapException e) {
            LOG.debug("bind refused", e);
            throw refuse(BindOutcome.WRONG_PASSWORD);
        } catch (RuntimeException e) {
            // Its text would go to the client, and tell this account from others.
            LOG.error("bind failed dn={}", context.getDn(), e);
            context.setSession(null);
            throw refuse(BindOutcome.WRONG_PASSWORD);
        }
        Entry entry = context.getEntry();
        Names known = names();
        if (entry == null || !entry.contains(known.objectClass(), known.account())) {
            if (entry != null) {
                listener.bind(BindOutcome.ACCEPTED); // a service; an anonymous bind is not counted
            }
            return;
        }
        BindOutcome outcome = outcomeOf(entry);
        if (outcome != BindOutcome.ACCEPTED) {
            if (context.hasRequestControl(PasswordPolicyRequest.OID)) {
                PasswordPolicyResponse response = new PasswordPolicyResponseImpl();
                response.setPasswordPolicyError(PasswordPolicyErrorEnum.ACCOUNT_LOCKED);
                context.addResponseControl(response);
            }
            context.setSession(null);
            throw refuse(outcome);
        }
        listener.bind(outcome);
    }

    private LdapAuthenticationException refuse(BindOutcome outcome) {
        listener.bind(outcome);
        return new LdapAuthenticationException(REFUSAL);
    }

    private BindOutcome outcomeOf(Entry entry) {
        try {
            String timeline = valueOf(entry, names().timeline());
            if (timeline == null) {
                throw new InvalidValueException("it has no " + Attributes.TIMELINE);
            }
            String lock = valueOf(entry, names().lock());
            Lock laid = lock == null ? null : LockText.parse(lock);
            Decision decision = Decision.at(Timeline.parse(timeline), laid, clock.instant());
            return decision instanceof Decision.Refused refused
                    ? BindOutcome.refused(refused.state())
                    : BindOutcome.ACCEPTED;
        } catch (InvalidValueException e) {
            LOG.error("bind refused dn={} because its dates cannot be read: {}", entry.getDn(), e.getMessage());
            return BindOutcome.INACTIVE;
        }
    }

    private static @Nullable String valueOf(Entry entry, AttributeType type) {
        Attribute attribute = entry.get(type);
        return attribute == null ? null : attribute.get().getString();
    }
}
