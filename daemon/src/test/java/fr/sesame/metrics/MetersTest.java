package fr.sesame.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.AccountState;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.Population;
import fr.sesame.account.SourceKey;
import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.Origin;
import fr.sesame.interceptors.audit.Outcome;
import fr.sesame.interceptors.audit.Reason;
import fr.sesame.interceptors.audit.SecurityEvent;
import fr.sesame.interceptors.audit.Subject;
import fr.sesame.reconcile.Plan;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.run.RunReport;
import fr.sesame.source.Extract;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Names and labels as Prometheus reads them: dashboards hang on them. */
class MetersTest {
    private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");
    private static final Population STUDENT = new Population("student");

    private final Meters meters = new Meters(List.of("apogee", "siham"), List.of(STUDENT));

    @AfterEach
    void close() {
        meters.close();
    }

    private static RunReport run(SourceReport.Outcome outcome, boolean dryRun) {
        SourceKey key = new SourceKey("apogee", "1");
        SourceReport report = new SourceReport(
                "apogee",
                outcome,
                START,
                Duration.ofSeconds(2),
                new Extract.Facts("apogee.csv", 508, START, "00"),
                304,
                List.of(new HeldRecord(key, HoldReason.NO_RIGHT, "not paid")),
                Map.of(Plan.Kind.CREATE, 3, Plan.Kind.CLOSE, 2),
                300,
                List.of(),
                List.of());
        return new RunReport("20261123T030000.000Z", START, Duration.ofSeconds(2), dryRun, List.of(report));
    }

    @Test
    void theStorageIsAskedWhenSomebodyLooks() {
        long[] bytes = {4096};
        meters.watch(new StoreFigures() {
            @Override
            public long bytes() {
                return bytes[0];
            }

            @Override
            public long limitBytes() {
                return 1L << 20;
            }

            @Override
            public long fileSystemFreeBytes() {
                return 5;
            }

            @Override
            public long fileSystemBytes() {
                return 10;
            }

            @Override
            public long entries() {
                return 7;
            }

            @Override
            public boolean isWritable() {
                return false;
            }

            @Override
            public long commits() {
                return 3;
            }

            @Override
            public int readers() {
                return 2;
            }
        });
        bytes[0] = 8192;
        assertThat(meters.scrape())
                .contains("sesame_store_bytes 8192.0")
                .contains("sesame_store_limit_bytes 1048576.0")
                .contains("sesame_store_filesystem_free_bytes 5.0")
                .contains("sesame_store_filesystem_size_bytes 10.0")
                .contains("sesame_store_entries 7.0")
                .contains("sesame_store_writable 0.0")
                .contains("sesame_store_commits_total 3.0")
                .contains("sesame_store_readers 2.0");
    }

