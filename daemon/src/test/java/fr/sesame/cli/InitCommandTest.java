package fr.sesame.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.config.Configuration;
import fr.sesame.config.SourceSettings;
import fr.sesame.server.door.TestAuthority;
import fr.sesame.setup.FirstInstallation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The first start, with options and with somebody who answers. */
class InitCommandTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC);
    private static final String PASSWORD = "un cheval dans la baignoire";

    @TempDir
    private Path dir;

    private Path conf = Path.of("");
    private Path state = Path.of("");
    private Path passwordFile = Path.of("");

    private record Said(int code, List<String> lines) {
        String all() {
            return String.join("\n", lines);
        }
    }

    /** Who answers with these words, and notes what was asked. */
    private static final class Answering implements Prompts {
        private final Deque<String> answers;
        private final List<String> asked = new ArrayList<>();

        Answering(String... answers) {
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public @Nullable String line(String prompt) {
            asked.add(prompt);
            return answers.poll();
        }

        @Override
        public char @Nullable [] secret(String prompt) {
            asked.add("secret " + prompt);
            String answer = answers.poll();
            return answer == null ? null : answer.toCharArray();
        }
    }

    @BeforeEach
    void somewhere() throws IOException {
        conf = dir.resolve("etc/sesame");
        state = dir.resolve("var");
        passwordFile = Files.writeString(dir.resolve("password"), PASSWORD + "\n");
        Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-------"));
    }

    private Said init(@Nullable Prompts prompts, String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true));
        int code = new CommandLine(new InitCommand(Path.of(".."), CLOCK, terminal, prompts))
                .setErr(terminal.err())
                .execute(Stream.concat(Stream.of("--config", conf.toString()), Arrays.stream(options))
                        .toArray(String[]::new));
        assertThat(out.toString()).isEmpty();
        return new Said(code, err.toString().lines().toList());
    }

    private String[] complete(String... more) {
        List<String> options = new ArrayList<>(List.of(
                "--state=" + state,
                "--name=Université d'Essai: \"la nôtre\" # 1",
                "--uai=0860856n",
                "--mail-domain=Essai.example",
                "--base=dc=essai,dc=example",
                "--sources=siham,apogee",
                "--operator=admin-jdupont",
                "--operator-password-file=" + passwordFile));
        for (String option : more) {
            options.removeIf(given -> given.startsWith(option.substring(0, option.indexOf('=') + 1)));
            options.add(option);
        }
        return options.toArray(String[]::new);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(passwordFile))
                    .map(dir::relativize)
                    .sorted()
                    .toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void optionsMakeAConfigurationThatCanBeUsed() throws Exception {
        Said said = init(null, complete("--zone=Indian/Reunion", "--lang=en", "--ldap-port=1389"));

        assertThat(said.code()).as(said.all()).isEqualTo(ExitCode.OK);
        assertThat(files())
                .extracting(Path::toString)
                .containsExactly(
                        "etc/sesame/sesame.yaml",
                        "etc/sesame/sources/apogee.yaml",
                        "etc/sesame/sources/siham.yaml",
                        "var/secrets/admin-jdupont.password");
        Configuration made = Configuration.load(conf);
        assertThat(made.state()).isEqualTo(state);
        assertThat(made.institution().name()).isEqualTo("Université d'Essai: \"la nôtre\" # 1");
        assertThat(made.institution().uai()).isEqualTo("0860856N");
        assertThat(made.institution().mailDomain()).isEqualTo("essai.example");
        assertThat(made.institution().zone()).hasToString("Indian/Reunion");
        assertThat(made.institution().language()).isEqualTo(Locale.ENGLISH);
        assertThat(made.directory().base()).isEqualTo("dc=essai,dc=example");
        assertThat(made.directory().port()).isEqualTo(1389);
        assertThat(made.server().ldapPort()).isEqualTo(1389);
        assertThat(made.server().door().tls()).isEmpty();
        assertThat(made.sources()).extracting(SourceSettings::name).containsExactly("siham", "apogee");
        assertThat(made.access().services().get("admin-jdupont").role().word()).isEqualTo("operator");
        assertThat(said.lines())
                .endsWith("  sesame check --config " + conf, "  sesame serve --config " + conf)
                .contains("the first operator binds as cn=admin-jdupont,ou=services,dc=essai,dc=example");
    }

    @Test
    void theCommentsOfTheShippedConfigurationStay() throws Exception {
        assertThat(init(null, complete("--name=Essai")).code()).isZero();
        List<String> shipped = comments(Path.of("../conf/sesame.yaml"));
        List<String> made = comments(conf.resolve("sesame.yaml"));
        assertThat(made).containsAll(shipped).hasSize(shipped.size() + 1);
        assertThat(Files.readString(conf.resolve("sources/apogee.yaml")))
                .isEqualTo(Files.readString(Path.of("../conf/sources/apogee.yaml")));
    }

    private static List<String> comments(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.contains("# "))
                .map(line -> line.substring(line.lastIndexOf("# ")))
                .toList();
    }

    @Test
    void whoeverIsNotTheServiceReadsNothing() throws Exception {
        assertThat(init(null, complete()).code()).isZero();
        assertThat(mode(conf)).isEqualTo("rwxr-x---");
        assertThat(mode(conf.resolve("sesame.yaml"))).isEqualTo("rw-r-----");
        assertThat(mode(conf.resolve("sources/siham.yaml"))).isEqualTo("rw-r-----");
        assertThat(mode(state)).isEqualTo("rwx------");
        assertThat(mode(state.resolve("extracts"))).isEqualTo("rwx------");
        Path secret = state.resolve("secrets/admin-jdupont.password");
        assertThat(mode(secret)).isEqualTo("rw-------");
        assertThat(Files.readString(secret)).startsWith("{ARGON2}").doesNotContain(PASSWORD);
    }

    @Test
    void theServiceIsWhoeverOwnsTheFolderOfItsState() throws Exception {
        String owner = Files.getOwner(dir).getName();
        assertThat(FirstInstallation.serviceOf(dir, owner)).isEmpty();
        assertThat(FirstInstallation.serviceOf(dir, owner + "-not")).contains(owner);
        assertThat(FirstInstallation.serviceOf(dir.resolve("none"), owner)).isEmpty();
    }

    @Test
    void withoutATerminalEverythingThatIsMissingIsSaidAtOnce() throws Exception {
        Said said = init(null, "--name=Essai", "--lang=en");
        assertThat(said.code()).isEqualTo(ExitCode.USAGE);
        assertThat(said.lines())
                .containsExactly(
                        "without a terminal these options are needed: --uai, --mail-domain, --base, --sources, --operator,"
                                + " --operator-password-file",
                        "nothing was written");
        assertThat(init(null).lines())
                .anyMatch(line -> line.startsWith("sans terminal, ces options sont nécessaires : --name"));
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --uai=0751717K                 | 'la lettre n''est pas celle'
            --uai=751717J                  | sept chiffres et une lettre
            --base=dc=essai, dc=example    | sans espaces
            --base=cn=essai,dc=example     | commençant par dc=, o= ou ou=
            --mail-domain=essai            | comme univ.example
            --zone=Europe/Pariis           | comme Europe/Paris ou Indian/Reunion
            --sources=apogee,pstage        | 'apogee, siham, harpege, saghe'
            --sources=apogee,apogee        | chacune une fois
            --operator=operator            | sont à Sésame
            --operator=Admin               | mots en minuscules
            --state=var/sesame             | un chemin absolu
            --tls-key=/etc/hostname        | une clé sans certificat
            --tls-certificate=/none        | un fichier lisible
            """)
    void aWrongOptionIsNamedWithWhatIsExpected(String option, String expected) throws Exception {
        Said said = init(null, complete(option));
        assertThat(said.code()).isEqualTo(ExitCode.USAGE);
        assertThat(said.lines())
                .anyMatch(line ->
                        line.startsWith(option.substring(0, option.indexOf('=')) + ": ") && line.contains(expected))
                .endsWith("rien n'a été écrit");
        assertThat(files()).isEmpty();
    }

    @Test
    void aPasswordThatIsWeakOrThatOthersReadIsRefused() throws Exception {
        Files.writeString(passwordFile, "Password1");
        assertThat(init(null, complete()).code()).isEqualTo(ExitCode.REFUSED);
        Files.writeString(passwordFile, PASSWORD);
        Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-r--r--"));
        Said said = init(null, complete());
        assertThat(said.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(said.all()).contains("chmod 600 " + passwordFile).doesNotContain(PASSWORD);
        assertThat(files()).isEmpty();
    }

    @Test
    void whatIsThereIsNeverWrittenOver() throws Exception {
        assertThat(init(null, complete()).code()).isZero();
        byte[] before = Files.readAllBytes(conf.resolve("sesame.yaml"));
        Said said = init(null, complete("--lang=en"));
        assertThat(said.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(said.all())
                .contains("already there: " + conf.resolve("sesame.yaml"), "move it away", "sesame check");
        assertThat(Files.readAllBytes(conf.resolve("sesame.yaml"))).isEqualTo(before);

        conf = dir.resolve("other");
        Files.createDirectories(conf.resolve("sources"));
        Files.writeString(conf.resolve("sources/apogee.yaml"), "enabled: false\n");
        said = init(null, complete());
        assertThat(said.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(said.all()).contains(conf.resolve("sources/apogee.yaml").toString());
        assertThat(Files.exists(conf.resolve("sesame.yaml"))).isFalse();

        Files.createDirectories(state.resolve("directory"));
        Files.writeString(state.resolve("directory/data.mdb"), "entries");
        said = init(null, complete());
        assertThat(said.code()).isEqualTo(ExitCode.USAGE);
        assertThat(said.all()).contains("il y a déjà des entrées : " + state.resolve("directory"));
    }

    @Test
    void whatAKilledOneHasLeftIsInNobodysWay() throws Exception {
        assertThat(init(null, complete()).code()).isZero();
        Files.delete(conf.resolve("sesame.yaml")); // the last to come
        Path secret = state.resolve("secrets/admin-jdupont.password");
        String before = Files.readString(secret);
        assertThat(init(null, complete()).code()).isZero();
        assertThat(Files.readString(secret)).isEqualTo(before);
        assertThat(Configuration.load(conf).sources()).hasSize(2);
    }

    @Test
    void ifOneCannotBeMadeNoneIs() throws Exception {
        Files.createDirectories(conf);
        Files.writeString(conf.resolve("sources"), "no folder");
        Said said = init(null, complete());
        assertThat(said.code()).as(said.all()).isEqualTo(ExitCode.REFUSED);
        assertThat(said.all()).contains("tout n'a pas pu être écrit", "sources", "rien n'a été écrit");
        assertThat(files()).extracting(Path::toString).containsExactly("etc/sesame/sources");
        assertThat(state).doesNotExist();
    }

    @Test
    void onATerminalItAsksUntilTheAnswerIsOne() throws Exception {
        Answering somebody = new Answering(
                state.toString(),
                "Université d'Essai",
                "0860856M",
                "0860856N",
                "essai",
                "essai.example",
                "", // the base that follows from the domain
                "",
                "", // no TLS
                "apogee pstage",
                "apogee",
                "operator",
                "admin-jdupont",
                "motdepasse",
                PASSWORD,
                "autre chose que la baignoire",
                PASSWORD,
                PASSWORD);
        Said said = init(somebody);

        assertThat(said.code()).as(said.all()).isZero();
        assertThat(somebody.asked)
                .contains(
                        "Son code national (UAI) : ",
                        "DN sous lequel se trouve l'annuaire [dc=essai,dc=example] : ",
                        "secret Mot de passe de admin-jdupont (non affiché) : ")
                .noneMatch(prompt -> prompt.startsWith("Fichier PEM de sa clé"));
        assertThat(said.lines())
                .anyMatch(line -> line.startsWith("« 0860856M » : la lettre n'est pas celle"))
                .anyMatch(line -> line.startsWith("« essai » n'est pas un domaine"))
                .anyMatch(line -> line.startsWith("« apogee pstage » ne nomme pas"))
                .contains("les deux n'étaient pas identiques");
        assertThat(said.all()).doesNotContain(PASSWORD).doesNotContain("motdepasse");
        assertThat(Configuration.load(conf).directory().base()).isEqualTo("dc=essai,dc=example");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 9, 10})
    void whoGivesUpHasChangedNothing(int answered) throws Exception {
        List<String> answers = List.of(
                state.toString(), "Essai", "0860856N", "essai.example", "", "", "", "apogee", "admin", PASSWORD);
        Said said = init(new Answering(answers.subList(0, answered).toArray(String[]::new)), "--lang=en");
        assertThat(said.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(said.lines()).endsWith("nothing was written");
        assertThat(files()).isEmpty();
    }

    @Test
    void onlyWhatNoOptionSaysIsAsked() throws Exception {
        Answering somebody = new Answering("", "");
        assertThat(init(somebody, complete("--uai=0860856N")).code()).isZero();
        assertThat(somebody.asked).isEmpty();
    }

    @Test
    void aCertificateHasToBeTheKeys() throws Exception {
        TestAuthority authority = new TestAuthority("Essai CA", CLOCK.instant());
        TestAuthority.Issued one = authority.issue("ldap.essai.example", "EC", Duration.ofDays(90));
        TestAuthority.Issued other = authority.issue("ldap.essai.example", "EC", Duration.ofDays(90));
        Path certificate = dir.resolve("cert.pem");
        Path key = dir.resolve("key.pem");
        Path wrongKey = dir.resolve("wrong.pem");
        TestAuthority.write(certificate, one.certificate());
        TestAuthority.write(key, new PemObject("PRIVATE KEY", one.key().getEncoded()));
        TestAuthority.write(wrongKey, new PemObject("PRIVATE KEY", other.key().getEncoded()));

        Said said = init(null, complete("--tls-certificate=" + certificate, "--tls-key=" + wrongKey));
        assertThat(said.code()).isEqualTo(ExitCode.USAGE);
        assertThat(said.all()).contains("--tls-key: ", "is not that of the private key");
        assertThat(init(null, complete("--tls-certificate=" + certificate)).all())
                .contains("un certificat sans sa clé");

        said = init(null, complete("--tls-certificate=" + certificate, "--tls-key=" + key, "--ldaps-port=1636"));
        assertThat(said.code()).as(said.all()).isZero();
        assertThat(Configuration.load(conf).server().door().tls()).hasValueSatisfying(tls -> {
            assertThat(tls.ldapsPort()).isEqualTo(1636);
            assertThat(tls.key().files()).containsExactly(certificate, key);
        });
    }

    @Test
    void bothLanguagesSayTheSameThings() {
        ResourceBundle french = InitWords.bundle(Locale.FRENCH);
        ResourceBundle english = InitWords.bundle(Locale.ENGLISH);
        assertThat(french.getLocale()).isEqualTo(Locale.FRENCH);
        assertThat(french.keySet()).isEqualTo(english.keySet());
        for (String key : english.keySet()) {
            assertThat(places(french.getString(key))).as(key).isEqualTo(places(english.getString(key)));
        }
        for (Question question : Question.values()) {
            assertThat(english.keySet()).contains(question.key() + ".ask", question.key() + ".wrong");
        }
    }

    private static Set<String> places(String text) {
        return Pattern.compile("\\{\\d}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
