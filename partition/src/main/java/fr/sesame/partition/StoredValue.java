package fr.sesame.partition;

import java.io.IOException;
import java.io.ObjectInput;
import java.nio.charset.StandardCharsets;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of what is stored: the bytes as they were written and, where it differs, the normalised form. Every other way to
 * make a {@link Value} checks and normalises it anew, which costs more than all the rest of reading an entry. Value takes its
 * parts from an {@link ObjectInput}; this one hands over what we have, and nothing is serialised.
 */
final class StoredValue implements ObjectInput {
    /** The calls of {@link Value#readExternal} for a text value: is text, has a value, has a normalised one. */
    private byte @Nullable [] bytes;

    private @Nullable String normalized;
    private boolean text;
    private int booleans;

    Value read(AttributeType type, boolean isText, byte[] given, @Nullable String normalizedForm) {
        bytes = given;
        text = isText;
        normalized = normalizedForm;
        booleans = 0;
        try {
            return Value.deserialize(type, this);
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("nothing is read from anywhere", e);
        }
    }

    private byte[] bytes() {
        return bytes == null ? new byte[0] : bytes;
    }

    @Override
    public boolean readBoolean() {
        return booleans++ > 0 || text;
    }

    @Override
    public int readInt() {
        return bytes().length;
    }

    @Override
    public void readFully(byte[] into) {
        System.arraycopy(bytes(), 0, into, 0, into.length);
    }

    @Override
    public String readUTF() {
        return normalized == null ? new String(bytes(), StandardCharsets.UTF_8) : normalized;
    }

    private static IOException unexpected() {
        return new IOException("Value reads something else than it did in LDAP API 2.1");
    }

    @Override
    public Object readObject() throws IOException {
        throw unexpected();
    }

    @Override
    public int read() throws IOException {
        throw unexpected();
    }

    @Override
    public int read(byte[] into) throws IOException {
        throw unexpected();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        throw unexpected();
    }

    @Override
    public long skip(long count) throws IOException {
        throw unexpected();
    }

    @Override
    public int available() throws IOException {
        throw unexpected();
    }

    @Override
    public void close() {
        // nothing is open
    }

    @Override
    public void readFully(byte[] into, int from, int length) throws IOException {
        throw unexpected();
    }

    @Override
    public int skipBytes(int count) throws IOException {
        throw unexpected();
    }

    @Override
    public byte readByte() throws IOException {
        throw unexpected();
    }

    @Override
    public int readUnsignedByte() throws IOException {
        throw unexpected();
    }

    @Override
    public short readShort() throws IOException {
        throw unexpected();
    }

    @Override
    public int readUnsignedShort() throws IOException {
        throw unexpected();
    }

    @Override
    public char readChar() throws IOException {
        throw unexpected();
    }

    @Override
    public long readLong() throws IOException {
        throw unexpected();
    }

    @Override
    public float readFloat() throws IOException {
        throw unexpected();
    }

    @Override
    public double readDouble() throws IOException {
        throw unexpected();
    }

    @Override
    public String readLine() throws IOException {
        throw unexpected();
    }
}
