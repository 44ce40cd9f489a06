package fr.sesame.server;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.interceptors.Auditor;
import fr.sesame.interceptors.audit.SecurityEvent;
import fr.sesame.server.door.DoorEvent;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.mina.core.session.DummySession;
import org.junit.jupiter.api.Test;

/** Which of the door's refusals a security officer reads of. */
class DoorAuditTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);
    private static final String NAME = "uid=jdupont,ou=people,dc=univ,dc=example";

    private final List<SecurityEvent> told = new ArrayList<>();
    private final DoorAudit audit = new DoorAudit(new Auditor(CLOCK, told::add));

    private String tell(DoorEvent event, String name) {
        told.clear();
        DummySession session = new DummySession();
        session.setRemoteAddress(new InetSocketAddress("198.51.100.7", 40000));
        audit.happened(session, event, name);
        if (told.isEmpty()) {
            return "nothing";
        }
        SecurityEvent only = told.get(0);
        assertThat(told).hasSize(1);
        assertThat(only.origin().address()).isEqualTo("198.51.100.7");
        assertThat(only.detail()).isEqualTo(event.word());
        return only.kind().word() + " " + only.reason().word();
    }

    @Test
    void everyRefusalIsToldAsWhatItIs() {
        Map<String, String> found = new TreeMap<>();
        Arrays.stream(DoorEvent.values()).forEach(event -> found.put(event.name(), tell(event, "")));
        assertThat(found)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("TOO_MANY", "limit too-much"),
                        Map.entry("TOO_MANY_FROM_ADDRESS", "limit too-much"),
                        Map.entry("IDLE", "nothing"),
                        Map.entry("SILENT", "nothing"),
                        Map.entry("SLOW_HANDSHAKE", "tls-refused handshake"),
                        Map.entry("SLOW_REQUEST", "limit too-much"),
                        Map.entry("STALLED", "limit too-much"),
                        Map.entry("TLS_FAILED", "tls-refused handshake"),
                        Map.entry("PLAIN_AFTER_STARTTLS", "tls-refused confidentiality"),
                        Map.entry("NOT_LDAP", "nothing"),
                        Map.entry("REQUEST_TOO_LONG", "limit too-much"),
                        Map.entry("FILTER_DEPTH", "limit too-much"),
                        Map.entry("FILTER_NODES", "limit too-much"),
                        Map.entry("VALUE_BYTES", "limit too-much"),
                        Map.entry("NAME_BYTES", "limit too-much"),
                        Map.entry("ATTRIBUTES", "limit too-much"),
                        Map.entry("ATTRIBUTE_NAME", "nothing"),
                        Map.entry("PLAIN_PASSWORD", "tls-refused confidentiality")));
    }

    /** Whose password has been on the wire; nobody has looked whether that name is anybody's. */
    @Test
    void aBindInTheClearNamesTheAccount() {
        assertThat(tell(DoorEvent.PLAIN_PASSWORD, NAME)).isEqualTo("bind confidentiality");
        assertThat(told.get(0).actor().name()).isEqualTo(NAME);
        assertThat(told.get(0).actor().known()).isFalse();
    }
}
