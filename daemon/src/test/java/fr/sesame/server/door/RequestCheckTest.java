package fr.sesame.server.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.protocol.AddRequestProtocolOp;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.protocol.DeleteRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One row on each side of every limit, on bytes that a client's library has made. */
class RequestCheckTest {
    private static final Limits LIMITS = Limits.DEFAULT;

    private static Optional<DoorEvent> limitOf(byte[] request) throws BadRequestException {
        return new RequestCheck(LIMITS).check(request).map(RequestCheck.TooMuch::limit);
    }

    private static byte[] message(ProtocolOp operation) {
        return new LDAPMessage(7, operation).encode().encode();
    }

    private static byte[] search(String base, Filter filter, int attributes) {
        return message(new SearchRequestProtocolOp(
                base,
                SearchScope.SUB,
                DereferencePolicy.NEVER,
                0,
                0,
                false,
                filter,
                Collections.nCopies(attributes, "cn")));
    }

    private static Filter deep(int depth) throws LDAPException {
        Filter filter = Filter.create("(uid=a)");
        for (int i = 1; i < depth; i++) {
            filter = i % 2 == 0 ? Filter.createNOTFilter(filter) : Filter.createANDFilter(filter);
        }
        return filter;
    }

    private static Filter wide(int nodes) throws LDAPException {
        return Filter.createORFilter(Collections.nCopies(nodes - 1, Filter.create("(uid=a)")));
    }

    private static Filter value(int length) {
        return Filter.createEqualityFilter("cn", "x".repeat(length));
    }

    private static String name(int length) {
        return "cn=" + "x".repeat(length - 3);
    }

