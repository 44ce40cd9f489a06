package fr.sesame.partition;

import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Iterator;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidAttributeValueException;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of an entry that was read. Its values stay the bytes that they are in the store until somebody asks for them: of
 * most, nobody does, and they are sent as they are ({@link #forEachStoredFromLast}). From then on it is ApacheDS's own attribute.
 *
 * <p>As ApacheDS's, it may be read by several threads, and changed by one that has it alone.
 */
public final class StoredAttribute implements Attribute {
    private final AttributeTable.Column column;
    private final byte[] record;
    private final int from;
    private final int to;
    private final int count;
    private volatile @Nullable Attribute opened;

    /** Is given bytes: {@code length} of them from {@code from} on. Does not keep or change the array. */
    @FunctionalInterface
    public interface Octets {
        void accept(byte[] bytes, int from, int length);
    }

    /** @param record the bytes of the entry, which nobody changes */
    StoredAttribute(AttributeTable.Column column, byte[] record, int from, int to, int count) {
        this.column = column;
        this.record = record;
        this.from = from;
        this.to = to;
        this.count = count;
    }

    /**
     * Gives the values as the store has them, the last one first, which is how they are encoded.
     *
     * @return false, having given none, if somebody has asked for them as objects, and may have changed them
     */
    public boolean forEachStoredFromLast(Octets consumer) {
        if (opened != null) {
            return false;
        }
        ValueFormat.forEachFromLast(record, from, count, consumer);
        return true;
    }

    /** Writes the values as they were read, with their normalised forms, if nobody can have changed them. */
    boolean copyTo(Packer packer) {
        if (opened != null) {
            return false;
        }
        packer.number(count).raw(record, from, to - from);
        return true;
    }

    /**
     * As ApacheDS has it.
     *
     * @throws StoreException if the bytes mean nothing
     */
    Attribute open() {
        Attribute known = opened;
        if (known == null) {
            try {
                known = column.blank().clone();
                known.add(ValueFormat.read(record, from, count, column.type()));
                opened = known;
            } catch (LdapException e) {
                throw new StoreException("the values of " + column.name() + " cannot be read; run sesame verify", e);
            }
        }
        return known;
    }

    @Override
    public AttributeType getAttributeType() {
        Attribute known = opened;
        return known == null ? column.type() : known.getAttributeType();
    }

    @Override
    public String getId() {
        Attribute known = opened;
        return known == null ? column.type().getOid() : known.getId();
    }

    @Override
    public String getUpId() {
        Attribute known = opened;
        return known == null ? column.name() : known.getUpId();
    }

    @Override
    public int size() {
        Attribute known = opened;
        return known == null ? count : known.size();
    }

    @Override
    public boolean isHumanReadable() {
        return open().isHumanReadable();
    }

    @Override
    public Attribute clone() {
        Attribute known = opened;
        return known == null ? new StoredAttribute(column, record, from, to, count) : known.clone();
    }

    @Override
    public Iterator<Value> iterator() {
        return open().iterator();
    }

    @Override
    public Value get() {
        return open().get();
    }

    @Override
    public byte[] getBytes() throws LdapInvalidAttributeValueException {
        return open().getBytes();
    }

    @Override
    public String getString() throws LdapInvalidAttributeValueException {
        return open().getString();
    }

    @Override
    public boolean contains(String... values) {
        return open().contains(values);
    }

    @Override
    public boolean contains(byte[]... values) {
        return open().contains(values);
    }

    /** The chain asks each entry that is found for an object class that it does not have: for that, nothing is opened. */
    @Override
    public boolean contains(Value... values) {
        Attribute known = opened;
        if (known == null && values.length == 1 && !ValueFormat.mayHave(record, from, count, values[0])) {
            return false;
        }
        return open().contains(values);
    }

    @Override
    public int add(String... values) throws LdapInvalidAttributeValueException {
        return open().add(values);
    }

    @Override
    public int add(byte[]... values) throws LdapInvalidAttributeValueException {
        return open().add(values);
    }

    @Override
    public int add(Value... values) throws LdapInvalidAttributeValueException {
        return open().add(values);
    }

    @Override
    public boolean remove(String... values) {
        return open().remove(values);
    }

    @Override
    public boolean remove(byte[]... values) {
        return open().remove(values);
    }

    @Override
    public boolean remove(Value... values) {
        return open().remove(values);
    }

    @Override
    public void clear() {
        open().clear();
    }

    @Override
    public void apply(AttributeType type) throws LdapInvalidAttributeValueException {
        open().apply(type);
    }

    @Override
    public boolean isInstanceOf(AttributeType type) throws LdapInvalidAttributeValueException {
        return open().isInstanceOf(type);
    }

    @Override
    public boolean isValid(AttributeType type) throws LdapInvalidAttributeValueException {
        return open().isValid(type);
    }

    @Override
    public void setUpId(String name) {
        open().setUpId(name);
    }

    @Override
    public void setUpId(String name, AttributeType type) {
        open().setUpId(name, type);
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        open().writeExternal(out);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
        open().readExternal(in);
    }

    @Override
    @SuppressWarnings("EqualsWhichDoesntCheckParameterClass") // ApacheDS's own equals does
    public boolean equals(@Nullable Object other) {
        return other == this || open().equals(other);
    }

    @Override
    public int hashCode() {
        return open().hashCode();
    }

    @Override
    public String toString(String tabs) {
        return open().toString(tabs);
    }

    @Override
    public String toString() {
        return open().toString();
    }
}
