package fr.sesame.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers take the exported schema, and an entry of ours. Needs Debian's packages slapd and 389-ds-base. */
@Tag("slow")
class ForeignServersTest {
    private static final String TREE = """
            dn: dc=univ,dc=example
            objectClass: dcObject
            objectClass: organization
            dc: univ
            o: Univ

            dn: uid=scarpentier,dc=univ,dc=example
            objectClass: inetOrgPerson
            objectClass: supannPerson
            objectClass: eduPerson
            objectClass: schacEntryMetadata
            objectClass: shadowAccount
            objectClass: sesameAccount
            uid: scarpentier
            cn: Sarah Carpentier
            sn: Carpentier
            supannEmpId: UDM000111120
            supannRefId: {SIHAM}UDM000111120
            supannOIDCDateDeNaissance: 1990-01-11
            eduPersonAffiliation: member
            eduPersonAffiliation: student
            eduPersonPrimaryAffiliation: student
            eduPersonScopedAffiliation: member@univ.example
            supannEntiteAffectation: UFRSCI
            supannEntiteAffectationPrincipale: UFRSCI
            supannCodePopulation: {SUPANN}AGE
            supannEtuInscription: [etab={UAI}0751717J][anneeinsc=2026][affect=UFRSCI][population={SUPANN}AGE][datefin=20271231225959Z]
            supannEtuAnneeInscription: 2026
            supannEtuDateFin: 20271231225959Z
            supannEmpProfil: [etab={UAI}0751717J][affil=employee][affect=DSI][population={SUPANN}RGP]
            supannEmpDateFin: 20301231225959Z
            supannExtProfil: [etab={UAI}0751717J][affil=affiliate][population={SUPANN}PXI]
            supannExtDateFin: 20301231225959Z
            schacExpiryDate: 20301231000000Z
            sesameState: active
            sesameTimeline: prepared 20260524220000Z=active
            sesameNextChange: 20301231000000Z
            sesameMayBind: FALSE
            shadowExpire: 1
            supannRessourceEtat: {COMPTE}S:SupannVerrouTechnique
            supannRessourceEtatDate: {COMPTE}S:SupannVerrouTechnique:20261123:
            sesameSourceKey: siham:UDM000111120
            sesameAffiliation: [source=siham][key=UDM000111120][population=staff]
            """;

    private static final String CONFIG = """
            dn: cn=config
            objectClass: olcGlobal
            cn: config

            dn: cn=schema,cn=config
            objectClass: olcSchemaConfig
            cn: schema

            """;

    @TempDir
    Path folder;

    private String run(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new AssertionError(command[0] + " is not there; install Debian's packages slapd and 389-ds-base", e);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s said: %s", Arrays.toString(command), said)
                .isZero();
        return said;
    }

    private List<String> config(String schemas) {
        List<String> lines = new ArrayList<>();
        for (String standard : List.of("core", "cosine", "nis", "inetorgperson")) {
            lines.add("include /etc/ldap/schema/" + standard + ".schema");
        }
        lines.add(schemas);
        lines.add("modulepath /usr/lib/ldap");
        lines.add("moduleload back_mdb");
        lines.add("moduleload ppolicy");
        lines.add("database mdb");
        lines.add("suffix dc=univ,dc=example");
        lines.add("directory " + folder.resolve("db"));
        lines.add("overlay ppolicy");
        return lines;
    }

    @Test
    void slapdTakesTheSchemaFilesAndAnEntry() throws Exception {
        List<Path> files = SchemaExport.write(folder, SchemaExport.Format.OPENLDAP_SCHEMA);
        String includes =
                String.join("\n", files.stream().map(file -> "include " + file).toList());
        Files.createDirectory(folder.resolve("db"));
        Path config = Files.write(folder.resolve("slapd.conf"), config(includes));
        run("/usr/sbin/slaptest", "-u", "-f", config.toString());
        Path ldif = Files.writeString(folder.resolve("tree.ldif"), TREE + "pwdAccountLockedTime: 000001010000Z\n");
        run("/usr/sbin/slapadd", "-f", config.toString(), "-l", ldif.toString());
        assertThat(run("/usr/sbin/slapcat", "-f", config.toString(), "-a", "(sesameNextChange<=20310101000000Z)"))
                .contains("uid: scarpentier", "shadowExpire: 1", "pwdAccountLockedTime: 000001010000Z");
        assertThat(run(
                        "/usr/sbin/slapcat",
                        "-f",
                        config.toString(),
                        "-a",
                        "(&(sesameMayBind=FALSE)(supannRessourceEtat={COMPTE}S:*))"))
                .contains("uid: scarpentier");
    }

