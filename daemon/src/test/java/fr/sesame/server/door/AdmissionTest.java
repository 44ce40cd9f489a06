package fr.sesame.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.mina.core.filterchain.IoFilter;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.core.session.DummySession;
import org.apache.mina.core.session.IoSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Four connections in all, two from one address. */
class AdmissionTest {
    private static final Limits FEW = few();

    private static Limits few() {
        Limits all = Limits.DEFAULT;
        return new Limits(
                4,
                2,
                Duration.ofSeconds(1),
                all.firstRequest(),
                all.pdu(),
                all.idle(),
                all.idleUnbound(),
                all.stalled(),
                all.pduBytes(),
                all.pduBytesUnbound(),
                all.requestsInFlight(),
                all.filterDepth(),
                all.filterNodes(),
                all.valueBytes(),
                all.nameBytes(),
                all.attributes());
    }

    private final DoorCounts counts = new DoorCounts((session, event, name) -> {});
    private final Admission admission = new Admission(() -> FEW, new Refusals(counts));
    private final List<DummySession> open = new ArrayList<>();

    private DummySession come(String address) throws Exception {
        DummySession session = new DummySession();
        session.setRemoteAddress(new InetSocketAddress(address, 40000));
        session.setLocalAddress(new InetSocketAddress("198.51.100.1", 389));
        admission.sessionCreated(next(session), session);
        open.add(session);
        return session;
    }

    private static IoFilter.NextFilter next(IoSession session) {
        IoFilterChain chain = session.getFilterChain();
        IoFilterAdapter nothing = new IoFilterAdapter();
        if (!chain.contains("nothing")) {
            chain.addLast("nothing", nothing);
        }
        return chain.getNextFilter("nothing");
    }

    @ParameterizedTest(name = "{0}: refused {1}, all {2}, address {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1                                               | 0 | 0 | 0",
                "192.0.2.1 192.0.2.1                                     | 0 | 0 | 0",
                "192.0.2.1 192.0.2.1 192.0.2.1                           | 1 | 0 | 1",
                "192.0.2.1 192.0.2.2 192.0.2.3 192.0.2.4                 | 0 | 0 | 0",
                "192.0.2.1 192.0.2.2 192.0.2.3 192.0.2.4 192.0.2.5       | 1 | 1 | 0",
                "127.0.0.1 127.0.0.1 127.0.0.1 127.0.0.1 127.0.0.1       | 0 | 0 | 0",
                "192.0.2.1 192.0.2.2 192.0.2.3 192.0.2.4 127.0.0.1       | 0 | 0 | 0",
                "198.51.100.1 198.51.100.1 198.51.100.1                  | 0 | 0 | 0",
                "2001:db8:0:1::1 2001:db8:0:1::2 2001:db8:0:1:ffff::3    | 1 | 0 | 1",
                "2001:db8:0:1::1 2001:db8:0:1::2 2001:db8:0:2::3         | 0 | 0 | 0"
            })
    void whoeverIsTooManyIsClosed(String who, int refused, int all, int address) throws Exception {
        for (String one : who.split(" ")) {
            come(one);
        }
        assertThat(open.stream().filter(IoSession::isClosing)).hasSize(refused);
        assertThat(counts.of(DoorEvent.TOO_MANY)).isEqualTo(all);
        assertThat(counts.of(DoorEvent.TOO_MANY_FROM_ADDRESS)).isEqualTo(address);
        assertThat(admission.connections()).isEqualTo(open.size());

        for (DummySession session : open) {
            admission.sessionClosed(next(session), session);
        }
        assertThat(admission.connections()).isZero();
        assertThat(come("192.0.2.1").isClosing()).isFalse();
    }
}
