package fr.sesame.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which settings of the shipped configuration a running service takes over, and which not. */
class NeedsRestartTest {
    @TempDir
    Path folder;

    private Configuration running;

    @BeforeEach
    void read() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("..", "conf"))) {
            for (Path file : files.toList()) {
                Path copy =
                        folder.resolve(Path.of("..", "conf").relativize(file).toString());
                if (!Files.isDirectory(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
        running = Configuration.load(folder);
    }

    private void change(String found, String replacement) throws IOException {
        Path file = folder.resolve("sesame.yaml");
        String before = Files.readString(file);
        assertThat(before).contains(found);
        Files.writeString(file, before.replace(found, replacement));
    }

    @Test
    void theSameConfigurationReadAgainNeedsNone() throws Exception {
        assertThat(NeedsRestart.between(running, Configuration.load(folder))).isEmpty();
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            close-percent: 5          | close-percent: 9
            look-ahead-days: 7        | look-ahead-days: 3
            max-length: 20            | max-length: 12
            name: Université de Sésame| name: Université de Bourges
            # language: en            | language: en
            # limits: {connections: 8192, connections-per-address: 256} | limits: {connections: 10}
            """)
    void isTakenOver(String found, String replacement) throws Exception {
        change(found, replacement);
        Configuration read = Configuration.load(folder);
        assertThat(read).isNotEqualTo(running);
        assertThat(NeedsRestart.between(running, read)).isEmpty();
    }

    @ParameterizedTest(name = "{0} becomes {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            state: /var/lib/sesame    | state: /var/lib/other     | state, directory
            zone: Europe/Paris        | zone: Indian/Reunion      | institution.zone, populations
            mail-domain: univ.example | mail-domain: uni.example  | institution.mail-domain
            uai: 0751717J             | uai: 0180545V             | institution.uai
            base: dc=univ,dc=example  | base: dc=uni,dc=example   | directory, access
            address: 127.0.0.1        | address: 0.0.0.0          | server.address
            ldap-port: 10389          | ldap-port: 389            | server.ldap-port
            http-port: 8389           | http-port: 8390           | server.http-port
            max-store-megabytes: 131072 | max-store-megabytes: 64 | server.max-store-megabytes
            active-directory-codes: false | active-directory-codes: true | server.active-directory-codes
            profile: anssi-cnil       | profile: poitiers         | passwords
            grace: P1D                | grace: P2D                | populations
            active: A:SupannActif     | active: A:Ouvert          | supann-states
            label: Enseignants        | label: Professeurs        | groups
            """)
    void takesARestart(String found, String replacement, String keys) throws Exception {
        change(found, replacement);
        assertThat(NeedsRestart.between(running, Configuration.load(folder))).containsExactly(keys.split(", "));
    }
}
