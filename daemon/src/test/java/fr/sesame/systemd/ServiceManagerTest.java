package fr.sesame.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What systemd is told, word by word; that it understands is seen in the booted system of packaging. */
class ServiceManagerTest {
    private final List<String> told = new ArrayList<>();
    private final ServiceManager manager = new ServiceManager(
            (unset, state) -> {
                assertThat(unset).isZero();
                told.add(state);
                return 1;
            },
            () -> 1_234_567,
            Optional.empty());

    @Test
    void theLifeOfAService() {
        manager.ready("serving on port 389");
        manager.alive();
        manager.reloading();
        manager.ready("refused:\n2 problems");
        manager.stopping();
        assertThat(told)
                .containsExactly(
                        "READY=1\nSTATUS=serving on port 389",
                        "WATCHDOG=1",
                        "RELOADING=1\nMONOTONIC_USEC=1234567\nSTATUS=reading the configuration again",
                        "READY=1\nSTATUS=refused: 2 problems",
                        "STOPPING=1\nSTATUS=stopping");
    }

    @Test
    void theWatchdogIsOfThisProcessAlone() {
        String own = Long.toString(ProcessHandle.current().pid());
        assertThat(ServiceManager.watchdog(Map.of())).isEmpty();
        assertThat(ServiceManager.watchdog(Map.of("WATCHDOG_USEC", "60000000"))).contains(Duration.ofMinutes(1));
        assertThat(ServiceManager.watchdog(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", own)))
                .contains(Duration.ofMinutes(1));
        assertThat(ServiceManager.watchdog(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", own + "1")))
                .isEmpty();
    }

    @Test
    void nobodyWaitsWhereSystemdHasNotStartedIt() {
        ServiceManager none = ServiceManager.of(Map.of("WATCHDOG_USEC", "60000000"));
        none.ready("serving");
        assertThat(none.watchdog()).isEmpty();
    }
}
