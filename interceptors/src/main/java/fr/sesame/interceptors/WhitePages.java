package fr.sesame.interceptors;

import fr.sesame.account.AccountState;
import fr.sesame.account.Decision;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Lock;
import fr.sesame.account.Timeline;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.LockText;
import java.time.Clock;
import java.util.Set;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.filter.AndNode;
import org.apache.directory.api.ldap.model.filter.EqualityNode;
import org.apache.directory.api.ldap.model.filter.ExprNode;
import org.apache.directory.api.ldap.model.filter.OrNode;
import org.apache.directory.api.ldap.model.filter.SubstringNode;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public white pages: whose account is active at this instant by its own dates, and who is not on the liste rouge. They
 * answer who looks for somebody, not who copies everybody.
 */
final class WhitePages {
    /** The shortest piece of a name that may be looked for. */
    static final int SHORTEST = 3;

    private static final Logger LOG = LoggerFactory.getLogger(WhitePages.class);

    private final StoredEntries entries;
    private final Clock clock;
    private final AttributeType timeline;
    private final AttributeType lock;
    private final AttributeType listeRouge;
    private final Set<AttributeType> needed;

    WhitePages(SchemaManager schema, StoredEntries entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
        timeline = schema.getAttributeType(Attributes.TIMELINE);
        lock = schema.getAttributeType(Attributes.LOCK);
        listeRouge = schema.getAttributeType("supannListeRouge");
        needed = Set.of(timeline, lock, listeRouge);
    }

    /** Whether a person is in them. Who cannot be read, or has no dates, is not. */
    boolean isListed(Dn person) {
        try {
            Entry entry = entries.read(person, needed);
            return entry != null && !isOnListeRouge(entry) && isActive(entry);
        } catch (LdapException | InvalidValueException e) {
            LOG.error("not in the white pages dn={} because its entry cannot be read: {}", person, e.getMessage());
            return false;
        }
    }

    /** Whatever is not plainly FALSE hides. */
    private boolean isOnListeRouge(Entry entry) {
        Attribute attribute = entry.get(listeRouge);
        return attribute != null && !"FALSE".equals(attribute.get().getString());
    }

    private boolean isActive(Entry entry) {
        String dates = valueOf(entry, timeline);
        if (dates == null) {
            return false;
        }
        String locked = valueOf(entry, lock);
        Lock laid = locked == null ? null : LockText.parse(locked);
        return Decision.stateAt(Timeline.parse(dates), laid, clock.instant()) == AccountState.ACTIVE;
    }

    private static @Nullable String valueOf(Entry entry, AttributeType type) {
        Attribute attribute = entry.get(type);
        return attribute == null ? null : attribute.get().getString();
    }

    /** Whether the filter looks for somebody: each match has a certain value, or a piece of one that is long enough. */
    static boolean looksForSomebody(ExprNode filter) {
        if (filter instanceof EqualityNode<?> equality) {
            return !isObjectClass(equality.getAttributeType());
        }
        if (filter instanceof SubstringNode substring) {
            return isLong(substring.getInitial())
                    || isLong(substring.getFinal())
                    || (substring.getAny() != null
                            && substring.getAny().stream().anyMatch(WhitePages::isLong));
        }
        if (filter instanceof AndNode and) {
            return and.getChildren().stream().anyMatch(WhitePages::looksForSomebody);
        }
        return filter instanceof OrNode or && or.getChildren().stream().allMatch(WhitePages::looksForSomebody);
    }

    private static boolean isLong(@Nullable String piece) {
        return piece != null && piece.strip().length() >= SHORTEST;
    }

    private static boolean isObjectClass(@Nullable AttributeType type) {
        return type == null || type.getOid().equals(SchemaConstants.OBJECT_CLASS_AT_OID);
    }
}
