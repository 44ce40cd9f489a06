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
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private @Nullable Value account;

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
        account = new Value(type(SchemaConstants.OBJECT_CLASS_AT), ObjectClasses.SESAME_ACCOUNT);
    }

    @Override
    public void add(AddOperationContext context) throws LdapException {
        for (Attribute attribute :
                projected(name -> values(context.getEntry(), type(name)), none(Attributes.AFFILIATION))) {
            if (attribute.size() == 0) {
                context.getEntry().removeAttributes(attribute.getAttributeType());
            } else {
                context.getEntry().put(attribute);
            }
        }
        next(context);
    }

    @Override
    public void modify(ModifyOperationContext context) throws LdapException {
        List<Modification> modifications = new ArrayList<>(context.getModItems());
        for (Attribute attribute : projected(
                name -> after(context, type(name)), values(context.getEntry(), type(Attributes.AFFILIATION)))) {
            modifications.add(new DefaultModification(ModificationOperation.REPLACE_ATTRIBUTE, attribute));
        }
        context.setModItems(modifications);
        next(context);
    }

    /** What an entry will have, but for what is projected. */
    private interface Outcome {
        Attribute of(String name) throws LdapException;
    }

    /**
     * The attributes that are to be other than they would be, with all their values.
     *
     * @param before the affiliations that are there already
     */
    private List<Attribute> projected(Outcome outcome, Attribute before) throws LdapException {
        Attribute classes = outcome.of(SchemaConstants.OBJECT_CLASS_AT);
        Attribute timeline = outcome.of(Attributes.TIMELINE);
        if (!classes.contains(account) || timeline.size() == 0) {
            return List.of(); // no account, or none that the schema lets in
        }
        List<Attribute> changed = new ArrayList<>();
        Attribute completed = classes.clone();
        for (String name : projections.objectClasses()) {
            completed.add(new Value(classes.getAttributeType(), name));
        }
        if (completed.size() != classes.size()) {
            changed.add(completed);
        }
        Map<String, List<String>> present = new HashMap<>();
        for (String name : projections.shared()) {
            present.put(name, strings(outcome.of(name)));
        }
        Projection.Subject subject = subject(
                timeline,
                outcome.of(Attributes.LOCK),
                outcome.of(Attributes.USER_PASSWORD).size() > 0,
                affiliations(outcome.of(Attributes.AFFILIATION), before));
        Instant now = clock.instant();
        for (Map.Entry<String, List<String>> shown :
                projections.of(subject, now, present).entrySet()) {
            Attribute wanted = new DefaultAttribute(type(shown.getKey()));
            for (String value : shown.getValue()) {
                wanted.add(value);
            }
            if (!wanted.equals(outcome.of(shown.getKey()))) {
                changed.add(wanted);
            }
        }
        return changed;
    }

    private Projection.Subject subject(
            Attribute timeline, Attribute lock, boolean passwordSet, List<Affiliation> affiliations)
            throws LdapInvalidAttributeValueException {
        try {
            Lock laid = lock.size() == 0 ? null : LockText.parse(lock.get().getString());
            return new Projection.Subject(
                    Timeline.parse(timeline.get().getString()), laid, passwordSet, affiliations, structures.get());
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
