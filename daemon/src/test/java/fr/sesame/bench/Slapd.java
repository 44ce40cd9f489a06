package fr.sesame.bench;

import fr.sesame.schema.Attributes;
import fr.sesame.server.DirectoryPartition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Debian's slapd on its mdb backend, with our schema, indices and rules of access; commits are synced, as is its default. */
final class Slapd implements Contestant {
    private static final String PROGRAM = "/usr/sbin/slapd";
    private static final String ADDER = "/usr/sbin/slapadd";
    private static final String MODULES = "/usr/lib/ldap";
    private static final List<String> STANDARD_SCHEMAS = List.of("core", "cosine", "inetorgperson");
    /** A map of the address space, not of the disk. */
    private static final long MAX_BYTES = 64L << 30;

    /** Those of {@code EmbeddedDirectory}, and those that both storages need for themselves. */
    private static final List<String> ALWAYS_INDEXED = List.of("objectClass", "entryCSN", "entryUUID");

    /** What Sésame shows to the operator and to oneself alone, so that both send the same answer. */
    private static final List<String> NOT_FOR_SERVICES = List.of(
            Attributes.SOURCE_KEY,
            Attributes.AFFILIATION,
            Attributes.PERSON_NUMBER,
            Attributes.LOCK,
            Attributes.SUPANN_BIRTH_DATE,
            Attributes.SUPANN_BIRTH_NAME,
            Attributes.SUPANN_INE);

    private final Path folder;
    private final int port;

    private Slapd(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** @param sesame says the schema */
    static Slapd prepare(Path folder, Sesame sesame) throws IOException, InterruptedException {
        for (String file : List.of(PROGRAM, ADDER, MODULES + "/back_mdb.so", MODULES + "/pw-sha2.so")) {
            Commands.needed(file, "slapd");
        }
        Slapd slapd = new Slapd(folder, Commands.freePort());
        Files.createDirectories(slapd.data());
        Files.write(slapd.configuration(), slapd.settings(sesame.writeSchema(folder)));
        return slapd;
    }

    private Path configuration() {
        return folder.resolve("slapd.conf");
    }

    private List<String> settings(List<Path> schemas) {
        List<String> lines = new ArrayList<>();
        STANDARD_SCHEMAS.forEach(
                schema -> lines.add("include " + Commands.needed("/etc/ldap/schema/" + schema + ".schema", "slapd")));
        schemas.forEach(schema -> lines.add("include " + schema));
        lines.add("pidfile " + folder.resolve("slapd.pid"));
        lines.add("modulepath " + MODULES);
        lines.add("moduleload back_mdb");
        lines.add("moduleload pw-sha2");
        lines.add("loglevel none");
        lines.add("sizelimit unlimited");
        lines.add("database mdb");
        lines.add("suffix " + Tree.BASE);
        lines.add("directory " + data());
        lines.add("maxsize " + MAX_BYTES);
        ALWAYS_INDEXED.forEach(attribute -> lines.add("index " + attribute + " eq"));
        for (String attribute : DirectoryPartition.INDEXED) {
            boolean pieces = DirectoryPartition.SUBSTRING_INDEXED.contains(attribute);
            lines.add("index " + attribute + (pieces ? " eq,sub" : " eq"));
        }
        lines.add("access to attrs=userPassword by dn.exact=" + Tree.OPERATOR
                + " =w by self =xw by anonymous auth by * none");
        lines.add("access to attrs=" + String.join(",", NOT_FOR_SERVICES) + " by dn.exact=" + Tree.OPERATOR
                + " write by self read by * none");
        lines.add("access to dn.subtree=" + Tree.BASE + " by dn.exact=" + Tree.OPERATOR + " write by dn.children="
                + Tree.SERVICES + " read by self read by * none");
        return lines;
    }

    @Override
    public String name() {
        return "slapd";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<String> command() {
        // -d keeps it in the foreground, and 0 keeps it quiet.
        return List.of(PROGRAM, "-d", "0", "-f", configuration().toString(), "-h", "ldap://127.0.0.1:" + port + "/");
    }

    @Override
    public Path data() {
        return folder.resolve("db");
    }

    @Override
    public Path log() {
        return folder.resolve("slapd.log");
    }

    @Override
    public Loaded load(Path ldif) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Commands.run(log(), List.of(ADDER, "-q", "-f", configuration().toString(), "-l", ldif.toString()));
        return new Loaded("slapadd -q", Duration.ofNanos(System.nanoTime() - begin));
    }

    @Override
    public String describe() throws IOException, InterruptedException {
        String version = Commands.run(log(), List.of("dpkg-query", "--show", "--showformat=${Version}", "slapd"));
        return "Debian's slapd " + version + ", mdb, synced commits, `{SSHA512}`";
    }
}
