package fr.sesame.interceptors;

import fr.sesame.account.Decision;
import fr.sesame.interceptors.CredentialCheck.Claim;
import fr.sesame.password.PasswordHashes;
import fr.sesame.password.rules.PasswordAging;
import fr.sesame.password.rules.Weakness;
import fr.sesame.schema.Attributes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyErrorEnum;
import org.apache.directory.api.ldap.model.constants.PasswordPolicySchemaConstants;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.DefaultAttribute;
import org.apache.directory.api.ldap.model.entry.DefaultModification;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapAuthenticationException;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapNoSuchObjectException;
import org.apache.directory.api.ldap.model.exception.LdapOperationException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.CoreSession;
import org.apache.directory.server.core.api.interceptor.context.LookupOperationContext;
import org.jspecify.annotations.Nullable;

/**
 * Judges new passwords and makes the writes of them (draft-behera-ldap-password-policy, 8.2). All that takes milliseconds, the
 * old password, the earlier ones and the hash, is done here, before the write begins.
 */
public final class PasswordChanges {
    private static final List<String> NAMES = List.of(
            SchemaConstants.CN_AT,
            SchemaConstants.SN_AT,
            SchemaConstants.GIVENNAME_AT,
            SchemaConstants.DISPLAY_NAME_AT,
            Attributes.MAIL,
            Attributes.SUPANN_BIRTH_NAME);

    private final SchemaManager schema;
    private final EntryReader reader;
    private final CredentialCheck credentials;
    private final PasswordQuality quality;
    private final PasswordRight.Of rights;
    private final PasswordAging aging;
    private final Clock clock;
    private final Standings standings;
    private final PasswordHistory history;
    private final AttributeType userPassword;
    private final AttributeType reset;
    private final Set<String> needed = new HashSet<>();

    /**
     * @param standings whether an account may act, for who changes its password in its owner's place
     * @param aging how old one's own password must be before it may be changed again
     */
    public PasswordChanges(
            SchemaManager schema,
            Standings standings,
            EntryReader reader,
            CredentialCheck credentials,
            PasswordQuality quality,
            PasswordRight.Of rights,
            PasswordAging aging,
            Clock clock)
            throws LdapException {
        this.schema = schema;
        this.standings = standings;
        this.reader = reader;
        this.credentials = credentials;
        this.quality = quality;
        this.rights = rights;
        this.aging = aging;
        this.clock = clock;
        history = new PasswordHistory(schema);
        userPassword = schema.getAttributeType(SchemaConstants.USER_PASSWORD_AT);
        reset = schema.getAttributeType(PasswordPolicySchemaConstants.PWD_RESET_AT);
        needed.addAll(standings.attributes());
        needed.add(userPassword.getOid());
        needed.add(history.type().getOid());
        needed.add(schema.getAttributeType(Attributes.UID).getOid());
        NAMES.forEach(name -> needed.add(schema.getAttributeType(name).getOid()));
    }

    /**
     * What somebody wants.
     *
     * @param old the password until now; none if they do not say
     * @param fresh the new one; none: there is to be none
     * @param rest what else is to be changed in the same write
     */
    public record Wish(byte @Nullable [] old, byte @Nullable [] fresh, List<Modification> rest) {}

    /**
     * The write of what somebody wants, if they may and the password is good.
     *
     * @throws PasswordRefusedException if the password, or who asks for it, is not what the policy wants
     * @throws LdapException result 49 if the old password is wrong, 50, 51
     */
    public PasswordWrite prepare(CoreSession session, Dn target, Wish wish) throws LdapException {
        PasswordRight right = rights.of(session, target);
        if (right == PasswordRight.NONE) {
            throw new PasswordRefusedException(
                    ResultCodeEnum.INSUFFICIENT_ACCESS_RIGHTS,
                    PasswordPolicyErrorEnum.PASSWORD_MOD_NOT_ALLOWED,
                    "not yours to change");
        }
        Entry entry = reader.read(new LookupOperationContext(session, target), needed);
        if (entry == null) {
            throw new LdapNoSuchObjectException("there is no entry '" + target.getName() + "'");
        }
        List<byte[]> stored = PasswordAuthenticator.stored(entry, userPassword);
        Standing standing = standings.of(entry);
        if (right.isTheOwners()) {
            checkOwn(session, target, wish, right, standing, stored);
        }
        return new PasswordWrite(
                session,
                target,
                right,
                modifications(right, wish, entry, stored),
                stored,
                state(right, wish, entry, stored, clock.instant()));
    }

