package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldif.LDIFReader;
import fr.sesame.ShippedInstance.Said;
import fr.sesame.cli.Installation;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator decides over runs, by the commands and over LDAP. */
class RunsEndToEndTest {
    private static final Charset CP1252 = Charset.forName("windows-1252");

    @SuppressWarnings("TimeInStaticInitializer") // this is when the test begins
    private static final Clock CLOCK = ShippedInstance.dayOfTheExtracts();

    @TempDir
    Path folder;

    private ShippedInstance instance;
    private Installation.Service service;

    /** The name of the run that the command says at its end. */
    private static String runOf(Said said) {
        return said.err().replaceFirst("(?s).*run (\\S+Z): the plans.*", "$1");
    }

    private Said sesame(String... words) {
        return instance.sesame(words);
    }

    @BeforeEach
    void start() throws Exception {
        instance = ShippedInstance.in(folder, CLOCK).with("absent-extracts: 3 ", "absent-extracts: 1 ");
        service = instance.open().serve();
        assertThat(sesame("run").code()).isZero();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Path extract() {
        return folder.resolve("var/extracts/apogee.csv");
    }

    private void without(Predicate<String> rows) throws IOException {
        List<String> left = Files.readAllLines(extract(), CP1252).stream()
                .filter(rows.negate())
                .toList();
        Files.writeString(extract(), String.join("\r\n", left) + "\r\n", CP1252);
    }

    private Entry student(String key) throws Exception {
        try (LDAPConnection operator = instance.operator()) {
            return operator.searchForEntry(
                    "ou=people,dc=univ,dc=example",
                    SearchScope.ONE,
                    "(supannEtuId=" + key + ")",
                    "uid",
                    "sesameState",
                    "sesameAffiliation");
        }
    }

    private String state(String key) throws Exception {
        return student(key).getAttributeValue("sesameState");
    }

    @Test
    void aRefusedPlanIsShownApprovedAndTakenBack() throws Exception {
        without(row -> row.matches("201000[0-4].*"));
        Said refused = sesame("run", "apogee");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .containsPattern("\\d+ of \\d+ open student accounts would close .*; rule close-percent\\): \\w+, ")
                .contains("sesame approve " + runOf(refused) + " apogee --reason");
        assertThat(sesame("show", runOf(refused)).out())
                .contains("apogee: refused", "rule close-percent", "plan-apogee.txt:", "close uid=");
        assertThat(state("20100001")).isEqualTo("active");

        assertThat(sesame("approve", runOf(refused)).code())
                .as("without a reason")
                .isEqualTo(2);
        assertThat(sesame("approve", runOf(refused), "siham", "--reason", "x").code())
                .isEqualTo(1);
        Said approved =
                sesame("approve", runOf(refused), "apogee", "--by", "marie", "--reason", "cancelled by the dean");
        assertThat(approved.err()).doesNotContain("nothing was written");
        assertThat(approved.code()).isZero();
        assertThat(state("20100001")).isEqualTo("pending");

        Said runs = sesame("runs", "--format", "csv");
        assertThat(runs.out().lines().toList().get(1))
                .startsWith(runOf(approved) + ";approve;" + runOf(refused) + ";marie;");
        for (int i = 0; i < 70 && !sesame("audit").out().contains("cancelled by the dean"); i++) {
            TimeUnit.SECONDS.sleep(1);
        }
        assertThat(sesame("audit", "--kind", "run-decided", "--language", "en").out())
                .contains("a decision over a run", "user marie", "approve of run " + runOf(refused));

        Said back = sesame("rollback", runOf(approved), "--reason", "it was a mistake");
        assertThat(back.code()).isZero();
        assertThat(state("20100001")).isEqualTo("active");
        assertThat(sesame("verify").code()).isZero();
    }

    @Test
    void aPlanIsAppliedLaterAndAnyToolCanUndoIt() throws Exception {
        without(row -> row.startsWith("20100001;") || row.startsWith("20100005;"));
        Said planned = sesame("plan", "apogee");
        assertThat(planned.code()).isZero();
        assertThat(planned.err()).contains("sesame apply " + runOf(planned));
        assertThat(state("20100001")).isEqualTo("active");
        Entry moved = student("20100005");
        try (LDAPConnection operator = instance.operator()) {
            String other = moved.getAttributeValue("sesameAffiliation")
                    .replaceFirst("\\[structure=\\w+\\]", "[structure=DRH]");
            operator.modify(moved.getDN(), new Modification(ModificationType.REPLACE, "sesameAffiliation", other));
        }
        Said applied = sesame("apply", runOf(planned));
        assertThat(applied.code()).isEqualTo(1);
        assertThat(applied.err()).contains("skipped: " + moved.getDN() + " was changed since");
        assertThat(state("20100001")).isEqualTo("pending");
        assertThat(state("20100005")).isEqualTo("active");

        Path undo = folder.resolve("var/runs").resolve(runOf(applied)).resolve("undo-apogee.ldif");
        try (LDAPConnection operator = instance.operator();
                LDIFReader reader = new LDIFReader(undo.toFile())) {
            reader.readChangeRecord().processChange(operator);
        }
        assertThat(state("20100001")).isEqualTo("active");
        assertThat(sesame("verify").code()).isZero();
    }

    @Test
    void whoHasARoleIsClosedByNoRun() throws Exception {
        Entry student = student("20100001");
        try (LDAPConnection operator = instance.operator()) {
            operator.add(
                    "dn: cn=sesame-support,ou=groups,dc=univ,dc=example",
                    "objectClass: groupOfNames",
                    "cn: sesame-support",
                    "member: " + student.getDN());
        }
        without(row -> row.startsWith("20100001;") || row.startsWith("20100005;"));
        assertThat(sesame("run", "apogee").code()).isZero();
        assertThat(state("20100001")).isEqualTo("active");
        assertThat(state("20100005")).isEqualTo("pending");
        assertThat(sesame("held", "--format", "csv").out()).contains("apogee;20100001;protected;");
    }

    @Test
    void whatIsNotThereSaysSo() {
        assertThat(sesame("show", "20200101T000000.000Z").err()).contains("see: sesame runs");
        assertThat(sesame("apply", "20200101T000000.000Z").code()).isEqualTo(1);
        assertThat(sesame("rollback", "..").code()).isEqualTo(1);
        String run =
                sesame("runs", "--format", "csv").out().lines().toList().get(1).split(";")[0];
        assertThat(sesame("apply", run).err()).contains("has been carried out");
        assertThat(sesame("approve", run, "--reason", "x").err()).contains("no refused plan");
        assertThat(sesame("rollback", run, "nosource").err()).contains("nosource");
    }
}
