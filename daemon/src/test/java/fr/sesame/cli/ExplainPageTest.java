package fr.sesame.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.Explanation;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.Lock;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Suspension;
import fr.sesame.account.Suspensions;
import fr.sesame.history.Lives;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.source.Extract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole pages, as they are read on the telephone: one file for each state and language. */
class ExplainPageTest {
    private static final Instant LAID = Instant.parse("2026-11-20T08:30:00Z");
    private static final Lock VIRUS = new Lock(Lock.Kind.TECHNICAL, LAID, null, "rssi", "hameçonnage");
    private static final Lock WEEK =
            new Lock(Lock.Kind.ADMINISTRATIVE, LAID, Instant.parse("2026-11-30T23:00:00Z"), "scolarite", "charte");
    private static final String CONTACT = "assistance@univ.example, 01 23 45 67 89";

    private static SourceReport report(String source, Instant at) {
        return new SourceReport(
                source,
                SourceReport.Outcome.APPLIED,
                at,
                Duration.ofSeconds(3),
                new Extract.Facts(
                        "/var/lib/sesame/extracts/" + source + ".csv",
                        148,
                        at.minusSeconds(3600),
                        "46166e29e3a830e20fdd3f23369dc0d122103f9b1c49751f603709cc4519d8fe"),
                140,
                List.of(),
                Map.of(),
                100,
                List.of(),
                List.of());
    }

    static Stream<Arguments> pages() {
        Account both = Lives.account(Lives.STUDENT, Lives.STAFF);
        Account doctoral = Lives.account(Lives.in("doctoral", Lives.STAFF));
        return Stream.of(
                Arguments.of("prepared", Lives.account(Lives.STUDENT), "2026-09-14T21:59:59Z"),
                Arguments.of("active", Lives.account(Lives.STAFF), "2026-11-23T06:00:00Z"),
                Arguments.of("locked-technical", Lives.locked(VIRUS, Lives.STAFF), "2026-11-23T06:00:00Z"),
                Arguments.of("locked-administrative", Lives.locked(WEEK, Lives.STAFF), "2026-11-23T06:00:00Z"),
                Arguments.of("pending", Lives.account(Lives.STAFF), "2027-06-30T22:00:00Z"),
                Arguments.of("pending-may-bind", doctoral, "2027-06-30T22:00:00Z"),
                Arguments.of("inactive", Lives.account(Lives.STUDENT), "2028-01-01T23:00:00Z"),
                Arguments.of("several", both, "2027-08-01T10:00:00Z"),
                Arguments.of("nothing", Lives.account(), "2026-11-23T06:00:00Z"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void thePageOfEachStateInBothLanguages(String name, Account account, Instant at) throws IOException {
        for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            Speech speech = new Speech(language, ZoneId.of("Europe/Paris"));
            Explained explained = new Explained(
                    Explanation.of(account, Lives.CALENDAR, at),
                    Map.of(Lives.STAFF, new Explained.Origin(Lives.NOW, Optional.of(report("siham", Lives.NOW)))),
                    Map.of("apogee", report("apogee", Lives.NOW)),
                    name.equals("several")
                            ? List.of(new HeldRecord(
                                    new SourceKey("apogee", "20100000"),
                                    HoldReason.BAD_DATE,
                                    "apogee.csv, line 7: DAT_NAI: found '31/02/1990'"))
                            : List.of(),
                    List.of(),
                    name.equals("pending") ? List.of(speech.say("note.future")) : List.of());
            List<String> page = new ExplainPage(speech, CONTACT).lines(explained);
            assertThat(String.join("\n", page) + "\n")
                    .as("%s in %s", name, language)
                    .isEqualTo(golden(name + "." + language.getLanguage() + ".txt"));
        }
    }

    @Test
    void whoIsSuspendedIsToldTheMessageAndTheEnd() throws IOException {
        Suspension summer = new Suspension(
                "ete-2027",
                Instant.parse("2027-06-01T20:00:00Z"),
                Instant.parse("2027-06-14T22:00:00Z"),
                "Les comptes sont en cours de mise à jour.",
                "Accounts are being updated.",
                new TreeSet<>(),
                new TreeSet<>(),
                "rssi",
                null);
        Suspensions suspensions = new Suspensions(Lives.CALENDAR, List.of(summer), login -> false);
        for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            Explained explained = new Explained(
                    Explanation.of(
                            Lives.account(Lives.STAFF),
                            Lives.CALENDAR,
                            suspensions,
                            Instant.parse("2027-06-10T10:00:00Z")),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of());
            List<String> page =
                    new ExplainPage(new Speech(language, ZoneId.of("Europe/Paris")), CONTACT).lines(explained);
            assertThat(String.join("\n", page) + "\n")
                    .isEqualTo(golden("suspended." + language.getLanguage() + ".txt"));
        }
    }

    @Test
    void aRecordWithoutAnAccountHasItsPage() throws IOException {
        HeldRecord held = new HeldRecord(
                new SourceKey("siham", "UDM7"),
                HoldReason.NOT_YET,
                "staff: the account opens on 2027-09-01 and is prepared from 2027-07-03 on (P60D before)");
        for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            List<String> page = HeldPage.lines(held, new Speech(language, ZoneId.of("Europe/Paris")), CONTACT);
            assertThat(String.join("\n", page) + "\n").isEqualTo(golden("held." + language.getLanguage() + ".txt"));
        }
    }

    private static String golden(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ExplainPageTest.class.getResourceAsStream("explain/" + file), "there is no " + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
