package fr.sesame.server.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboxTest {
    private static final byte[] UNBIND = HexFormat.of().parseHex("30050201074200");
    private static final byte[] LONG_FORM = HexFormat.of().parseHex("3084000000050201074200");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 11, 18, 100})
    void requestsComeWholeHoweverTheBytesArrive(int piece) throws Exception {
        Inbox inbox = new Inbox();
        byte[] both = HexFormat.of().parseHex("30050201074200" + "3084000000050201074200");
        int taken = 0;
        for (int i = 0; i < both.length; i += piece) {
            inbox.append(ByteBuffer.wrap(both, i, Math.min(piece, both.length - i)));
            byte[] request = inbox.take(100);
            while (request != null) {
                assertThat(request).isEqualTo(taken == 0 ? UNBIND : LONG_FORM);
                taken++;
                request = inbox.take(100);
            }
        }
        assertThat(taken).isEqualTo(2);
        assertThat(inbox.isEmpty()).isTrue();
    }

    @ParameterizedTest(name = "{0} of at most {1}: {2}")
    @CsvSource({
        "3005, 7, waits",
        "3005, 6, REQUEST_TOO_LONG",
        "3084000000, 6, waits",
        "308400100000, 1048581, REQUEST_TOO_LONG",
        "308400100000, 1048582, waits",
        "3084ffffffff, 1048582, REQUEST_TOO_LONG",
        "3080, 100, NOT_LDAP",
        "3085, 100, NOT_LDAP",
        "16, 100, NOT_LDAP",
        "474554202f, 100, NOT_LDAP"
    })
    void theFirstBytesTellHowLongItIs(String hex, int most, String outcome) throws Exception {
        Inbox inbox = new Inbox();
        inbox.append(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
        if (outcome.equals("waits")) {
            assertThat(inbox.take(most)).isNull();
        } else {
            assertThatThrownBy(() -> inbox.take(most))
                    .isInstanceOfSatisfying(
                            BadRequestException.class,
                            e -> assertThat(e.event()).isEqualTo(DoorEvent.valueOf(outcome)));
        }
    }

    @Test
    void manyRequestsInOneReadCostNoMoreThanThemselves() throws Exception {
        Inbox inbox = new Inbox();
        ByteBuffer all = ByteBuffer.allocate(UNBIND.length * 9000);
        for (int i = 0; i < 9000; i++) {
            all.put(UNBIND);
        }
        inbox.append(all.flip());
        for (int i = 0; i < 9000; i++) {
            assertThat(inbox.take(100)).isEqualTo(UNBIND);
        }
        assertThat(inbox.take(100)).isNull();
    }
}
