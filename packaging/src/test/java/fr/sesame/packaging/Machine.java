package fr.sesame.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A bare Debian that boots with its own systemd in a container, with a network of its own. Needs root, and Debian's packages
 * debootstrap and systemd-container.
 */
final class Machine implements AutoCloseable {
    private static final Duration BOOT = Duration.ofMinutes(2);
    private static final String SUITE = System.getProperty("boot.suite", "bookworm");

    private final Path root;
    private final Process container;
    private final long init;

    private Machine(Path root, Process container, long init) {
        this.root = root;
        this.container = container;
        this.init = init;
    }

    /** What a command has said, both ways, and how it ended. */
    record Said(int code, String text) {}

    /** Runs it on this host. */
    static Said run(List<String> command) throws Exception {
        try {
            Path said = Files.createTempFile("said", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            process.getOutputStream().close();
            int code = process.waitFor();
            String text = Files.readString(said, StandardCharsets.UTF_8);
            Files.delete(said);
            return new Said(code, text);
        } catch (IOException e) {
            throw new AssertionError(
                    command.get(0) + " is not there; apt-get install debootstrap systemd-container lintian", e);
        }
    }

    private static void must(String... command) throws Exception {
        Said said = run(List.of(command));
        assertThat(said.code())
                .as(String.join(" ", command) + "\n" + said.text())
                .isZero();
    }

    /**
     * Makes a Debian with these packages, once; it is kept in that folder.
     *
     * @param folder of all machines
     * @return a fresh copy of it
     */
    static Path debian(Path folder, String name, String... packages) throws Exception {
        Path made = folder.resolve(SUITE);
        if (Files.notExists(made)) {
            Path making = folder.resolve(SUITE + ".new");
            delete(making);
            Files.createDirectories(folder);
            must(
                    "debootstrap",
                    "--variant=minbase",
                    "--include=systemd,systemd-sysv,dbus,iproute2,procps",
                    SUITE,
                    making.toString());
            must("cp", "-a", "/etc/apt/sources.list.d/debian.sources", making + "/etc/apt/sources.list.d/");
            Files.writeString(making.resolve("etc/apt/sources.list"), "");
            inside(making, "apt-get", "update");
            List<String> install = new ArrayList<>(List.of("apt-get", "install", "-y", "--no-install-recommends"));
            install.addAll(List.of(packages));
            inside(making, install.toArray(String[]::new));
            run(List.of("umount", "--lazy", making + "/proc", making + "/sys")); // debootstrap leaves them where it may
            Files.move(making, made);
        }
        Path copy = folder.resolve(name);
        delete(copy);
        must("cp", "-a", "--one-file-system", "--reflink=auto", made.toString(), copy.toString());
        return copy;
    }

    private static void inside(Path root, String... command) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "systemd-nspawn",
                "--quiet",
                "--register=no",
                "--keep-unit",
                "--pipe",
                "--setenv=DEBIAN_FRONTEND=noninteractive",
                "-D",
                root.toString()));
        all.addAll(List.of(command));
        must(all.toArray(String[]::new));
    }

    private static void delete(Path folder) throws Exception {
        must("rm", "-rf", "--one-file-system", folder.toString());
    }

    /** Boots it, and waits until it has. */
    static Machine boot(Path root) throws Exception {
        Process container = new ProcessBuilder(
                        "systemd-nspawn",
                        "--quiet",
                        "--boot",
                        "--register=no",
                        "--keep-unit",
                        "--private-network",
                        "--console=read-only",
                        "-D",
                        root.toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        root.resolveSibling(root.getFileName() + ".console").toFile())
                .start();
        long end = System.nanoTime() + BOOT.toNanos();
        while (System.nanoTime() < end && container.isAlive()) {
            List<ProcessHandle> children = container.children().toList();
            if (!children.isEmpty()) {
                Machine machine = new Machine(root, container, children.get(0).pid());
                String state =
                        machine.sh("systemctl is-system-running --wait").text().strip();
                if (state.equals("running") || state.equals("degraded")) {
                    return machine;
                }
            }
            Thread.sleep(200);
        }
        container.destroy();
        throw new AssertionError("it does not boot; see " + root + ".console");
    }

    /** Runs a line of the shell in it, as root. */
    Said sh(String line) throws Exception {
        return run(List.of(
                "nsenter",
                "--all",
                "--target",
                Long.toString(init),
                "env",
                "-i",
                "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                "LANG=C.UTF-8",
                "DEBIAN_FRONTEND=noninteractive",
                "sh",
                "-c",
                "cd / && { " + line + "\n}"));
    }

    /** The same; it has to end well. What it has said. */
    String ok(String line) throws Exception {
        Said said = sh(line);
        assertThat(said.code()).as(line + "\n" + said.text()).isZero();
        return said.text();
    }

    /** Waits until a line of the shell ends well. */
    void await(String line, Duration longest) throws Exception {
        long end = System.nanoTime() + longest.toNanos();
        while (sh(line).code() != 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + longest + ": " + line + "\n"
                        + sh("journalctl -u sesame -n 40 --no-pager").text());
            }
            Thread.sleep(100);
        }
    }

    Path root() {
        return root;
    }

    /** Halts it. */
    @Override
    public void close() throws Exception {
        sh("systemctl poweroff --no-block");
        if (!container.waitFor(1, TimeUnit.MINUTES)) {
            container.destroyForcibly().waitFor();
        }
    }
}
