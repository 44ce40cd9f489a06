package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.Calendar;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.ComputedGroup;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureCode;
import fr.sesame.account.Timeline;
import fr.sesame.directory.Change;
import fr.sesame.directory.InMemoryDirectory;
import fr.sesame.metrics.Meters;
import fr.sesame.reconcile.GroupKeeper;
import fr.sesame.run.ClockReading;
import fr.sesame.run.ClockWatch;
import fr.sesame.run.ShownSettings;
import fr.sesame.schema.GroupRule;
import fr.sesame.schema.GroupRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed configuration reaches those too to whom nothing happens: once, and whoever was stopped in between goes on. */
class CalendarJobTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private static final List<GroupRule> GROUPS =
            List.of(new GroupRule("of-{structure}", "{label}", Set.of(), Set.of(), Set.of()));

    @TempDir
    Path folder;

    private final InMemoryDirectory directory = new InMemoryDirectory();

    @BeforeEach
    void people() throws Exception {
        for (String login : List.of("a", "b", "c")) {
            Account account = new Account(
                    new Login(login),
                    new MailAddress(login + "@univ.example"),
                    new CivilIdentity("Dupont", null, "Ana", LocalDate.of(2000, 1, 1)),
                    new TreeSet<>(),
                    new TreeSet<>(),
                    Timeline.parse("active"),
                    null);
            directory.apply(new Change.CreateAccount(account), NOW.instant());
        }
    }

    /** A process with these settings. */
    private CalendarJob process(String settings, BooleanSupplier goesOn) {
        return new CalendarJob(
                directory,
                NOW,
                new ClockWatch(folder.resolve("clock"), () -> ClockReading.now(NOW)),
                new ShownSettings(folder.resolve("shown"), settings),
                structures -> new ShownSettings(folder.resolve("shown-structures"), structures.toString()),
                new GroupKeeper(
                        directory.groups(), new Calendar(ZoneOffset.UTC, Map.of()), new GroupRules(GROUPS, Map.of())),
                new Meters(List.of(), Set.of()),
                goesOn);
    }

    @Test
    void otherSettingsAreShownOfEverybodyOnce() {
        process("staff RGP", () -> true).run();
        assertThat(directory.shown()).as("a first start").isEmpty();

        CalendarJob other = process("staff RGPS", () -> true);
        other.run();
        assertThat(directory.shown()).hasSize(3);
        assertThat(other.health().ok()).isTrue();
        other.run();
        process("staff RGPS", () -> true).run();
        assertThat(directory.shown()).hasSize(3);
    }

    @Test
    void aStopInBetweenIsMadeGood() {
        process("staff RGP", () -> true).run();
        process("staff RGPS", () -> false).run();
        assertThat(directory.shown()).isEmpty();
        process("staff RGPS", () -> true).run();
        assertThat(directory.shown()).hasSize(3);
    }

    private static Structure structure(String code, @Nullable String parent) {
        return new Structure(new StructureCode(code), code, "UFR", parent == null ? null : new StructureCode(parent));
    }

    @Test
    void whomOtherStructuresTouchIsShownAnewOnceAndTheirGroupsAreThere() throws Exception {
        process("staff RGP", () -> true).run();
        directory.groups().showsOtherwise(new Login("b"));
        directory.apply(new Change.CreateStructure(structure("UFR", null)), NOW.instant());

        process("staff RGP", () -> false).run();
        assertThat(directory.shown()).as("a stop in between").isEmpty();
        CalendarJob job = process("staff RGP", () -> true);
        job.run();
        assertThat(directory.shown()).containsExactly(new Login("b"));
        assertThat(directory.groups().all()).containsExactly(new ComputedGroup("of-UFR", "UFR"));
        job.run();
        process("staff RGP", () -> true).run();
        assertThat(directory.shown()).hasSize(1);
        assertThat(job.health().ok()).isTrue();
    }

    @Test
    void aFileThatCannotBeReadIsSaid() throws Exception {
        Files.createDirectory(folder.resolve("shown"));
        CalendarJob job = process("staff RGP", () -> true);
        job.run();
        assertThat(job.health().ok()).isFalse();
        assertThat(job.health().detail()).contains("shown");
    }
}
