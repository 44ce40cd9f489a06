package fr.sesame.interceptors;

import fr.sesame.account.Affiliation;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Lock;
import fr.sesame.account.StructureTree;
import fr.sesame.account.Timeline;
import fr.sesame.schema.AffiliationText;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.LockText;
import fr.sesame.schema.ObjectClasses;
import fr.sesame.schema.Projection;
import fr.sesame.schema.Projections;
import fr.sesame.schema.TimeText;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
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
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.interceptor.BaseInterceptor;
import org.apache.directory.server.core.api.interceptor.context.AddOperationContext;
import org.apache.directory.server.core.api.interceptor.context.ModifyOperationContext;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what other software reads of an account ({@link Projections}) in step with its timeline, its lock, its password and its
 * affiliations: in the same write, whoever writes, and whatever the write says of those attributes itself. It stands behind the
 * access rules and ApacheDS's checks of schema and operational attributes, which look at what was asked for: nobody may ask for
 * {@code pwdAccountLockedTime}.
 *
 * <p>A timeline, lock or affiliation that cannot be read is result 19: it would close the account, or stop the daemon at it. An
 * affiliation that was there before says nothing, and stays: who locks the account has not written it.
 */
public final class ProjectionInterceptor extends BaseInterceptor {
    private final Clock clock;
    private final Projections projections;
    private final Supplier<StructureTree> structures;
    private final Map<String, AttributeType> types = new HashMap<>();
    private final Set<AttributeType> watched = new HashSet<>();
    /** The object classes that an account needs for what it shows. */
    private final List<Value> needed = new ArrayList<>();

    private @Nullable Value account;
    /** Of writes that wait for their turn; one that is refused before is forgotten with its context. */
    private final Map<AddOperationContext, Shown> prepared = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * @param clock the instant of a write is that of what it shows
     * @param structures those that there are now
     */
    public ProjectionInterceptor(Clock clock, Projections projections, Supplier<StructureTree> structures) {
        super("sesameProjectionInterceptor");
        this.clock = clock;
        this.projections = projections;
        this.structures = structures;
    }

    @Override
    public void init(DirectoryService directoryService) throws LdapException {
        super.init(directoryService);
        SchemaManager schema = directoryService.getSchemaManager();
        List<String> names = new ArrayList<>(projections.attributes());
        names.addAll(List.of(
                SchemaConstants.OBJECT_CLASS_AT,
                Attributes.TIMELINE,
                Attributes.LOCK,
                Attributes.USER_PASSWORD,
                Attributes.AFFILIATION));
        for (String name : names) {
            types.put(name, schema.lookupAttributeTypeRegistry(name));
        }
        watched.addAll(types.values());
        AttributeType classes = type(SchemaConstants.OBJECT_CLASS_AT);
        account = new Value(classes, ObjectClasses.SESAME_ACCOUNT);
        for (String name : projections.objectClasses()) {
            needed.add(new Value(classes, name));
        }
    }

    /**
     * Works out what a new entry is to show before its write has its turn: nothing that a write does takes as long, and writes are
     * done one at a time. It is looked at again then; what is wrong with the entry is told then too.
     */
    public void prepare(AddOperationContext context) {
        try {
            if (!context.getSession().isAnonymous() && isAccount(context.getEntry())) {
                Inputs inputs = inputs(added(context.getEntry()));
                prepared.put(context, shown(inputs, none(Attributes.AFFILIATION), clock.instant()));
            }
        } catch (LdapException e) {
            prepared.remove(context);
        }
    }

    @Override
    public void add(AddOperationContext context) throws LdapException {
        Entry entry = context.getEntry();
        Shown before = prepared.remove(context);
        if (isAccount(entry)) {
            Inputs inputs = inputs(added(entry));
            Instant now = clock.instant();
            boolean asPrepared = before != null && before.inputs.equals(inputs) && before.holdsAt(now);
            Shown shown = asPrepared ? before : shown(inputs, none(Attributes.AFFILIATION), now);
            for (Attribute attribute : changed(added(entry), shown)) {
                if (attribute.size() == 0) {
                    entry.removeAttributes(attribute.getAttributeType());
                } else {
                    entry.put(attribute);
                }
            }
        }
        next(context);
    }

    /** A write of nothing that it follows from, and of nothing that is shown, changes nothing of it: the dates are the daemon's business. */
    @Override
    public void modify(ModifyOperationContext context) throws LdapException {
        if (EntryChange.touches(context.getModItems(), watched)) {
            Outcome outcome = name -> after(context, type(name));
            if (isAccount(outcome)) {
                Shown shown = shown(
                        inputs(outcome), values(context.getEntry(), type(Attributes.AFFILIATION)), clock.instant());
                List<Modification> modifications = new ArrayList<>(context.getModItems());
                for (Attribute attribute : changed(outcome, shown)) {
                    modifications.add(new DefaultModification(ModificationOperation.REPLACE_ATTRIBUTE, attribute));
                }
                context.setModItems(modifications);
            }
        }
        next(context);
    }

    /** What an entry will have, but for what is projected. Nobody changes what it gives. */
    private interface Outcome {
        Attribute of(String name) throws LdapException;
    }

    /**
     * All that projections follow from but the instant.
     *
     * @param present the values of what others write too, by name
     */
    private record Inputs(
            Attribute timeline,
            Attribute lock,
            boolean passwordSet,
            Attribute affiliations,
            Map<String, List<String>> present,
            StructureTree structures) {}