    /** What somebody may do with the password of that entry, whether it is there or not. */
    public PasswordRight rightTo(CoreSession session, Dn target) {
        return rights.of(session, target);
    }

    private void checkOwn(
            CoreSession session, Dn target, Wish wish, PasswordRight right, Standing standing, List<byte[]> stored)
            throws LdapException {
        if (wish.fresh() == null) {
            throw new PasswordRefusedException(
                    ResultCodeEnum.INSUFFICIENT_ACCESS_RIGHTS,
                    PasswordPolicyErrorEnum.PASSWORD_MOD_NOT_ALLOWED,
                    "a password cannot be taken out by its owner");
        }
        boolean wasReset = standing.password().reset();
        boolean boundWithIt = wasReset && right == PasswordRight.OWN; // a moment ago, and may do nothing else
        if (wish.old() == null && !boundWithIt) {
            throw new PasswordRefusedException(
                    ResultCodeEnum.INSUFFICIENT_ACCESS_RIGHTS,
                    PasswordPolicyErrorEnum.MUST_SUPPLY_OLD_PASSWORD,
                    "the old password is needed: delete it and add the new one in one modification");
        }
        if (wish.old() != null) {
            checkOld(session, target, wish.old(), stored);
        }
        if (!(standing.at(clock.instant()) instanceof Decision.Allowed)) { // told to who knows the password alone
            throw new PasswordRefusedException(
                    ResultCodeEnum.INSUFFICIENT_ACCESS_RIGHTS,
                    PasswordPolicyErrorEnum.PASSWORD_MOD_NOT_ALLOWED,
                    "the account may not be used now, so its owner may not change its password");
        }
        if (!wasReset) {
            checkAge(standing.password().changedAt());
        }
    }

    private void checkAge(@Nullable Instant changed) throws PasswordRefusedException {
        Optional<Weakness> young = aging.tooYoung(changed, clock.instant());
        if (young.isPresent()) {
            throw new PasswordRefusedException(
                    ResultCodeEnum.CONSTRAINT_VIOLATION,
                    PasswordPolicyErrorEnum.PASSWORD_TOO_YOUNG,
                    young.get().sentence(Locale.FRENCH) + " / " + young.get().sentence(Locale.ENGLISH));
        }
    }

    private void checkOld(CoreSession session, Dn target, byte[] old, List<byte[]> stored) throws LdapException {
        Claim claim = new Claim(target.getNormName(), true, PasswordInterceptor.addressOf(session), old, stored);
        switch (credentials.check(claim)) {
            case RIGHT -> {
                // so it is theirs to change
            }
            case BUSY -> throw new LdapOperationException(ResultCodeEnum.BUSY, "too many at a time; try again");
            case WRONG, SHUT_OUT -> throw new LdapAuthenticationException("the old password is wrong");
        }
    }