    @Test
    void slapdTakesTheConfigurationEntries() throws Exception {
        List<Path> files = SchemaExport.write(folder, SchemaExport.Format.OPENLDAP_LDIF);
        Path config = Files.createDirectory(folder.resolve("slapd.d"));
        StringBuilder all = new StringBuilder(CONFIG);
        for (String standard : List.of("core", "cosine", "nis", "inetorgperson")) {
            all.append("include: file:///etc/ldap/schema/").append(standard).append(".ldif\n\n");
        }
        for (Path file : files) {
            all.append(Files.readString(file)).append('\n');
        }
        Path ldif = Files.writeString(folder.resolve("config.ldif"), all);
        run("/usr/sbin/slapadd", "-n", "0", "-F", config.toString(), "-l", ldif.toString());
        run("/usr/sbin/slaptest", "-u", "-F", config.toString());
    }

    @Test
    void nsSlapdTakesTheSchemaFilesAndAnEntry() throws Exception {
        String name = "sesame" + ProcessHandle.current().pid();
        Path defaults = Path.of("/usr/share/dirsrv/inf/defaults.inf");
        assertThat(defaults)
                .as("389-ds-base is not there; install Debian's package")
                .exists();
        Path template = Files.write(
                folder.resolve("instance.inf"),
                List.of(
                        "[general]",
                        "strict_host_checking = False",
                        "systemd = False",
                        "[slapd]",
                        "instance_name = " + name,
                        "port = 33389",
                        "self_sign_cert = False",
                        "root_password = only-for-this-test",
                        "[backend-userroot]",
                        "suffix = dc=univ,dc=example",
                        "sample_entries = no"));
        String original = Files.readString(defaults);
        Files.writeString(defaults, original.replace("with_systemd = 1", "with_systemd = 0"));
        try {
            run("/usr/sbin/dscreate", "from-file", template.toString());
            run("/usr/sbin/dsctl", name, "stop");
            Path schema = Path.of("/etc/dirsrv/slapd-" + name + "/schema");
            for (Path file : SchemaExport.write(folder, SchemaExport.Format.DS389)) {
                Files.copy(file, schema.resolve(file.getFileName().toString()));
            }
            Path ldif = Files.writeString(
                    Path.of("/var/lib/dirsrv/slapd-" + name + "/ldif/tree.ldif"), TREE + "nsAccountLock: TRUE\n");
            run("/usr/sbin/dsctl", name, "ldif2db", "userRoot", ldif.toString());
            run("/usr/sbin/dsctl", name, "start");
            assertThat(run(
                            "/usr/bin/ldapsearch",
                            "-x",
                            "-LLL",
                            "-H",
                            "ldap://127.0.0.1:33389",
                            "-D",
                            "cn=Directory Manager",
                            "-w",
                            "only-for-this-test",
                            "-b",
                            "dc=univ,dc=example",
                            "(sesameNextChange<=20310101000000Z)",
                            "*",
                            "nsAccountLock"))
                    .contains("uid: scarpentier", "nsAccountLock: TRUE", "shadowExpire: 1");
            try (Stream<String> log = Files.lines(Path.of("/var/log/dirsrv/slapd-" + name + "/errors"))) {
                assertThat(log.filter(line -> line.contains("dse_read_one_file") || line.contains("attr_syntax")))
                        .isEmpty();
            }
        } finally {
            new ProcessBuilder("/usr/sbin/dsctl", name, "remove", "--do-it")
                    .start()
                    .waitFor();
            Files.writeString(defaults, original);
        }
    }
}
