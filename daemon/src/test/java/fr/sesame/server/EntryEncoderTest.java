package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.partition.EntryStore;
import fr.sesame.partition.StoreOptions;
import fr.sesame.partition.StoredPartition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.directory.api.ldap.model.csn.Csn;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.DefaultEntry;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.message.SearchResultDoneImpl;
import org.apache.directory.api.ldap.model.message.SearchResultEntry;
import org.apache.directory.api.ldap.model.message.SearchResultEntryImpl;
import org.apache.directory.api.ldap.model.message.controls.ManageDsaITImpl;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.server.core.api.interceptor.context.AddOperationContext;
import org.apache.directory.server.core.api.partition.PartitionWriteTxn;
import org.apache.directory.server.ldap.LdapServer;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.DummySession;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.filter.codec.AbstractProtocolEncoderOutput;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ApacheDS's own codec is the oracle. */
class EntryEncoderTest {
    private static final String BASE = "dc=univ,dc=example";
    private static final int ENTRIES = 60;
    private static final List<String> TEXTS =
            List.of("description", "street", "givenName", "title", "mail", "departmentNumber", "ou");
    private static final List<String> BINARY = List.of("userPassword", "userPKCS12", "userSMIMECertificate");
    private static final String ALPHABET = "abzABZ019 -éÉŒß\u4e2d";

    @TempDir
    static Path folder;

    private static EntryStore store;
    private static StoredPartition partition;

    @BeforeAll
    static void fill() throws Exception {
        store = EntryStore.open(folder, new StoreOptions(256L << 20, false));
        partition = DirectoryPartition.open(store, BASE);
        Random random = new Random(2026);
        add(new DefaultEntry(partition.getSchemaManager(), BASE, "objectClass: domain", "dc: univ"));
        for (int i = 0; i < ENTRIES; i++) {
            add(person("uid=é" + i, random));
        }
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static void add(Entry entry) throws Exception {
        entry.setDn(new Dn(partition.getSchemaManager(), entry.getDn().getName()));
        entry.add("entryCSN", new Csn(1, 0, 0, 0).toString());
        try (PartitionWriteTxn transaction = partition.beginWriteTransaction()) {
            partition.add(new AddOperationContext(null, entry));
            transaction.commit();
        }
    }

    private static Entry person(String rdn, Random random) throws Exception {
        Entry entry = new DefaultEntry(partition.getSchemaManager(), rdn + "," + BASE);
        entry.add("objectClass", "top", "person", "organizationalPerson", "inetOrgPerson");
        entry.add("cn", text(random, 300), text(random, 20));
        for (String type : TEXTS) {
            for (int i = random.nextInt(4); i > 0; i--) {
                String value = text(random, random.nextInt(10) == 0 ? 70_000 : 130);
                boolean plain = !type.equals("description") && !type.equals("street");
                entry.add(type, plain ? "p" + value.codePointAt(0) : value);
            }
        }
        for (String type : BINARY) {
            for (int i = random.nextInt(3); i > 0; i--) {
                byte[] value = new byte[random.nextInt(400)];
                random.nextBytes(value);
                entry.add(type, value);
            }
        }
        return entry;
    }

    private static String text(Random random, int longest) {
        StringBuilder text = new StringBuilder("x");
        int[] points = ALPHABET.codePoints().toArray();
        for (int i = random.nextInt(longest); i > 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private static List<Entry> stored() throws Exception {
        List<Entry> entries = new ArrayList<>();
        partition.maintenance().forEach(entries::add);
        assertThat(entries).hasSize(ENTRIES + 1);
        return entries;
    }

    private static byte[] ours(SearchResultEntry found) {
        return bytes(EntryEncoder.encode(found));
    }

    private static byte[] codecs(SearchResultEntry found) throws Exception {
        List<IoBuffer> encoded = new ArrayList<>();
        DummySession session = new DummySession();
        new LdapServer()
                .getProtocolCodecFactory()
                .getEncoder(session)
                .encode(session, found, new AbstractProtocolEncoderOutput() {
                    @Override
                    public void write(Object message) {
                        encoded.add((IoBuffer) message);
                    }
                });
        assertThat(encoded).hasSize(1);
        return bytes(encoded.get(0));
    }

    private static byte[] bytes(IoBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static SearchResultEntry found(int messageId, Entry entry) {
        SearchResultEntry found = new SearchResultEntryImpl(messageId);
        found.setEntry(entry);
        found.setObjectName(entry.getDn());
        return found;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255, 256, 32767, 32768, 8388607, 8388608, 2147483647})
    void whatIsStoredIsEncodedAsTheCodecDoes(int messageId) throws Exception {
        for (Entry entry : stored()) {
            byte[] ours = ours(found(messageId, entry)); // first: the codec asks for the values as objects
            assertThat(ours).isEqualTo(codecs(found(messageId, entry)));
        }
    }

    @Test
    void whatSomebodyHasLookedAtToo() throws Exception {
        for (Entry entry : stored()) {
            byte[] before = ours(found(7, entry));
            for (Attribute attribute : entry) {
                assertThat(attribute.get()).isNotNull();
            }
            assertThat(ours(found(7, entry))).isEqualTo(before);
        }
    }

    @Test
    void whatWasTakenOutOrPutInIsSeen() throws Exception {
        for (Entry entry : stored()) {
            entry.removeAttributes("cn", "userPassword");
            entry.add("description", "another");
            entry.put("title", "only");
            Attribute mail = entry.get("mail");
            if (mail != null) {
                mail.clear(); // as ApacheDS does for types only
            }
            byte[] ours = ours(found(7, entry));
            assertThat(ours).isEqualTo(codecs(found(7, entry)));
        }
    }

    @Test
    void anEntryWithoutAttributesAndOneOfTheClients() throws Exception {
        assertThat(ours(found(3, new DefaultEntry(new Dn("cn=x")))))
                .isEqualTo(codecs(found(3, new DefaultEntry(new Dn("cn=x")))));
        Entry odd = new DefaultEntry("cn=x", "description", "");
        odd.put("cn;lang-fr", "é");
        odd.put("jpegPhoto", new byte[0], new byte[] {-1});
        odd.put("empty", (String) null);
        assertThat(ours(found(3, odd))).isEqualTo(codecs(found(3, odd)));
    }

    @Test
    void whatHasControlsAndWhatIsNoEntryIsLeftToTheCodec() throws Exception {
        SearchResultEntry controlled = found(3, new DefaultEntry("cn=x"));
        controlled.addControl(new ManageDsaITImpl());
        for (Object message : List.of(controlled, new SearchResultDoneImpl(3))) {
            DummySession session = new DummySession();
            List<Object> passed = new ArrayList<>();
            session.getFilterChain().addLast("beyond", new IoFilterAdapter() {
                @Override
                public void filterWrite(NextFilter next, IoSession of, WriteRequest request) {
                    passed.add(request.getMessage());
                }
            });
            session.getFilterChain().addLast("entry-encoder", new EntryEncoder());
            session.write(message);
            assertThat(passed).containsExactly(message);
        }
    }
}
