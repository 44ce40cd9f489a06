package fr.sesame.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Single values of a file of settings are changed, and nothing else. */
class SettingsTextTest {
    private static final String TEXT = """
            state: /var/lib/sesame   # where it is

            server:                  # listens
              port: 1
              # tls:                 # with a certificate
              #   certificate: a.pem
              #   key: b.pem         # its key
              # limits: {a: 1}
            # a comment
            access:
              services:
                cas: {reads: name}
              port: 2
            """;

    private final SettingsText text = new SettingsText(TEXT);

    @Test
    void aValueIsChangedAndItsCommentStaysWhereItWas() {
        text.set("state", "/srv");
        text.set("access.port", "3");
        assertThat(text.toString())
                .isEqualTo(TEXT.replace("/var/lib/sesame   #", "/srv              #")
                        .replace("port: 2", "port: 3"));
    }

    @Test
    void aValueThatIsLongerMovesItsComment() {
        text.set("state", "/a/very/long/way/to/everything");
        assertThat(text.toString()).contains("state: /a/very/long/way/to/everything  # where it is\n");
    }

    @Test
    void aCommentBecomesASettingWithItsSections() {
        text.set("server.tls.certificate", "'c.pem'");
        text.set("server.tls.key", "'d.pem'");
        assertThat(text.toString()).contains("""
                  port: 1
                  tls:                   # with a certificate
                    certificate: 'c.pem'
                    key: 'd.pem'         # its key
                  # limits: {a: 1}
                """);
    }

    @Test
    void anotherSettingComesFirstInItsSection() {
        text.add("access.services", "b", "{role: operator}");
        assertThat(text.toString()).contains("  services:\n    b: {role: operator}\n    cas: {reads: name}\n");
    }

    @Test
    void whatIsNotThereIsNotMade() {
        assertThatThrownBy(() -> text.set("server.size", "1")).hasMessageContaining("'server.size'");
        assertThatThrownBy(() -> text.set("server.cas", "1")).hasMessageContaining("'server.cas'");
    }

    @Test
    void aTextIsOneWhateverIsInIt() {
        assertThat(SettingsText.quoted("l'Université: #1")).isEqualTo("'l''Université: #1'");
    }
}