    private List<Modification> modifications(PasswordRight right, Wish wish, Entry entry, List<byte[]> stored)
            throws LdapException {
        List<Modification> modifications = new ArrayList<>(wish.rest());
        modifications.removeIf(this::isAboutReset); // it goes with the state, past who may not write that
        byte[] fresh = wish.fresh();
        if (fresh == null) {
            if (right != PasswordRight.FULL) {
                throw new PasswordRefusedException(
                        ResultCodeEnum.INSUFFICIENT_ACCESS_RIGHTS,
                        PasswordPolicyErrorEnum.PASSWORD_MOD_NOT_ALLOWED,
                        "a password may be set, not taken out");
            }
            modifications.add(replace(userPassword));
        } else if (right == PasswordRight.FULL && quality.isHash(fresh)) {
            modifications.add(replace(userPassword, fresh));
        } else if (PasswordHashes.looksLikeHash(fresh)) {
            throw new PasswordRefusedException(
                    ResultCodeEnum.CONSTRAINT_VIOLATION,
                    PasswordPolicyErrorEnum.INSUFFICIENT_PASSWORD_QUALITY,
                    "a password that begins like a hash, {scheme}, of a scheme that is not known, or not yours to bring");
        } else {
            if (right != PasswordRight.FULL) {
                judge(fresh, entry, stored);
            }
            modifications.add(replace(userPassword, quality.hash(fresh)));
        }
        return modifications;
    }

    private void judge(byte[] fresh, Entry entry, List<byte[]> stored) throws LdapException {
        List<byte[]> recent = new ArrayList<>(stored);
        List<byte[]> earlier = history.hashes(entry);
        recent.addAll(earlier.subList(0, Math.min(earlier.size(), quality.remembered())));
        List<PasswordQuality.Flaw> flaws = quality.flaws(fresh, owner(entry), recent);
        if (!flaws.isEmpty()) {
            throw new PasswordRefusedException(
                    ResultCodeEnum.CONSTRAINT_VIOLATION,
                    flaws.get(0).error(),
                    String.join(
                            "; ", flaws.stream().map(PasswordQuality.Flaw::text).toList()));
        }
    }

    private PasswordQuality.Owner owner(Entry entry) {
        Attribute uid = entry.get(schema.getAttributeType(Attributes.UID));
        List<String> names = new ArrayList<>();
        for (String name : NAMES) {
            Attribute attribute = entry.get(schema.getAttributeType(name));
            if (attribute != null) {
                for (Value value : attribute) {
                    names.add(value.getString());
                }
            }
        }
        return new PasswordQuality.Owner(uid == null ? "" : uid.get().getString(), names);
    }

    private List<Modification> state(PasswordRight right, Wish wish, Entry entry, List<byte[]> stored, Instant now)
            throws LdapException {
        List<Modification> state = new ArrayList<>();
        state.add(replace(
                schema.getAttributeType(PasswordPolicySchemaConstants.PWD_CHANGED_TIME_AT), PasswordFacts.text(now)));
        boolean asked = wish.rest().stream()
                .filter(this::isAboutReset)
                .map(Modification::getAttribute)
                .anyMatch(one ->
                        one.size() > 0 && "TRUE".equalsIgnoreCase(one.get().getString()));
        if (right == PasswordRight.TEMPORARY || (right == PasswordRight.FULL && asked)) {
            state.add(replace(reset, "TRUE"));
        } else if (entry.containsAttribute(reset)) {
            state.add(replace(reset));
        }
        AttributeType graceUse = schema.getAttributeType(PasswordPolicySchemaConstants.PWD_GRACE_USE_TIME_AT);
        if (entry.containsAttribute(graceUse)) {
            state.add(replace(graceUse));
        }
        if (quality.remembered() > 0 && !stored.isEmpty()) {
            state.add(new DefaultModification(
                    ModificationOperation.REPLACE_ATTRIBUTE,
                    history.with(entry, stored.get(0), now, quality.remembered())));
        }
        return state;
    }

    private boolean isAboutReset(Modification one) {
        return reset.equals(schema.getAttributeType(one.getAttribute().getUpId()));
    }

    private static Modification replace(AttributeType type) {
        return new DefaultModification(ModificationOperation.REPLACE_ATTRIBUTE, new DefaultAttribute(type));
    }

    private static Modification replace(AttributeType type, String value) throws LdapException {
        return new DefaultModification(ModificationOperation.REPLACE_ATTRIBUTE, new DefaultAttribute(type, value));
    }

    private static Modification replace(AttributeType type, byte[] value) throws LdapException {
        return new DefaultModification(ModificationOperation.REPLACE_ATTRIBUTE, new DefaultAttribute(type, value));
    }
}
