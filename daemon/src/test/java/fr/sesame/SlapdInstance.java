package fr.sesame;

import com.sun.security.auth.module.UnixSystem;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import fr.sesame.schema.SchemaExport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Debian's slapd as its package sets it up, and then as docs/foreign-directory.md says; in a folder, on a port of its own. */
final class SlapdInstance implements AutoCloseable {
    static final String BASE = "dc=univ,dc=example";
    static final String USER = "cn=sesame,ou=services," + BASE;
    static final String ADMIN = "cn=admin," + BASE;
    static final String ADMIN_PASSWORD = "of-the-administrator";

    private static final Path TEMPLATE = Path.of("/usr/share/slapd/slapd.init.ldif");
    private static final Path PAGE = Path.of("..", "docs", "foreign-directory.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```ldif\n(.*?)^```$");
    private static final String PASSWORD = "of-the-daemon";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int POLL_MILLIS = 20;

    private final Path folder;
    private final int port;
    private final Path log;
    private Process process;

    private SlapdInstance(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        this.log = folder.resolve("slapd.log");
    }

    /**
     * Sets one up in that folder, without people.
     *
     * @throws IllegalStateException naming the Debian packages, if they are not there
     */
    static SlapdInstance start(Path folder) throws IOException, InterruptedException {
        for (String needed : List.of("/usr/sbin/slapd", TEMPLATE.toString(), "/usr/bin/ldapmodify")) {
            if (Files.notExists(Path.of(needed))) {
                throw new IllegalStateException(
                        needed + " is not there; install Debian's packages slapd and ldap-utils");
            }
        }
        Files.createDirectories(folder.resolve("db"));
        Files.createDirectories(folder.resolve("slapd.d"));
        Files.writeString(folder.resolve("openldap.password"), PASSWORD);
        SlapdInstance slapd = new SlapdInstance(folder, freePort());
        slapd.installed();
        slapd.start();
        slapd.asThePageSays();
        return slapd;
    }

    /** What Debian's package does when it is installed. */
    private void installed() throws IOException, InterruptedException {
        UnixSystem us = new UnixSystem();
        String configuration = Files.readString(TEMPLATE)
                .replace("@SUFFIX@", BASE)
                .replace("@PASSWORD@", ADMIN_PASSWORD)
                .replace("/var/lib/ldap", folder.resolve("db").toString())
                .replace("/var/run/slapd", folder.toString())
                .replace("gidNumber=0+uidNumber=0", "gidNumber=" + us.getGid() + "+uidNumber=" + us.getUid());
        run("/usr/sbin/slapadd", "-n", "0", "-F", settings(), "-l", write("init.ldif", configuration));
        String top = "dn: " + BASE + "\nobjectClass: dcObject\nobjectClass: organization\ndc: univ\no: Univ\n";
        run("/usr/sbin/slapadd", "-F", settings(), "-l", write("top.ldif", top));
    }

    private void asThePageSays() throws IOException, InterruptedException {
        for (Path schema : SchemaExport.write(folder.resolve("schema"), SchemaExport.Format.OPENLDAP_LDIF)) {
            configure("ldapadd", schema.toString());
        }
        List<String> blocks = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        configure("ldapmodify", write("database.ldif", blocks.get(0)));
        as(ADMIN, "ldapadd", "-f", write("tree.ldif", blocks.get(1)));
        as(ADMIN, "ldappasswd", "-T", passwordFile().toString(), USER);
    }

    /** Changes {@code cn=config}, as root does it. */
    private void configure(String command, String file) throws IOException, InterruptedException {
        run("/usr/bin/" + command, "-Q", "-Y", "EXTERNAL", "-H", socket(), "-f", file);
    }

    /** Changes {@code cn=config} by that LDIF. */
    void configure(String ldif) throws IOException, InterruptedException {
        configure("ldapmodify", write("change.ldif", ldif));
    }

    private void as(String user, String command, String... words) throws IOException, InterruptedException {
        String[] all = new String[words.length + 8];
        String[] first = {
            "/usr/bin/" + command,
            "-x",
            "-H",
            "ldap://127.0.0.1:" + port,
            "-D",
            user,
            "-y",
            write("admin.password", ADMIN_PASSWORD)
        };
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(words, 0, all, first.length, words.length);
        run(all);
    }

    /** Starts it, again if it was stopped. */
    void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        "/usr/sbin/slapd",
                        "-d",
                        "0",
                        "-F",
                        settings(),
                        "-h",
                        "ldap://127.0.0.1:" + port + "/ " + socket())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        long begin = System.nanoTime();
        while (true) {
            try (LDAPConnection connection = new LDAPConnection("127.0.0.1", port)) {
                connection.getRootDSE();
                return;
            } catch (LDAPException e) {
                if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new IOException("slapd does not start: " + Files.readString(log), e);
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    /** Stops it; its entries stay. */
    void stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("slapd did not stop within " + PATIENCE);
        }
    }

    int port() {
        return port;
    }

    /** Of {@link #USER}. */
    Path passwordFile() {
        return folder.resolve("openldap.password");
    }

    /** Where its entries are. */
    Path data() {
        return folder.resolve("db");
    }

    /** What it has used of the processors since it was started, its system calls included. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The version of the package. */
    String version() throws IOException, InterruptedException {
        return run("/usr/bin/dpkg-query", "--show", "--showformat=${Version}", "slapd");
    }

    LDAPConnection connect(String user, String password) throws LDAPException {
        return new LDAPConnection("127.0.0.1", port, user, password);
    }

    LDAPConnection admin() throws LDAPException {
        return connect(ADMIN, ADMIN_PASSWORD);
    }

    /** The {@code directory} of a {@code sesame.yaml} that drives it, in the place of the shipped one. */
    String follow(String sesameYaml) {
        return sesameYaml
                .replaceFirst("(?m)^  port: \\d+", "  port: " + port)
                .replaceFirst("(?m)^  server: sesame", "  server: openldap")
                .replaceFirst("(?m)^  user: operator", "  user: " + USER)
                .replaceFirst("(?m)^  password-file: \\S+", "  password-file: '" + passwordFile() + "'");
    }

    private String settings() {
        return folder.resolve("slapd.d").toString();
    }

    private String socket() {
        return "ldapi://" + folder.resolve("ldapi").toString().replace("/", "%2F");
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue() + ": " + said);
        }
        return said;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
    }
}
