package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search returns what was asked for and its subtypes (RFC 4511, 4.5.1.8): what the whole entries have of it is the oracle. */
class RequestedAttributesTest {
    private static final Filter ALL = Filter.createPresenceFilter("objectClass");

    @TempDir
    static Path folder;

    private static TestDirectory directory;
    private static LDAPConnection operator;
    private static SchemaManager schema;
    private static final Map<String, SearchResultEntry> WHOLE = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        directory = TestDirectory.start(folder, TestDirectory.PROJECTIONS);
        directory.addPerson("jdupont", "active", null);
        directory.addPerson("mdurand", "active 20271231230000Z=inactive", null);
        operator = directory.as("operator");
        schema = Schema.load();
        for (SearchResultEntry entry : operator.search(TestDirectory.BASE, SearchScope.SUB, ALL, "*", "+", "entryDN")
                .getSearchEntries()) {
            WHOLE.put(entry.getDN(), entry);
        }
    }

    @AfterAll
    static void stop() {
        operator.close();
        directory.close();
    }

    private static void assertAsked(String... asked) throws Exception {
        List<AttributeType> types = new ArrayList<>();
        for (String name : asked) {
            if (schema.getAttributeTypeRegistry().contains(name)) {
                types.add(schema.lookupAttributeTypeRegistry(name));
            }
        }
        List<SearchResultEntry> found =
                operator.search(TestDirectory.BASE, SearchScope.SUB, ALL, asked).getSearchEntries();

        assertThat(found).hasSameSizeAs(WHOLE.values());
        for (SearchResultEntry entry : found) {
            Map<String, Set<String>> wanted = new TreeMap<>();
            for (Attribute attribute : WHOLE.get(entry.getDN()).getAttributes()) {
                AttributeType type = schema.lookupAttributeTypeRegistry(attribute.getName());
                if (types.stream().anyMatch(one -> one.equals(type) || one.isAncestorOf(type))) {
                    wanted.put(type.getOid(), values(attribute));
                }
            }
            Map<String, Set<String>> is = new TreeMap<>();
            for (Attribute attribute : entry.getAttributes()) {
                is.put(schema.lookupAttributeTypeRegistry(attribute.getName()).getOid(), values(attribute));
            }
            assertThat(is).as("%s of %s", Arrays.toString(asked), entry.getDN()).isEqualTo(wanted);
        }
    }

    private static Set<String> values(Attribute attribute) {
        return new TreeSet<>(Arrays.asList(attribute.getValues()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uid",
                "UID",
                "name",
                "name,uid",
                "cn,mail",
                "entryUUID",
                "entryDN",
                "uid,entryDN",
                "2.5.4.4",
                "objectClass",
                "nonesuch",
                "nonesuch,sn",
                "ref",
                "sesameTimeline,createTimestamp,modifyTimestamp"
            })
    void isWhatWasAskedFor(String asked) throws Exception {
        assertAsked(asked.split(","));
    }

    @Test
    void isWhatWasAskedForAtRandom() throws Exception {
        Set<String> names = new TreeSet<>();
        for (SearchResultEntry entry : WHOLE.values()) {
            entry.getAttributes().forEach(attribute -> names.add(attribute.getName()));
        }
        names.addAll(List.of("name", "distinguishedName", "ref", "description"));
        Random random = new Random(2026);
        for (int i = 0; i < 100; i++) {
            List<String> some = new ArrayList<>(names);
            Collections.shuffle(some, random);
            assertAsked(some.subList(0, 1 + random.nextInt(8)).toArray(String[]::new));
        }
    }

    @Test
    void nothingIsNothing() throws Exception {
        for (SearchResultEntry entry :
                operator.search(TestDirectory.BASE, SearchScope.SUB, ALL, "1.1").getSearchEntries()) {
            assertThat(entry.getAttributes()).isEmpty();
        }
    }

    @Test
    void theTypesAloneHaveNoValues() throws Exception {
        SearchResultEntry entry = operator.search(
                        TestDirectory.BASE,
                        SearchScope.SUB,
                        DereferencePolicy.NEVER,
                        0,
                        0,
                        true,
                        Filter.createEqualityFilter("uid", "jdupont"),
                        "uid",
                        "name")
                .getSearchEntries()
                .get(0);

        assertThat(entry.getAttributes()).extracting(Attribute::getName).contains("uid", "cn", "sn");
        assertThat(entry.getAttributes())
                .allSatisfy(attribute -> assertThat(attribute.hasValue()).isFalse());
    }
}
