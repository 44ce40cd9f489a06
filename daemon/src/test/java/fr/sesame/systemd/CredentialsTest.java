package fr.sesame.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which file a setting names, in the service and in a command beside it. */
class CredentialsTest {
    @ParameterizedTest(name = "{1} with {0}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            /run/credentials/x | $CREDENTIALS_DIRECTORY/tls.key | /run/credentials/x/tls.key
            none               | $CREDENTIALS_DIRECTORY/tls.key | /run/credentials/sesame.service/tls.key
            /run/credentials/x | tls.key                        | /etc/sesame/tls.key
            /run/credentials/x | /etc/ssl/tls.key               | /etc/ssl/tls.key
            /run/credentials/x | $OTHER/tls.key                 | /etc/sesame/$OTHER/tls.key
            """)
    void theFileOfASetting(String folder, String text, Path file) {
        Map<String, String> environment = folder == null ? Map.of() : Map.of("CREDENTIALS_DIRECTORY", folder);
        assertThat(Credentials.of(environment).resolve(Path.of("/etc/sesame"), text))
                .isEqualTo(file);
    }
}
