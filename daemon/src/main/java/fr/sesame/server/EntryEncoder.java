package fr.sesame.server;

import fr.sesame.partition.StoredAttribute;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.message.SearchResultEntry;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;

/**
 * Encodes entries found by a search, byte for byte as ApacheDS's codec does, from the bytes that the store has: no object is made
 * of a value that nobody has looked at. Stands above the codec, which lets bytes pass; what has controls is left to the codec.
 *
 * <pre>
 *   LDAPMessage       = 30 LL 02 LL messageID SearchResultEntry         RFC 4511, 4.5.2
 *   SearchResultEntry = 64 LL 04 LL objectName 30 LL *PartialAttribute
 *   PartialAttribute  = 30 LL 04 LL type 31 LL *( 04 LL value )
 * </pre>
 */
final class EntryEncoder extends IoFilterAdapter {
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int SEARCH_RESULT_ENTRY = 0x64;

    @Override
    public void filterWrite(NextFilter next, IoSession session, WriteRequest request) throws Exception {
        if (request.getMessage() instanceof SearchResultEntry found
                && found.getControls().isEmpty()) {
            request.setMessage(encode(found));
        }
        next.filterWrite(session, request);
    }

    static IoBuffer encode(SearchResultEntry found) {
        Backwards out = new Backwards();
        List<Attribute> attributes = new ArrayList<>(found.getEntry().size());
        found.getEntry().forEach(attributes::add);
        for (int i = attributes.size() - 1; i >= 0; i--) {
            attribute(out, attributes.get(i));
        }
        out.header(SEQUENCE, 0);
        out.element(OCTETS, found.getObjectName().getName());
        out.header(SEARCH_RESULT_ENTRY, 0);
        out.integer(INTEGER, found.getMessageId());
        out.header(SEQUENCE, 0);
        return out.toBuffer();
    }

    private static void attribute(Backwards out, Attribute attribute) {
        int before = out.size();
        if (!(attribute instanceof StoredAttribute stored
                && stored.forEachStoredFromLast((bytes, from, length) -> out.element(OCTETS, bytes, from, length)))) {
            values(out, attribute);
        }
        out.header(SET, before);
        out.element(OCTETS, attribute.getUpId());
        out.header(SEQUENCE, before);
    }

    private static void values(Backwards out, Attribute attribute) {
        List<byte[]> values = new ArrayList<>(attribute.size());
        for (Value value : attribute) {
            values.add(bytes(value));
        }
        for (int i = values.size() - 1; i >= 0; i--) {
            byte[] value = values.get(i);
            out.element(OCTETS, value, 0, value.length);
        }
    }

    private static byte[] bytes(Value value) {
        if (value.isNull()) {
            return new byte[0];
        }
        return value.isHumanReadable() ? value.getString().getBytes(StandardCharsets.UTF_8) : value.getBytes();
    }
}
