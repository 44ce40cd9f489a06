package fr.sesame.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Facts;
import fr.sesame.account.GivenValue;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.PersonAttributes;
import fr.sesame.account.Phase;
import fr.sesame.account.Population;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Timeline;
import fr.sesame.directory.Change;
import fr.sesame.directory.DirectoryException;
import fr.sesame.server.TestDirectory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of attributes before a run is what the directory does, and values of others are not overwritten. */
class PersonSchemaTest {
    private static final List<String> VALUES = List.of(
            "a",
            "A",
            "é",
            "Œ",
            " ",
            "1",
            "12 34",
            "+33 1 23 45 67 89",
            "+33123456789",
            "(01) 23-45",
            "01.23",
            "01/23",
            "M.",
            "Mme",
            "{NCORPS}301",
            "poste 12",
            "a@b.fr",
            "a_b",
            "TRUE",
            "true",
            "0",
            "-1",
            "007",
            "FR",
            "fr",
            "fr-FR",
            "20260831220000Z",
            "20260231220000Z",
            "2026",
            "uid=x,ou=people",
            "1 rue X$31000 Toulouse",
            "$",
            "日本");

    private static final Set<String> OF_EACH_SYNTAX = Set.of(
            "telephoneNumber",
            "facsimileTelephoneNumber",
            "mobile",
            "supannCivilite",
            "supannOIDCGenre",
            "roomNumber",
            "title",
            "supannEmpCorps",
            "supannParrainDN",
            "postalAddress",
            "preferredLanguage",
            "supannCodeINSEEVilleDeNaissance",
            "supannMailPerso",
            "employeeType");

    private static final SourceKey KEY = new SourceKey("siham", "1");

    @TempDir
    Path folder;

    private static Account account(Map<String, String> values) {
        TreeSet<GivenValue> given = new TreeSet<>();
        TreeMap<String, java.util.SortedSet<String>> all = new TreeMap<>();
        values.forEach((name, value) -> {
            given.add(new GivenValue(KEY, name, value));
            all.put(name, new TreeSet<>(Set.of(value)));
        });
        Affiliation record = new Affiliation(KEY, new Population("staff"), null, Facts.NONE);
        return new Account(
                        new Login("zzola"),
                        new MailAddress("zoe.zola@univ.example"),
                        new CivilIdentity("Zola", null, "Zoé", LocalDate.of(2000, 2, 29)),
                        new TreeSet<>(),
                        new TreeSet<>(Set.of(record)),
                        Timeline.always(Phase.ACTIVE),
                        null)
                .withAttributes(PersonAttributes.of(given, all));
    }

    private static LdapDirectory connect(TestDirectory server, String... attributes) throws DirectoryException {
        return LdapDirectory.connect(
                new LdapDirectory.Access(
                        "127.0.0.1", server.port(), server.service("daemon"), TestDirectory.SERVICES.get("daemon")),
                new Tree(TestDirectory.BASE),
                Map.of(),
                Set.of(attributes),
                new LdapDirectory.Showing(Dialect.SESAME, TestDirectory.PROJECTIONS, server.clock()));
    }

    @Test
    void whatIsTakenIsTakenByTheDirectory() throws Exception {
        try (TestDirectory server = TestDirectory.start(folder);
                LdapDirectory directory = connect(server)) {
            directory.apply(new Change.CreateAccount(account(Map.of())), TestDirectory.START);
            List<String> wrong = new ArrayList<>();
            int taken = 0;
            try (LDAPConnection daemon = server.as("daemon")) {
                for (String name : OF_EACH_SYNTAX) {
                    PersonAttribute attribute =
                            PersonSchema.standard().find(name).orElseThrow();
                    for (String value : VALUES) {
                        if (attribute.refusal(value).isEmpty()) {
                            taken++;
                            try {
                                daemon.modify(
                                        server.person("zzola"),
                                        new Modification(ModificationType.REPLACE, name, value));
                            } catch (LDAPException e) {
                                wrong.add(name + " '" + value + "': " + e.getMessage());
                            }
                        }
                    }
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(taken).isGreaterThan(100);
        }
    }

    @Test
    void namesAreThoseOfTheSchemaInWhicheverCapitals() {
        PersonSchema schema = PersonSchema.standard();
        assertThat(schema.find("TELEPHONENUMBER").orElseThrow().name()).isEqualTo("telephoneNumber");
        assertThat(schema.find("SUPANNCIVILITE").orElseThrow().isSingle()).isTrue();
        assertThat(schema.find("telephoneNumber").orElseThrow().isSingle()).isFalse();
        assertThat(schema.find("mail").orElseThrow().isOwn()).isTrue();
        assertThat(schema.find("jpegPhoto").orElseThrow().isText()).isFalse();
        assertThat(schema.find("memberUid")).isEmpty();
        assertThat(schema.find("title").orElseThrow().normal("Maître  DE conférences"))
                .isEqualTo(schema.find("title").orElseThrow().normal("maître de Conférences"));
    }

    @Test
    void whoWritesBetweenTheLookAndTheWriteIsNotOverwritten() throws Exception {
        try (TestDirectory server = TestDirectory.start(folder);
                LdapDirectory directory = connect(server, "mobile")) {
            directory.apply(
                    new Change.CreateAccount(account(Map.of("mobile", "1", "title", "A"))), TestDirectory.START);
            Account seen = directory.find(new Login("zzola")).orElseThrow();
            assertThat(seen.attributes().of("mobile")).containsExactly("1");
            assertThat(seen.attributes().of("title"))
                    .as("given, and configured no more")
                    .containsExactly("A");
            try (LDAPConnection operator = server.as("operator")) {
                operator.modify(server.person("zzola"), new Modification(ModificationType.REPLACE, "mobile", "2"));
            }
            Account wanted = account(Map.of("mobile", "3", "title", "A"));
            assertThatThrownBy(() -> directory.apply(new Change.UpdateAccount(seen, wanted), TestDirectory.START))
                    .isInstanceOf(DirectoryException.class)
                    .hasMessageContaining("zzola");
            Account now = directory.snapshot().accounts().get(0);
            assertThat(now.attributes().of("mobile")).containsExactly("2");
            assertThat(now.attributes().given()).isEqualTo(seen.attributes().given());
            directory.apply(
                    new Change.UpdateAccount(now, wanted.withAttributes(PersonAttributes.NONE)), TestDirectory.START);
            assertThat(directory.find(new Login("zzola")).orElseThrow().attributes())
                    .isEqualTo(PersonAttributes.NONE);
        }
    }
}
