package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import fr.sesame.ShippedInstance.Said;
import fr.sesame.account.Account;
import fr.sesame.account.AccountState;
import fr.sesame.account.Login;
import fr.sesame.account.Population;
import fr.sesame.cli.Installation;
import fr.sesame.directory.Directory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partner at the counter: asked for, validated, extended, ended, and hired, with a restart in between. */
class LocalAccountsEndToEndTest {
    private static final String UID = "zquimper";

    @TempDir
    Path folder;

    private Instant today = Instant.parse("2026-11-23T06:00:00Z");
    private ShippedInstance instance;

    private final Clock clock = new Clock() {
        private final Instant begin = Instant.now();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return today.plus(Duration.between(begin, Instant.now()));
        }
    };

    private LocalInstallation configure() throws Exception {
        instance = ShippedInstance.in(folder, clock);
        return instance.open();
    }

    private Said sesame(String... words) {
        return instance.sesame(words);
    }

    private ResultCode bind() {
        try (LDAPConnection connection = new LDAPConnection("127.0.0.1", instance.port())) {
            return connection
                    .bind("uid=" + UID + ",ou=people,dc=univ,dc=example", "a password of hers")
                    .getResultCode();
        } catch (LDAPException e) {
            return e.getResultCode();
        }
    }

    /** The logins of two people of one structure, whose employment goes on. */
    private static List<Account> colleagues(LocalInstallation installation, Directory directory, Instant now)
            throws Exception {
        List<Account> found = new ArrayList<>();
        Population staff = new Population("staff");
        directory.forEachAccount(account -> account.affiliations().stream()
                .filter(one -> one.population().equals(staff) && one.structure() != null)
                .filter(one -> one.structure().value().equals("LABIRI"))
                .filter(one -> installation
                        .calendar()
                        .timeline(one)
                        .phaseAt(now.plus(Duration.ofDays(400)))
                        .mayBind())
                .filter(one -> account.decisionAt(now).state() == AccountState.ACTIVE)
                .findFirst()
                .ifPresent(one -> found.add(account)));
        return found;
    }

    private static String[] create(String sponsor, String... more) {
        return Stream.concat(
                        Stream.of(
                                "account",
                                "create",
                                "--given",
                                "Zita",
                                "--birth-date",
                                "1988-02-29",
                                "--population",
                                "partner",
                                "--structure",
                                "LABIRI",
                                "--sponsor",
                                sponsor,
                                "--reason",
                                "contrat 2026-17"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void aPartnerFromTheCounterToEmployment() throws Exception {
        LocalInstallation installation = configure();
        String sponsor;
        String validator;
        Account made;
        try (Installation.Service service = installation.serve();
                Directory directory = installation.connect()) {
            assertThat(service.ldapPort()).isEqualTo(instance.port());
            assertThat(sesame("run").code()).isZero();
            List<Account> colleagues = colleagues(installation, directory, clock.instant());
            sponsor = colleagues.get(0).login().value();
            validator = colleagues.get(1).login().value();

            Said missing = sesame("account", "create", "--given", "Zita", "--birth-date", "29/02/1988");
            assertThat(missing.code()).isEqualTo(1);
            assertThat(missing.err())
                    .contains("there is no family", "'29/02/1988' is no day", "there is no reason")
                    .doesNotContain("Exception");

            Said created = sesame(create(sponsor, "--family", "Quimper", "--end", "2027-06-30", "--format", "csv"));
            assertThat(created.err()).contains("created by");
            assertThat(created.code()).isZero();
            assertThat(created.out().lines().toList().get(1))
                    .isEqualTo("20261123-1;zquimper;Zita Quimper;zita.quimper@univ.example;partner;LABIRI;" + sponsor
                            + ";active;(waiting);;2027-06-30;prepared");
            made = directory.find(new Login(UID)).orElseThrow();
            directory.setPassword(made.login(), "a password of hers");
            assertThat(bind()).isEqualTo(ResultCode.INVALID_CREDENTIALS);

            Said almost = sesame(create(sponsor, "--family", "Quimpert", "--end", "2027-06-30"));
            assertThat(almost.code()).isEqualTo(1);
            assertThat(almost.err()).contains("is almost account zquimper", "--another-person", "nothing was written");

            assertThat(sesame("account", "list", "--waiting", "--format", "csv").out())
                    .contains("20261123-1;zquimper");
            assertThat(sesame("account", "validate", UID, "--by", UID).code()).isEqualTo(1);
            Said validated = sesame("account", "validate", "20261123-1", "--by", validator, "--format", "csv");
            assertThat(validated.err()).contains("validated by " + validator);
            assertThat(validated.out()).contains(";" + validator + ";2026-11-23;2027-06-30;active");
            assertThat(bind()).isEqualTo(ResultCode.SUCCESS);
            assertThat(sesame("account", "list", "--waiting", "--format", "csv").out())
                    .doesNotContain(UID);

            assertThat(sesame("run").err()).contains("nothing to change");
            assertThat(bind()).isEqualTo(ResultCode.SUCCESS);
        }

        today = Instant.parse("2027-07-05T06:00:00Z");
        try (Installation.Service service =
                        LocalInstallation.open(folder.resolve("conf"), clock).serve();
                Directory directory = installation.connect()) {
            assertThat(service.ldapPort()).isEqualTo(instance.port());
            assertThat(bind()).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            Said extended =
                    sesame("account", "extend", UID, "--end", "2027-12-31", "--by", validator, "--reason", "avenant");
            assertThat(extended.err()).contains("extended by " + validator + ": avenant");
            assertThat(extended.code()).isZero();
            assertThat(bind()).isEqualTo(ResultCode.SUCCESS);
            assertThat(sesame(
                                    "account",
                                    "list",
                                    "--sponsor",
                                    sponsor,
                                    "--ending-before",
                                    "2028-01-01",
                                    "--format",
                                    "csv")
                            .out())
                    .contains("20261123-1;zquimper");
            assertThat(sesame("account", "list", "--ending-before", "2027-12-31", "--format", "csv")
                            .out())
                    .doesNotContain(UID);

            Files.writeString(
                    folder.resolve("var/extracts/siham.csv"),
                    Files.readString(folder.resolve("var/extracts/siham.csv"))
                            + "UDM000999999;Quimper;Quimper;Zita;MME;1988-02-29;BIA;IGE;DRH;2027-07-01;2999-12-31;\n");
            Said hired = sesame("run", "siham", "--format", "csv");
            assertThat(hired.out().lines().toList().get(1))
                    .contains("siham;applied;")
                    .contains(";0;");
            Account same = directory.find(new Login(UID)).orElseThrow();
            assertThat(same.mail()).isEqualTo(made.mail());
            assertThat(same.keys()).hasToString("[local:20261123-1, siham:UDM000999999]");

            Said ended = sesame("account", "end", UID, "--on", "2027-07-04", "--reason", "recrutée");
            assertThat(ended.code()).isZero();
            assertThat(bind()).isEqualTo(ResultCode.SUCCESS);
            assertThat(sesame("verify").code()).isZero();
        }
    }

    @Test
    void aFileIsShownThenWrittenWhole() throws Exception {
        LocalInstallation installation = configure();
        try (Installation.Service service = installation.serve();
                Directory directory = installation.connect()) {
            assertThat(service.ldapPort()).isEqualTo(instance.port());
            assertThat(sesame("run").code()).isZero();
            String sponsor = colleagues(installation, directory, clock.instant())
                    .get(0)
                    .login()
                    .value();
            Path file = folder.resolve("people.csv");
            String header = "\uFEFFfamily;given;birth-date;population;structure;sponsor;end;reason\r\n";
            String good = "Quimper;Zita;1988-02-29;partner;LABIRI;" + sponsor + ";2027-06-30;colloque\r\n";
            Files.writeString(
                    file,
                    header + good + "Le Goff;Yann;29/02/1990;partner;LABIRI;" + sponsor + ";2027-06-30;colloque\r\n"
                            + "Le Goff;Yann;1990-03-01;partner\r\n");
            Said refused = sesame("account", "create", "--from-file", file.toString(), "--apply");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("line 3: birth-date: '29/02/1990' is no day", "line 4: found 4 fields; expected 8");
            assertThat(directory.find(new Login(UID))).isEmpty();

            Files.writeString(file, header + good.replace("2027-06-30", "2029-06-30"));
            assertThat(sesame("account", "create", "--from-file", file.toString(), "--apply")
                            .err())
                    .contains("people.csv: line 2: the end 2029-06-30 is more than P1Y");

            Files.writeString(file, header + good);
            Said shown = sesame("account", "create", "--from-file", file.toString());
            assertThat(shown.code()).isZero();
            assertThat(shown.out()).contains(UID);
            assertThat(shown.err()).contains("nothing was written; to write it: --apply");
            assertThat(directory.find(new Login(UID))).isEmpty();
            assertThat(sesame("account", "create", "--from-file", file.toString(), "--apply")
                            .code())
                    .isZero();
            assertThat(directory.find(new Login(UID))).isPresent();

            assertThat(sesame("account", "create", "--apply").code()).isEqualTo(2);
            assertThat(sesame(
                                    "account",
                                    "create",
                                    "--from-file",
                                    folder.resolve("none.csv").toString())
                            .err())
                    .contains("there is no such file");
        }
    }
}
