package fr.sesame.partition;

import java.util.ArrayList;
import java.util.List;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapAffectMultipleDsaException;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapOperationErrorException;
import org.apache.directory.api.ldap.model.exception.LdapPartialResultException;
import org.apache.directory.api.ldap.model.exception.LdapReferralException;
import org.apache.directory.api.ldap.model.exception.LdapURLEncodingException;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.url.LdapUrl;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.ReferralManager;
import org.apache.directory.server.core.api.interceptor.context.OperationContext;
import org.jspecify.annotations.Nullable;

/** What is elsewhere (RFC 3296): an operation on or below a referral ends with where to go, unless it is about the referral. */
final class Referrals {
    private final DirectoryService service;

    Referrals(DirectoryService service) {
        this.service = service;
    }

    /** For an operation that may be about the referral itself, if it says so. */
    void check(OperationContext context, Dn dn) throws LdapException {
        check(context, dn, null, true);
    }

    /** For an entry that is to be made: nothing is made below a referral. */
    void checkNew(OperationContext context, Dn dn) throws LdapException {
        check(context, dn, null, false);
    }

    void checkSearch(OperationContext context, Dn dn, SearchScope scope) throws LdapException {
        check(context, dn, scope, true);
    }

    /** For the place that an entry is moved to (RFC 3296, 5.6.2). */
    void checkTarget(Dn newSuperior) throws LdapAffectMultipleDsaException {
        ReferralManager referrals = service.getReferralManager();
        referrals.lockRead();
        try {
            if (referrals.isReferral(newSuperior) || referrals.hasParentReferral(newSuperior)) {
                throw new LdapAffectMultipleDsaException();
            }
        } finally {
            referrals.unlock();
        }
    }

    private void check(OperationContext context, Dn dn, @Nullable SearchScope scope, boolean there)
            throws LdapException {
        ReferralManager referrals = service.getReferralManager();
        referrals.lockRead();
        try {
            Entry referral = referrals.getParentReferral(dn);
            if (referral == null) {
                return;
            }
            Dn rest = dn.getDescendantOf(referral.getDn());
            if (there && referrals.isReferral(dn)) {
                if (!context.isReferralIgnored()) {
                    throw elsewhere(referral, rest, scope);
                }
            } else if (referrals.hasParentReferral(dn)) {
                if (context.isReferralIgnored()) {
                    LdapPartialResultException partial = new LdapPartialResultException("below a referral");
                    partial.setRemainingDn(rest);
                    partial.setResolvedDn(Dn.EMPTY_DN);
                    throw partial;
                }
                throw elsewhere(referral, rest, scope);
            }
        } finally {
            referrals.unlock();
        }
    }

    private static LdapReferralException elsewhere(Entry referral, Dn rest, @Nullable SearchScope scope)
            throws LdapException {
        Attribute refs = referral.get(SchemaConstants.REF_AT);
        List<String> urls = new ArrayList<>();
        for (Value ref : refs) {
            urls.add(url(ref.getString(), rest, scope));
        }
        LdapReferralException exception = new LdapReferralException(urls);
        exception.setRemainingDn(rest);
        exception.setResolvedDn(referral.getDn());
        exception.setResolvedObject(referral);
        return exception;
    }

    private static String url(String ref, Dn rest, @Nullable SearchScope scope) throws LdapException {
        try {
            LdapUrl url = new LdapUrl(ref);
            if (url.getDn() != null && !url.getDn().isEmpty()) {
                url.setDn(url.getDn().add(rest));
            }
            if (scope == null) {
                return url.toString();
            }
            return url + "??"
                    + switch (scope) {
                        case OBJECT -> "base";
                        case ONELEVEL -> "one";
                        case SUBTREE -> "sub";
                    };
        } catch (LdapURLEncodingException e) {
            if (scope != null) {
                return ref; // as it is written
            }
            throw new LdapOperationErrorException(e.getMessage(), e);
        }
    }
}
