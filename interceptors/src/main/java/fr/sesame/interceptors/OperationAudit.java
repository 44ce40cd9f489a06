package fr.sesame.interceptors;

import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.Reason;
import fr.sesame.interceptors.audit.Subject;
import fr.sesame.schema.Attributes;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.exception.LdapOperationException;
import org.apache.directory.api.ldap.model.message.AddRequest;
import org.apache.directory.api.ldap.model.message.CompareRequest;
import org.apache.directory.api.ldap.model.message.DeleteRequest;
import org.apache.directory.api.ldap.model.message.ModifyDnRequest;
import org.apache.directory.api.ldap.model.message.ModifyRequest;
import org.apache.directory.api.ldap.model.message.Request;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.CoreSession;
import org.apache.directory.server.core.api.interceptor.context.ModifyOperationContext;
import org.apache.directory.server.core.shared.DefaultCoreSession;

/** Which ends of an operation are told, of whom and why. What this process does itself, without a connection, is not. */
public final class OperationAudit {
    private final Auditor auditor;
    private final SchemaManager schema;
    private final Dn base;
    private final Dn people;
    private final Acts acts;

    /** @param base the DN at the top of the directory */
    public OperationAudit(Auditor auditor, SchemaManager schema, String base) throws LdapInvalidDnException {
        this.auditor = auditor;
        this.schema = schema;
        this.base = new Dn(schema, base);
        this.people = new Dn(schema, "ou=people," + base);
        this.acts = new Acts(schema);
    }

    /** A request that was refused with result 50 before it became an operation. */
    public void refused(CoreSession session, Request request) {
        if (request instanceof ModifyRequest modify) {
            Dn dn = modify.getName();
            List<Act> what = ofModify(session, dn, modify.getModifications());
            refused(session, dn, what, "modify " + acts.names(modify.getModifications()), Reason.NO_ACCESS);
        } else if (request instanceof CompareRequest compare) {
            refused(session, compare.getName(), ofCompare(compare.getAttributeId()), "compare", Reason.NO_ACCESS);
        } else if (request instanceof AddRequest add) {
            refused(session, add.getEntryDn(), List.of(), "add", Reason.NO_ACCESS);
        } else if (request instanceof DeleteRequest delete) {
            refused(session, delete.getName(), List.of(), "delete", Reason.NO_ACCESS);
        } else if (request instanceof ModifyDnRequest rename) {
            refused(session, rename.getName(), List.of(), "rename", Reason.NO_ACCESS);
        } else {
            throw new IllegalArgumentException("no gate refuses a " + request.getType());
        }
    }

    /** A new password that was refused before it became an operation. */
    public void refusedPassword(CoreSession session, Dn target, PasswordRight right, LdapException why) {
        boolean own = right.isTheOwners() || Whereabouts.isOwn(session, aware(target));
        Kind kind = own ? Kind.PASSWORD_CHANGE : Kind.PASSWORD_RESET;
        refused(session, target, List.of(new Act(kind, "")), "", reason(why));
    }

    /** What a client asks for, in a word. */
    public static String nameOf(Request request) {
        return request.getType()
                .name()
                .replace("_REQUEST", "")
                .replace('_', ' ')
                .toLowerCase(Locale.ROOT);
    }

    void withoutPassword(BindAttempt attempt) {
        auditor.bind(attempt, Reason.NO_PASSWORD);
    }

    List<Act> ofModify(ModifyOperationContext context) {
        if (context instanceof PasswordWrite write && write.right().isTheOwners()) {
            return acts.ofModify(Branch.of(aware(write.getDn()), base), true, write.getModItems());
        }
        return ofModify(context.getSession(), context.getDn(), context.getModItems());
    }

    private List<Act> ofModify(CoreSession session, Dn dn, Collection<Modification> modifications) {
        Dn aware = aware(dn);
        return acts.ofModify(Branch.of(aware, base), Whereabouts.isOwn(session, aware), modifications);
    }