    /**
     * What an entry is to show.
     *
     * @param from the instant that it was worked out for
     * @param until it holds before that instant; null for ever
     */
    private record Shown(
            Inputs inputs,
            List<Attribute> attributes,
            Instant from,
            @Nullable Instant until) {
        boolean holdsAt(Instant instant) {
            return !instant.isBefore(from) && (until == null || instant.isBefore(until));
        }
    }

    /** Whether it is an account; without a timeline the schema does not let it in. */
    private boolean isAccount(Outcome outcome) throws LdapException {
        return outcome.of(SchemaConstants.OBJECT_CLASS_AT).contains(account)
                && outcome.of(Attributes.TIMELINE).size() > 0;
    }

    private boolean isAccount(Entry entry) throws LdapException {
        return isAccount(added(entry));
    }

    private Outcome added(Entry entry) {
        return name -> {
            Attribute attribute = entry.get(type(name));
            return attribute == null ? none(name) : attribute;
        };
    }

    private Inputs inputs(Outcome outcome) throws LdapException {
        Map<String, List<String>> present = new HashMap<>();
        for (String name : projections.shared()) {
            present.put(name, strings(outcome.of(name)));
        }
        return new Inputs(
                outcome.of(Attributes.TIMELINE).clone(),
                outcome.of(Attributes.LOCK).clone(),
                outcome.of(Attributes.USER_PASSWORD).size() > 0,
                outcome.of(Attributes.AFFILIATION).clone(),
                present,
                structures.get());
    }

    /** @param before the affiliations that are there already */
    private Shown shown(Inputs inputs, Attribute before, Instant now) throws LdapException {
        Projection.Subject subject = subject(inputs, affiliations(inputs.affiliations, before));
        Map<String, List<String>> values = projections.of(subject, now, inputs.present);
        List<Attribute> attributes = new ArrayList<>();
        for (Map.Entry<String, List<String>> one : values.entrySet()) {
            Attribute wanted = new DefaultAttribute(type(one.getKey()));
            for (String value : one.getValue()) {
                wanted.add(value);
            }
            attributes.add(wanted);
        }
        Instant until = values.getOrDefault(Attributes.NEXT_CHANGE, List.of()).stream()
                .findFirst()
                .map(TimeText::parse)
                .orElse(null);
        return new Shown(inputs, attributes, now, until);
    }

    /** The attributes that are to be other than they would be, with all their values. */
    private List<Attribute> changed(Outcome outcome, Shown shown) throws LdapException {
        List<Attribute> changed = new ArrayList<>();
        Attribute classes = outcome.of(SchemaConstants.OBJECT_CLASS_AT);
        if (!needed.stream().allMatch(classes::contains)) {
            Attribute completed = classes.clone();
            completed.add(needed.toArray(Value[]::new));
            changed.add(completed);
        }
        for (Attribute wanted : shown.attributes) {
            if (!wanted.equals(outcome.of(wanted.getAttributeType().getName()))) {
                changed.add(wanted);
            }
        }
        return changed;
    }

    private static Projection.Subject subject(Inputs inputs, List<Affiliation> affiliations)
            throws LdapInvalidAttributeValueException {
        try {
            Lock laid = inputs.lock.size() == 0
                    ? null
                    : LockText.parse(inputs.lock.get().getString());
            return new Projection.Subject(
                    Timeline.parse(inputs.timeline.get().getString()),
                    laid,
                    inputs.passwordSet,
                    affiliations,
                    inputs.structures);
        } catch (InvalidValueException e) {
            throw new LdapInvalidAttributeValueException(ResultCodeEnum.CONSTRAINT_VIOLATION, e.getMessage());
        }
    }

    private static List<Affiliation> affiliations(Attribute values, Attribute before)
            throws LdapInvalidAttributeValueException {
        List<Affiliation> affiliations = new ArrayList<>();
        for (Value value : values) {
            try {
                affiliations.add(AffiliationText.parse(value.getString()));
            } catch (InvalidValueException e) {
                if (!before.contains(value)) {
                    throw new LdapInvalidAttributeValueException(ResultCodeEnum.CONSTRAINT_VIOLATION, e.getMessage());
                }
            }
        }
        return affiliations;
    }

    private Attribute none(String name) {
        return new DefaultAttribute(type(name));
    }

    private AttributeType type(String name) {
        AttributeType type = types.get(name);
        if (type == null) {
            throw new IllegalStateException("not initialised");
        }
        return type;
    }

    private static List<String> strings(Attribute attribute) {
        List<String> strings = new ArrayList<>();
        attribute.forEach(value -> strings.add(value.getString()));
        return strings;
    }

    /** A copy of what is there. */
    private static Attribute values(Entry entry, AttributeType type) throws LdapException {
        Attribute stored = entry.get(type);
        return stored == null ? new DefaultAttribute(type) : stored.clone();
    }

    /** What that attribute will have once the modifications are made; what is wrong with them is told later in the chain. */
    private static Attribute after(ModifyOperationContext context, AttributeType type) throws LdapException {
        Attribute values = values(context.getEntry(), type);
        for (Modification modification : context.getModItems()) {
            Attribute given = modification.getAttribute();
            if (!type.equals(given.getAttributeType())) {
                continue;
            }
            if (modification.getOperation() == ModificationOperation.REPLACE_ATTRIBUTE
                    || (modification.getOperation() == ModificationOperation.REMOVE_ATTRIBUTE && given.size() == 0)) {
                values.clear();
            }
            for (Value value : given) {
                if (modification.getOperation() == ModificationOperation.REMOVE_ATTRIBUTE) {
                    values.remove(value);
                } else {
                    values.add(value);
                }
            }
        }
        return values;
    }
}