    static Stream<Arguments> boundaries() throws LDAPException {
        ASN1OctetString none = new ASN1OctetString("");
        return Stream.of(
                Arguments.of("depth at the limit", search("", deep(32), 0), null),
                Arguments.of("depth beyond it", search("", deep(33), 0), DoorEvent.FILTER_DEPTH),
                Arguments.of("nodes at the limit", search("", wide(512), 0), null),
                Arguments.of("nodes beyond it", search("", wide(513), 0), DoorEvent.FILTER_NODES),
                Arguments.of("a value at the limit", search("", value(4096), 0), null),
                Arguments.of("a value beyond it", search("", value(4097), 0), DoorEvent.VALUE_BYTES),
                Arguments.of(
                        "pieces of a substring beyond it",
                        search("", Filter.createSubstringFilter("cn", "x".repeat(2048), null, "y".repeat(2048)), 0),
                        DoorEvent.VALUE_BYTES),
                Arguments.of(
                        "an extensible value beyond it",
                        search("", Filter.createExtensibleMatchFilter("cn", null, true, "x".repeat(4097)), 0),
                        DoorEvent.VALUE_BYTES),
                Arguments.of(
                        "presence of a long attribute",
                        search("", Filter.createPresenceFilter("x".repeat(4097)), 0),
                        DoorEvent.VALUE_BYTES),
                Arguments.of("a base at the limit", search(name(2048), value(1), 0), null),
                Arguments.of("a base beyond it", search(name(2049), value(1), 0), DoorEvent.NAME_BYTES),
                Arguments.of("attributes at the limit", search("", value(1), 256), null),
                Arguments.of("attributes beyond it", search("", value(1), 257), DoorEvent.ATTRIBUTES),
                Arguments.of("bind", message(new BindRequestProtocolOp(name(2049), "x")), DoorEvent.NAME_BYTES),
                Arguments.of("delete", message(new DeleteRequestProtocolOp(name(2049))), DoorEvent.NAME_BYTES),
                Arguments.of("delete at the limit", message(new DeleteRequestProtocolOp(name(2048))), null),
                Arguments.of(
                        "add",
                        message(new AddRequestProtocolOp(name(2049), List.of(new Attribute("cn", "a")))),
                        DoorEvent.NAME_BYTES),
                Arguments.of(
                        "modify",
                        message(new ModifyRequestProtocolOp(
                                name(2049), List.of(new Modification(ModificationType.ADD, "cn", "a")))),
                        DoorEvent.NAME_BYTES),
                Arguments.of(
                        "a modification as deep as they are",
                        message(new ModifyRequestProtocolOp(
                                "cn=a", List.of(new Modification(ModificationType.ADD, "cn", "a", "b")))),
                        null),
                Arguments.of(
                        "new superior",
                        message(new ModifyDNRequestProtocolOp("cn=a", "cn=b", true, name(2049))),
                        DoorEvent.NAME_BYTES),
                Arguments.of(
                        "new RDN",
                        message(new ModifyDNRequestProtocolOp("cn=a", name(2049), true, null)),
                        DoorEvent.NAME_BYTES),
                Arguments.of(
                        "compared name",
                        message(new CompareRequestProtocolOp(name(2049), "cn", none)),
                        DoorEvent.NAME_BYTES),
                Arguments.of(
                        "compared value",
                        message(new CompareRequestProtocolOp("", "cn", new ASN1OctetString("x".repeat(4097)))),
                        DoorEvent.VALUE_BYTES));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("boundaries")
    void aLimitIsWhereItIs(String what, byte[] request, DoorEvent limit) throws Exception {
        assertThat(limitOf(request)).isEqualTo(Optional.ofNullable(limit));
    }

    /** {@code (!(!(!…)))}, made from the inside out: a library would recurse. */
    static byte[] bottomless(int depth) {
        byte[] filter = HexFormat.of().parseHex("8703756964");
        ByteArrayOutputStream reversed = new ByteArrayOutputStream();
        for (int i = filter.length - 1; i >= 0; i--) {
            reversed.write(filter[i]);
        }
        for (int i = 0; i < depth; i++) {
            close(reversed, reversed.size(), 0xA2);
        }
        byte[] head = HexFormat.of().parseHex("04000a01020a0100020100020100010100");
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        tail.write(0);
        tail.write(0x30);
        tail.writeBytes(reversed.toByteArray());
        for (int i = head.length - 1; i >= 0; i--) {
            tail.write(head[i]);
        }
        close(tail, tail.size(), 0x63);
        tail.write(7);
        tail.write(1);
        tail.write(2);
        close(tail, tail.size(), 0x30);
        byte[] backwards = tail.toByteArray();
        byte[] request = new byte[backwards.length];
        for (int i = 0; i < request.length; i++) {
            request[i] = backwards[request.length - 1 - i];
        }
        return request;
    }

    /** Length and tag, last byte first. */
    private static void close(ByteArrayOutputStream reversed, int length, int tag) {
        if (length < 0x80) {
            reversed.write(length);
        } else {
            for (int i = 0; i < 4; i++) {
                reversed.write(length >> (8 * i));
            }
            reversed.write(0x84);
        }
        reversed.write(tag);
    }

    @Test
    void aBottomlessFilterCostsNothing() throws Exception {
        byte[] request = bottomless(100_000);
        assertThat(request.length).isGreaterThan(500_000);

        assertThat(limitOf(request)).contains(DoorEvent.FILTER_DEPTH);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "an answer,                     300c02010761070a010004000400",
        "no operation,                  3003020107",
        "a negative ID,                 300702018042020000",
        "a tag of two bytes,            30070201077f420100",
        "an indefinite length,          30060201074280",
        "longer inside than outside,    30050201074205",
        "no operation of LDAP,          3005020107410000",
        "something behind the controls, 3009020107420 0a0000500",
        "controls that are none,        30070201074200a100",
        "attributes twice,              3027020102632204000a01000a0100020100020100010100870b6f626a656374436c61737330003000",
        "a comparison with more,        30170201076e120400300904026e610403616263040161",
        "a bind with more,              300e0201076009020103040080000500"
    })
    void whatIsNoRequestIsRefused(String what, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThatThrownBy(() -> limitOf(bytes)).isInstanceOf(BadRequestException.class);
    }

    @Test
    void anUnbindPasses() throws Exception {
        assertThat(limitOf(HexFormat.of().parseHex("30050201074200"))).isEmpty();
    }
}