    List<Act> ofAdd(Dn dn, Entry entry) {
        return acts.ofAdd(Branch.of(aware(dn), base), entry);
    }

    /** The end or the new name of an entry. */
    List<Act> ofName(Dn dn, String detail) {
        return switch (Branch.of(aware(dn), base)) {
            case STRUCTURES -> List.of();
            case SUSPENSIONS -> List.of(new Act(Kind.SUSPENSION, detail));
            case IDENTITIES -> List.of(new Act(Kind.RULING, detail));
            default -> List.of(new Act(Kind.WRITE, detail));
        };
    }

    List<Act> ofCompare(String attribute) {
        return acts.ofCompare(attribute);
    }

    String names(Collection<Modification> modifications) {
        return acts.names(modifications);
    }

    boolean concerns(CoreSession session) {
        return session instanceof DefaultCoreSession ours && ours.getIoSession() != null;
    }

    void accepted(CoreSession session, Dn dn, List<Act> what) {
        for (Act act : what) {
            auditor.accepted(session, act.kind(), target(session, of(act, dn)), act.detail());
        }
    }

    /** @param same whether the password is the one that it was compared with */
    void compared(CoreSession session, Dn dn, boolean same) {
        if (same) {
            auditor.accepted(session, Kind.PASSWORD_COMPARE, target(session, dn), "");
        } else {
            auditor.refused(session, Kind.PASSWORD_COMPARE, Reason.WRONG_PASSWORD, target(session, dn), "");
        }
    }

    /** An operation without a security act in it is told only if it was refused for want of rights. */
    void refused(CoreSession session, Dn dn, List<Act> what, String detail, LdapException why) {
        Reason reason = reason(why);
        if (!what.isEmpty() || reason == Reason.NO_ACCESS) {
            refused(session, dn, what, detail, reason);
        }
    }

    private void refused(CoreSession session, Dn dn, List<Act> what, String detail, Reason reason) {
        if (what.isEmpty()) {
            auditor.refused(session, Kind.ACCESS_REFUSED, reason, target(session, dn), detail);
        }
        for (Act act : what) {
            auditor.refused(session, act.kind(), reason, target(session, of(act, dn)), act.detail());
        }
    }

    /** A tombstone is told of under the name of the account that it takes the place of. */
    private Dn of(Act act, Dn dn) {
        if (act.kind() != Kind.ERASURE) {
            return dn;
        }
        try {
            return people.add(new Rdn(schema, Attributes.UID, dn.getRdn().getValue()));
        } catch (LdapException e) {
            return dn; // what is no name of an account
        }
    }

    private static Reason reason(LdapException why) {
        ResultCodeEnum code =
                why instanceof LdapOperationException known ? known.getResultCode() : ResultCodeEnum.OTHER;
        return switch (code) {
            case INSUFFICIENT_ACCESS_RIGHTS -> Reason.NO_ACCESS;
            case INVALID_CREDENTIALS -> Reason.WRONG_PASSWORD;
            case BUSY -> Reason.BUSY;
            case CONSTRAINT_VIOLATION, UNWILLING_TO_PERFORM -> Reason.AGAINST_THE_RULES;
            default -> Reason.FAILED;
        };
    }

    /** Whoever has not bound may write anything where a name should be; the names of the branches are everybody's. */
    private Subject target(CoreSession session, Dn dn) {
        boolean shown = !session.isAnonymous() || isBaseOrBranch(aware(dn));
        return shown ? Subject.known(dn.getName()) : Subject.unknown(dn.getName());
    }

    private boolean isBaseOrBranch(Dn dn) {
        return dn.isEmpty()
                || dn.equals(base)
                || (dn.size() == base.size() + 1
                        && dn.isDescendantOf(base)
                        && Branch.isOne(dn.getRdn().getValue()));
    }

    private Dn aware(Dn dn) {
        if (dn.isSchemaAware()) {
            return dn;
        }
        try {
            return new Dn(schema, dn);
        } catch (LdapInvalidDnException e) {
            return dn; // of attributes that this schema does not have: it is in none of our branches
        }
    }
}
