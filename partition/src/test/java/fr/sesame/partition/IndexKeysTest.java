package fr.sesame.partition;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.partition.differential.TestSchema;
import java.util.Arrays;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexKeysTest {
    private static SchemaManager schema;

    @BeforeAll
    static void load() throws Exception {
        schema = TestSchema.load();
    }

    @ParameterizedTest(name = "{0}: {1} < {2}")
    @CsvSource({
        "tInteger, -100, -99",
        "tInteger, -1, 0",
        "tInteger, 9, 10",
        "tInteger, 255, 256",
        "tInteger, 32767, 32768",
        "tInteger, 99999999999999999999, 100000000000000000000",
        "tTime, 20261025003000Z, 20261025013000Z",
        "tTime, 20260101005959+0100, 20260101000000Z",
        "tTime, 20260101000000.5Z, 20260101000000.51Z",
        "tText, abc, abd",
        "tText, ab, abc",
        "tText, Z, é"
    })
    void keysSortAsTheOrderingRuleDoes(String name, String less, String greater) throws Exception {
        IndexKeys keys = new IndexKeys(type(name));
        assertThat(keys.isOrdered()).isTrue();
        assertThat(Arrays.compareUnsigned(key(name, less), key(name, greater))).isNegative();
    }

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @CsvSource({
        "tInteger, 7, 7",
        "tTime, 20260701120000+0200, 20260701100000Z",
        "tTime, 202607011000Z, 20260701100000.000Z",
        "tText, Zoé, zoé",
        "tText, a b, a   b",
        "tNumeric, 12 34, 1234"
    })
    void equalValuesHaveOneKey(String name, String one, String other) throws Exception {
        assertThat(key(name, one)).isEqualTo(key(name, other));
    }

    @Test
    void longValuesAreToldApartAndFitIntoAKey() throws Exception {
        String common = "x".repeat(2000);
        byte[] one = key("tText", common + "1");
        byte[] other = key("tText", common + "2");
        assertThat(one).hasSizeLessThanOrEqualTo(View.MAX_KEY).isNotEqualTo(other);
        byte[] bound = new IndexKeys(type("tText")).bound(new Value(type("tText"), common + "1"));
        assertThat(Arrays.compareUnsigned(bound, one)).isNegative();
        assertThat(Arrays.compareUnsigned(bound, other)).isNegative();
    }

    private static AttributeType type(String name) {
        return schema.getAttributeType(name);
    }

    private static byte[] key(String name, String value) throws Exception {
        return new IndexKeys(type(name)).of(new Value(type(name), value));
    }
}
