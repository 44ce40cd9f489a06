package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.Normalizer;
import org.apache.directory.api.ldap.model.schema.PrepareString.AssertionType;
import org.apache.directory.api.ldap.model.schema.normalizers.DeepTrimNormalizer;
import org.apache.directory.api.ldap.model.schema.normalizers.DeepTrimToLowerNormalizer;
import org.apache.directory.api.ldap.model.schema.normalizers.NumericNormalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LDAP API's own normalisers are the oracle. */
class AsciiNormalizerTest {
    private static final List<Normalizer> GENERAL =
            List.of(new DeepTrimToLowerNormalizer("2.5.13.2"), new DeepTrimNormalizer("2.5.13.5"));
    private static final String LETTERS = "aZ09 -_.@[{~\t\u0000\u007f\u00a0éÉİıßŒ\u0301\u200d中";

    private static void assertSame(String text) throws LdapException {
        for (Normalizer general : GENERAL) {
            Normalizer faster = AsciiNormalizer.faster(general);
            assertThat(outcome(faster, text)).as("'%s'", text).isEqualTo(outcome(general, text));
            for (AssertionType type : AssertionType.values()) {
                assertThat(outcome(faster, text, type))
                        .as("'%s' %s", text, type)
                        .isEqualTo(outcome(general, text, type));
            }
        }
    }

    private static String outcome(Normalizer normalizer, String text) {
        try {
            return "found " + normalizer.normalize(text);
        } catch (LdapException | RuntimeException e) {
            return "refused " + e.getClass();
        }
    }

    private static String outcome(Normalizer normalizer, String text, AssertionType type) {
        try {
            return "found " + normalizer.normalize(text, type);
        } catch (LdapException | RuntimeException e) {
            return "refused " + e.getClass();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "A",
                " a",
                "a ",
                "a b",
                "a  b",
                "Jean Dupont",
                "Élise",
                "uid=jdupont,ou=people",
                "a\tb",
                "~",
                "2026-11-25T06:00:00Z",
                "a b c d"
            })
    void isTheSame(String text) throws LdapException {
        assertSame(text);
    }

    @Test
    void isTheSameForEachPairOfCharacters() throws LdapException {
        for (char first = 0; first < 0x100; first++) {
            for (char second = 0; second < 0x100; second++) {
                String text = "" + first + second;
                for (Normalizer general : GENERAL) {
                    String faster = outcome(AsciiNormalizer.faster(general), text);
                    if (!faster.equals(outcome(general, text))) { // an assertion for each would take seconds
                        assertSame(text);
                    }
                }
            }
        }
    }

    @Test
    void isTheSameForRandomText() throws LdapException {
        Random random = new Random(2026);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            assertSame(text.toString());
        }
    }

    @Test
    void othersStay() {
        Normalizer numeric = new NumericNormalizer();

        assertThat(AsciiNormalizer.faster(numeric)).isSameAs(numeric);
    }

    @Test
    void keepsItsRule() {
        assertThat(AsciiNormalizer.faster(GENERAL.get(0)).getOid()).isEqualTo("2.5.13.2");
    }
}
