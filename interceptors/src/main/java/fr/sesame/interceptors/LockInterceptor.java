package fr.sesame.interceptors;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.LiftedLock;
import fr.sesame.account.Lock;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.LiftedLockText;
import fr.sesame.schema.LiftedLockText.Lift;
import fr.sesame.schema.LockText;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.DefaultAttribute;
import org.apache.directory.api.ldap.model.entry.DefaultModification;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidAttributeValueException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.interceptor.BaseInterceptor;
import org.apache.directory.server.core.api.interceptor.context.AddOperationContext;
import org.apache.directory.server.core.api.interceptor.context.ModifyOperationContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests and lifts of a lock keep who, when and why, whoever writes them (domain.md, "Activation and passwords"). A lock that is
 * laid says it itself. Who lifts one adds {@code sesameLockHistory: [by=support][reason=…]} in the same modification; the directory
 * makes the lifted lock of it, with its own clock, and keeps the last {@value LiftedLock#KEPT}. A lock that gives way to another
 * is kept in the same way. Nobody else writes the history. Whatever is otherwise is result 19.
 */
public final class LockInterceptor extends BaseInterceptor {
    private static final String HOW_TO_LIFT = "who lifts a lock says who and why in the same modification: delete "
            + Attributes.LOCK + ", add " + Attributes.LOCK_HISTORY + ": [by=who][reason=why]";

    private static final Logger LOG = LoggerFactory.getLogger(LockInterceptor.class);

    private final Clock clock;
    private @Nullable Types types;

    private record Types(AttributeType lock, AttributeType history) {}

    /** @param clock when a lock is lifted */
    public LockInterceptor(Clock clock) {
        super("sesameLockInterceptor");
        this.clock = clock;
    }

    @Override
    public void init(DirectoryService directoryService) throws LdapException {
        super.init(directoryService);
        types = new Types(
                schemaManager.lookupAttributeTypeRegistry(Attributes.LOCK),
                schemaManager.lookupAttributeTypeRegistry(Attributes.LOCK_HISTORY));
    }

    private Types types() {
        if (types == null) {
            throw new IllegalStateException("not initialised");
        }
        return types;
    }

    /** An entry that comes from elsewhere may bring its history along. */
    @Override
    public void add(AddOperationContext context) throws LdapException {
        Entry entry = context.getEntry();
        try {
            String lock = valueOf(entry, types().lock());
            if (lock != null) {
                LockText.parseNew(lock);
            }
            lifted(entry.get(types().history()));
        } catch (InvalidValueException e) {
            throw refused(e);
        }
        next(context);
    }

    @Override
    public void modify(ModifyOperationContext context) throws LdapException {
        Set<AttributeType> watched = Set.of(types().lock(), types().history());
        if (EntryChange.touches(context.getModItems(), watched)) {
            EntryChange change = EntryChange.of(context.getEntry(), context.getModItems(), watched);
            try {
                context.setModItems(withHistory(
                        context.getModItems(),
                        valueOf(change.before(), types().lock()),
                        valueOf(change.after(), types().lock()),
                        readable(change.before().get(types().history()))));
            } catch (InvalidValueException e) {
                throw refused(e);
            }
        }
        next(context);
    }

    private List<Modification> withHistory(
            List<Modification> asked, @Nullable String before, @Nullable String after, List<LiftedLock> history)
            throws LdapException {
        Lock laid = after == null || after.equals(before) ? null : LockText.parseNew(after);
        Lift said = said(asked);
        boolean ends = before != null && !Objects.equals(before, after);
        if (ends && after == null ? said == null : said != null) {
            throw new InvalidValueException(HOW_TO_LIFT);
        }
        if (!ends) {
            return asked;
        }
        Lift lift = laid == null ? Objects.requireNonNull(said) : new Lift(laid.by(), "replaced");
        List<Modification> all = new ArrayList<>();
        for (Modification modification : asked) {
            if (!isOfHistory(modification)) {
                all.add(modification);
            }
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        all.add(history(LiftedLock.with(history, ended(before, now, lift))));
        return all;
    }

    /** One that came by an import and cannot be read ends all the same. */
    private static LiftedLock ended(String before, Instant now, Lift lift) {
        Lock lock;
        try {
            lock = LockText.parse(before);
        } catch (InvalidValueException e) {
            lock = new Lock(Lock.Kind.TECHNICAL, now, null, "unknown", "a lock that could not be read");
        }
        return new LiftedLock(lock, now, lift.by(), lift.reason());
    }

    /** What somebody says of the lift that they ask for. */
    private @Nullable Lift said(List<Modification> asked) {
        Lift said = null;
        for (Modification modification : asked) {
            if (isOfHistory(modification)) {
                Attribute values = modification.getAttribute();
                if (said != null
                        || modification.getOperation() != ModificationOperation.ADD_ATTRIBUTE
                        || values.size() != 1) {
                    throw new InvalidValueException(
                            Attributes.LOCK_HISTORY + " is kept by the directory; " + HOW_TO_LIFT);
                }
                said = Lift.parse(values.get().getString());
            }
        }
        return said;
    }

    private boolean isOfHistory(Modification modification) {
        return types().history().equals(modification.getAttribute().getAttributeType());
    }

    private Modification history(List<LiftedLock> lifted) throws LdapInvalidAttributeValueException {
        Attribute values = new DefaultAttribute(types().history());
        for (LiftedLock one : lifted) {
            values.add(LiftedLockText.format(one));
        }
        return new DefaultModification(ModificationOperation.REPLACE_ATTRIBUTE, values);
    }

    private static List<LiftedLock> lifted(@Nullable Attribute history) {
        List<LiftedLock> lifted = new ArrayList<>();
        if (history != null) {
            for (Value value : history) {
                lifted.add(LiftedLockText.parse(value.getString()));
            }
        }
        return lifted;
    }

    /** What an import has brought and nobody can read gives way: else no lock could be lifted any more. */
    private static List<LiftedLock> readable(@Nullable Attribute history) {
        List<LiftedLock> lifted = new ArrayList<>();
        if (history != null) {
            for (Value value : history) {
                try {
                    lifted.add(LiftedLockText.parse(value.getString()));
                } catch (InvalidValueException e) {
                    LOG.warn("a lifted lock cannot be read, and is kept no longer: {}", e.getMessage());
                }
            }
        }
        return lifted;
    }

    private static @Nullable String valueOf(Entry entry, AttributeType type) {
        Attribute attribute = entry.get(type);
        return attribute == null || attribute.size() == 0
                ? null
                : attribute.get().getString();
    }

    private static LdapInvalidAttributeValueException refused(InvalidValueException e) {
        return new LdapInvalidAttributeValueException(ResultCodeEnum.CONSTRAINT_VIOLATION, e.getMessage());
    }
}