    @Test
    void everyMeterIsThereFromTheStartAtZero() {
        assertThat(meters.scrape())
                .contains("sesame_runs_total{outcome=\"applied\",source=\"apogee\"} 0.0")
                .contains("sesame_runs_total{outcome=\"refused\",source=\"siham\"} 0.0")
                .contains("sesame_changes_total{kind=\"close\",source=\"siham\"} 0.0")
                .contains("sesame_held_records{reason=\"doubtful-match\",source=\"apogee\"} 0.0")
                .contains("sesame_accounts{population=\"student\",state=\"locked\"} 0.0")
                .contains("sesame_binds_total{outcome=\"wrong_password\"} 0.0")
                .contains("sesame_last_success_timestamp_seconds{source=\"apogee\"} 0.0")
                .contains("sesame_run_duration_seconds_count{source=\"apogee\"} 0")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void aRunIsCountedAndItsRecordsShown() {
        meters.ended(run(SourceReport.Outcome.APPLIED, false));
        assertThat(meters.scrape())
                .contains("sesame_runs_total{outcome=\"applied\",source=\"apogee\"} 1.0")
                .contains("sesame_changes_total{kind=\"create\",source=\"apogee\"} 3.0")
                .contains("sesame_extract_rows{source=\"apogee\"} 508.0")
                .contains("sesame_held_records{reason=\"no-right\",source=\"apogee\"} 1.0")
                .contains("sesame_last_success_timestamp_seconds{source=\"apogee\"} " + (double) START.getEpochSecond())
                .contains("sesame_run_duration_seconds_sum{source=\"apogee\"} 2.0");
    }

    @Test
    void aReadOfChangesIsNoWholeRun() {
        SourceReport whole = run(SourceReport.Outcome.APPLIED, false).sources().get(0);
        meters.show(whole);
        meters.show(new SourceReport(
                whole.source(),
                SourceReport.Outcome.UNCHANGED,
                START.plusSeconds(60),
                Duration.ZERO,
                new Extract.Facts("a view", 7, START, "0", new Extract.Changes("2026", "2026", 0, 0)),
                2,
                whole.held(),
                Map.of(),
                0,
                List.of(),
                List.of()));
        assertThat(meters.scrape())
                .contains("sesame_extract_rows{source=\"apogee\"} 508.0")
                .contains("sesame_last_success_timestamp_seconds{source=\"apogee\"} " + (double) START.getEpochSecond())
                .contains("sesame_changed_rows{source=\"apogee\"} 7.0")
                .contains("sesame_last_changes_timestamp_seconds{source=\"apogee\"} "
                        + (double) START.plusSeconds(60).getEpochSecond());
    }

    @Test
    void aRefusedOrDryRunIsNoSuccessAndChangesNothing() {
        meters.ended(run(SourceReport.Outcome.REFUSED, false));
        meters.ended(run(SourceReport.Outcome.DRY_RUN, true));
        assertThat(meters.scrape())
                .contains("sesame_runs_total{outcome=\"refused\",source=\"apogee\"} 1.0")
                .contains("sesame_runs_total{outcome=\"dry_run\",source=\"apogee\"} 1.0")
                .contains("sesame_changes_total{kind=\"close\",source=\"apogee\"} 0.0")
                .contains("sesame_last_success_timestamp_seconds{source=\"apogee\"} 0.0");
    }

    @Test
    void aStateThatNobodyIsInAnyMoreGoesBackToZero() {
        meters.census(Map.of(STUDENT, Map.of(AccountState.ACTIVE, 5, AccountState.PENDING, 1)));
        meters.census(Map.of(STUDENT, Map.of(AccountState.ACTIVE, 6)));
        assertThat(meters.scrape())
                .contains("sesame_accounts{population=\"student\",state=\"active\"} 6.0")
                .contains("sesame_accounts{population=\"student\",state=\"pending\"} 0.0");
    }

    /** Whoever writes into the directory could else make as many series as there are words. */
    @Test
    void populationsThatTheConfigurationDoesNotHaveAreOneSeries() {
        meters.census(Map.of(
                STUDENT,
                Map.of(AccountState.ACTIVE, 5),
                new Population("ghost"),
                Map.of(AccountState.ACTIVE, 2, AccountState.PENDING, 1),
                new Population("phantom"),
                Map.of(AccountState.ACTIVE, 3)));
        assertThat(meters.scrape())
                .contains("sesame_accounts{population=\"student\",state=\"active\"} 5.0")
                .contains("sesame_accounts{population=\"other\",state=\"active\"} 5.0")
                .contains("sesame_accounts{population=\"other\",state=\"pending\"} 1.0")
                .doesNotContain("ghost", "phantom");
    }

    private static SecurityEvent bind(Reason reason) {
        return new SecurityEvent(
                START,
                Kind.BIND,
                reason == Reason.NONE ? Outcome.ACCEPTED : Outcome.REFUSED,
                reason,
                Subject.known("uid=alice,ou=people,dc=univ,dc=example"),
                Subject.NOBODY,
                Origin.INTERNAL,
                "");
    }

    @Test
    void securityActsAreCountedByWhatTheyAreAndWithoutNames() {
        meters.security(bind(Reason.NONE));
        meters.security(bind(Reason.WRONG_PASSWORD));
        meters.security(bind(Reason.UNKNOWN));
        meters.security(bind(Reason.LOCKED));
        assertThat(meters.scrape())
                .contains("sesame_security_events_total{kind=\"bind\",outcome=\"accepted\",reason=\"none\"} 1.0")
                .contains("sesame_security_events_total{kind=\"bind\",outcome=\"refused\",reason=\"unknown\"} 1.0")
                .contains("sesame_security_events_total{kind=\"lock\",outcome=\"accepted\",reason=\"none\"} 0.0")
                .contains("sesame_security_events_total{kind=\"lock\",outcome=\"refused\",reason=\"no-access\"} 0.0")
                .contains("sesame_binds_total{outcome=\"accepted\"} 1.0")
                .contains("sesame_binds_total{outcome=\"wrong_password\"} 2.0")
                .contains("sesame_binds_total{outcome=\"locked\"} 1.0")
                .contains("sesame_binds_total{outcome=\"inactive\"} 0.0")
                .doesNotContain("alice");
    }

    @Test
    void theTrailIsAskedWhenSomebodyLooks() {
        meters.watch(new AuditFigures() {
            @Override
            public long lost() {
                return 3;
            }

            @Override
            public Instant lastWrite() {
                return START;
            }

            @Override
            public boolean isKeeping() {
                return false;
            }
        });
        assertThat(meters.scrape())
                .contains("sesame_audit_lost_total 3.0")
                .contains("sesame_audit_writable 0.0")
                .contains("sesame_audit_last_write_timestamp_seconds " + (double) START.getEpochSecond());
    }

    @Test
    void theWorkOfPasswordsIsAskedForWhenSomebodyLooks() {
        meters.watch(new PasswordFigures() {
            @Override
            public long remembered() {
                return 5;
            }

            @Override
            public long known() {
                return 4;
            }

            @Override
            public long hashed() {
                return 3;
            }

            @Override
            public long busy() {
                return 2;
            }

            @Override
            public int waiting() {
                return 1;
            }
        });
        assertThat(meters.scrape())
                .contains("sesame_passwords_remembered 5.0")
                .contains("sesame_password_checks_total{how=\"remembered\"} 4.0")
                .contains("sesame_password_checks_total{how=\"hashed\"} 3.0")
                .contains("sesame_password_checks_total{how=\"busy\"} 2.0")
                .contains("sesame_password_hashes_waiting 1.0");
    }

    @Test
    @Tag("slow")
    void promtoolFindsNothingToSay() throws Exception {
        meters.ended(run(SourceReport.Outcome.APPLIED, false));
        meters.security(bind(Reason.NONE));
        Process promtool;
        try {
            promtool = new ProcessBuilder("promtool", "check", "metrics")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new AssertionError("promtool is not there; install Debian's package prometheus", e);
        }
        try (OutputStream in = promtool.getOutputStream()) {
            in.write(meters.scrape().getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).isEmpty();
        assertThat(promtool.waitFor()).isZero();
    }
}
