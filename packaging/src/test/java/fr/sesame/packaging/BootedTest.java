package fr.sesame.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.packaging.Machine.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of an installation on a Debian that is booted with systemd, from the first package to the last trace. */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BootedTest {
    private static final Path FOLDER = Path.of("target", "boot").toAbsolutePath();
    private static final String SETTINGS = "/etc/sesame/sesame.yaml";
    private static final String OPERATOR = "cn=operator,ou=services,dc=univ,dc=example";
    private static final String ALIVE =
            "ldapwhoami -x -H ldap://127.0.0.1:389 -D " + OPERATOR + " -y /var/lib/sesame/secrets/operator.password";
    private static final String TRACES =
            "find / -xdev \\( -path /proc -o -path /sys -o -path /run -o -path /tmp -o -path /var/log -o -path /var/cache"
                    + " -o -path /var/lib/dpkg -o -path /var/lib/apt \\) -prune -o -print | sort";

    /** Of a busy machine: a start takes three seconds of a quiet one. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static Machine machine;
    private static String bare;
    private static String process;

    @BeforeAll
    static void boot() throws Exception {
        Path root = Machine.debian(
                FOLDER, "machine", "default-jre-headless", "ldap-utils", "man-db", "bash-completion", "libsystemd0");
        Path debs = Files.createDirectories(root.resolve("srv"));
        Files.copy(Packages.before(FOLDER), debs.resolve("before.deb"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(Packages.built(), debs.resolve("now.deb"), StandardCopyOption.REPLACE_EXISTING);
        machine = Machine.boot(root);
        bare = machine.ok(TRACES);
    }

    @AfterAll
    static void halt() throws Exception {
        if (machine != null) {
            machine.close();
        }
    }

    private static String pid() throws Exception {
        return machine.ok("systemctl show -P MainPID sesame").strip();
    }

    private static String property(String name) throws Exception {
        return machine.ok("systemctl show -P " + name + " sesame").strip();
    }

    private static void settings(String found, String replacement) throws Exception {
        machine.ok("grep -q '" + found + "' " + SETTINGS + " && sed -i 's|" + found + "|" + replacement + "|' "
                + SETTINGS);
    }

    private static String journal() throws Exception {
        return machine.ok("journalctl -u sesame --no-pager -o cat");
    }

    @Test
    @Order(1)
    void installedItWaitsForAConfiguration() throws Exception {
        String said = machine.ok("dpkg -i /srv/before.deb");
        assertThat(said).contains("sesame init");
        assertThat(property("ActiveState")).isEqualTo("inactive");
        assertThat(machine.ok("systemctl is-enabled sesame")).isEqualTo("enabled\n");
        assertThat(machine.ok("stat -c '%U:%G %a' /etc/sesame /var/lib/sesame /var/lib/sesame/extracts"))
                .isEqualTo("root:sesame 2750\nsesame:sesame 700\nsesame:sesame 700\n");
        assertThat(machine.ok("ls -A /etc/sesame")).isEmpty();
        assertThat(machine.ok("sesame --version")).startsWith("sesame ");
        machine.ok("systemctl start sesame");
        assertThat(property("ActiveState")).as("its condition is not met").isEqualTo("inactive");
    }

    @Test
    @Order(2)
    void theManualAndTheCompletionAreThere() throws Exception {
        assertThat(machine.ok("MANWIDTH=100 man --warnings sesame"))
                .contains("sesame - The directory that knows the life of its accounts.")
                .contains("EXIT STATUS")
                .doesNotContain("warning:");
        assertThat(machine.ok("bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader sesame;"
                        + " complete -p sesame'"))
                .contains("_complete_sesame");
    }

    @Test
    @Order(3)
    void aStartEndsWhenBindsAreServedOnPort389() throws Exception {
        machine.ok("cp -r /usr/share/sesame/conf/* /etc/sesame/");
        settings("10389", "389");
        machine.ok("systemctl start sesame && " + ALIVE); // no retry
        assertThat(property("StatusText")).isEqualTo("serving on port 389");
        assertThat(machine.ok("ps -o user= -p " + pid()).strip()).isEqualTo("sesame");
        assertThat(machine.ok("ls /etc/sesame")).contains("sesame.yaml");
        process = pid();
    }

    @Test
    @Order(4)
    void aReloadTakesOverWhatItCan() throws Exception {
        settings("close-percent: 5", "close-percent: 9");
        machine.ok("systemctl reload sesame");
        assertThat(property("StatusText")).contains("configuration read again");
        assertThat(pid()).isEqualTo(process);
    }

    @Test
    @Order(5)
    void aReloadOfNonsenseFailsAndTheServiceGoesOn() throws Exception {
        machine.ok("cp " + SETTINGS + " /root/good.yaml");
        settings("close-percent: 9", "close-percent: many");
        assertThat(machine.sh("systemctl reload sesame").code()).isNotZero();
        assertThat(journal()).contains("guard.close-percent").contains("the one before it goes on");
        assertThat(property("StatusText")).contains("configuration refused");
        machine.ok("cp /root/good.yaml " + SETTINGS);
        settings("profile: anssi-cnil", "profile: poitiers");
        assertThat(machine.sh("systemctl reload sesame").code()).isNotZero();
        assertThat(journal()).contains("'passwords' has changed, which takes a restart");
        machine.ok("cp /root/good.yaml " + SETTINGS + " && systemctl reload sesame && " + ALIVE);
        assertThat(property("ActiveState")).isEqualTo("active");
        assertThat(pid()).isEqualTo(process);
    }

    @Test
    @Order(6)
    void aKilledOneIsBack() throws Exception {
        machine.ok("kill -9 " + pid());
        machine.await("[ \"$(systemctl show -P NRestarts sesame)\" = 1 ] && " + ALIVE, PATIENCE);
        assertThat(pid()).isNotEqualTo(process);
        machine.ok("kill -9 " + pid());
        machine.await("journalctl -u sesame | grep -q 'restart 2 in a row: waiting for 5 s'", PATIENCE);
        machine.await(ALIVE, PATIENCE);
    }

    @Test
    @Order(7)
    void oneThatDoesNotAnswerIsKilledByTheWatchdog() throws Exception {
        machine.ok("mkdir -p /etc/systemd/system/sesame.service.d && printf '[Service]\\nWatchdogSec=20s\\n'"
                + " >/etc/systemd/system/sesame.service.d/watchdog.conf && systemctl daemon-reload"
                + " && systemctl restart sesame && " + ALIVE);
        Thread.sleep(30_000);
        assertThat(property("NRestarts")).as("fed, it stays").isEqualTo("0");
        machine.ok("kill -STOP " + pid());
        machine.await("journalctl -u sesame | grep -q 'Watchdog timeout'", PATIENCE);
        machine.await("[ \"$(systemctl show -P NRestarts sesame)\" = 1 ] && " + ALIVE, PATIENCE);
        machine.ok("rm -r /etc/systemd/system/sesame.service.d && systemctl daemon-reload");
    }

    @Test
    @Order(8)
    void aWrongConfigurationIsNoLoop() throws Exception {
        settings("close-percent: 9", "close-percent: many");
        assertThat(machine.sh("systemctl restart sesame").code()).isNotZero();
        assertThat(property("ActiveState")).isEqualTo("failed");
        assertThat(property("NRestarts")).isEqualTo("0");
        machine.ok("cp /root/good.yaml " + SETTINGS + " && systemctl start sesame && " + ALIVE);
    }

    @Test
    @Order(9)
    void aPasswordIsHandedOverBySystemd() throws Exception {
        machine.ok("mkdir -p /etc/systemd/system/sesame.service.d && printf 'handed-over-by-systemd' >/root/operator"
                + " && chmod 600 /root/operator && printf '[Service]\\nLoadCredential=operator.password:/root/operator\\n'"
                + " >/etc/systemd/system/sesame.service.d/credentials.conf && systemctl daemon-reload");
        settings("secrets/operator.password", "$CREDENTIALS_DIRECTORY/operator.password");
        machine.ok("systemctl restart sesame && ldapwhoami -x -H ldap://127.0.0.1:389 -D " + OPERATOR
                + " -w handed-over-by-systemd && runuser -u sesame -- sesame status && sesame status");
        machine.ok("rm -r /etc/systemd/system/sesame.service.d && systemctl daemon-reload && cp /root/good.yaml "
                + SETTINGS + " && systemctl restart sesame && " + ALIVE);
    }

    @Test
    @Order(10)
    void anUpgradeKeepsWhatTheAdministratorAndTheDirectoryHave() throws Exception {
        machine.ok("runuser -u sesame -- cp -r /usr/share/sesame/demo/extracts/. /var/lib/sesame/extracts/"
                + " && runuser -u sesame -- sesame run");
        String before = machine.ok("sesame status --format csv");
        machine.ok("echo 'SESAME_JAVA_OPTS=-Xmx512m' >>/etc/default/sesame");
        machine.ok("dpkg -i --force-confdef --force-confold /srv/now.deb && " + ALIVE);
        assertThat(machine.ok("sesame status --format csv")).isEqualTo(before);
        assertThat(machine.ok("tail -n 1 /etc/default/sesame")).isEqualTo("SESAME_JAVA_OPTS=-Xmx512m\n");
        assertThat(machine.ok("tr '\\0' ' ' </proc/" + pid() + "/cmdline")).contains("-Xmx512m");
        assertThat(machine.sh("ls /usr/share/sesame/lib/gone-since.jar").code()).isNotZero();
        assertThat(machine.ok("systemctl is-active sesame")).isEqualTo("active\n");
        assertThat(machine.ok("sesame verify")).isNotEmpty();
    }

    @Test
    @Order(11)
    void removedItLeavesTheDataAndInstalledAgainItServesThem() throws Exception {
        String before = machine.ok("sesame status --format csv");
        machine.ok("dpkg -r sesame");
        assertThat(machine.sh("pgrep -u sesame").text()).isEmpty();
        assertThat(machine.ok("ls /var/lib/sesame /etc/sesame")).contains("directory", "secrets", "sesame.yaml");
        machine.ok("dpkg -i /srv/now.deb && " + ALIVE);
        assertThat(machine.ok("sesame status --format csv")).isEqualTo(before);
    }

    @Test
    @Order(12)
    void aRebootStartsIt() throws Exception {
        Path root = machine.root();
        machine.close();
        machine = Machine.boot(root);
        machine.await(ALIVE, PATIENCE);
    }

    @Test
    @Order(13)
    void purgedNothingIsLeftButWhatTheAdministratorMade() throws Exception {
        machine.ok("dpkg -P sesame </dev/null");
        Said user = machine.sh("getent passwd sesame || getent group sesame");
        assertThat(user.text()).isEmpty();
        List<String> left = machine.ok(TRACES)
                .lines()
                .filter(line -> !bare.lines().toList().contains(line))
                .filter(line -> !line.contains("-systemd-logind.service-")) // of this boot, by systemd itself
                .toList();
        assertThat(left.stream().filter(line -> !line.startsWith("/etc/sesame")).toList())
                .containsExactlyInAnyOrder("/root/good.yaml", "/root/operator");
        assertThat(left).contains("/etc/sesame/sesame.yaml");
    }
}
