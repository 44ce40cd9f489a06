package fr.sesame.http;

import fr.sesame.http.HealthCheck.Health;
import fr.sesame.http.HealthCheck.State;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All checks, and since when each is as it is, as far as somebody has looked. A state that is another one than before is a line of
 * the log. Thread-safe.
 */
public final class HealthBoard {
    private static final Logger LOG = LoggerFactory.getLogger(HealthBoard.class);

    private final Clock clock;
    private final HealthCheck serving;
    private final Supplier<List<HealthCheck>> others;
    private final Map<String, Seen> seen = new TreeMap<>();

    /**
     * @param serving whether binds are served: the one on which {@code /health/ready} hangs
     * @param others everything else there is to look at now
     */
    public HealthBoard(Clock clock, HealthCheck serving, Supplier<List<HealthCheck>> others) {
        this.clock = clock;
        this.serving = serving;
        this.others = others;
    }

    /**
     * What a check says.
     *
     * @param since when it was first seen to be in that state
     */
    public record Finding(Health health, Instant since) {}

    private record Seen(State state, Instant since) {}

    /** Makes every check. */
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>(List.of(look(serving)));
        others.get().forEach(check -> findings.add(look(check)));
        return findings;
    }

    /** Whether binds are served. */
    public Finding serving() {
        return look(serving);
    }

    /** The worst of them. */
    static State worst(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.health().state())
                .max(Comparator.naturalOrder())
                .orElse(State.OK);
    }

    /** The state of each check when somebody last looked, by its name; makes none. */
    public synchronized Map<String, State> lastSeen() {
        Map<String, State> states = new TreeMap<>();
        seen.forEach((name, last) -> states.put(name, last.state()));
        return states;
    }

    private Finding look(HealthCheck check) {
        Health health = check.check();
        synchronized (this) {
            Seen before = seen.get(health.name());
            if (before != null && before.state() == health.state()) {
                return new Finding(health, before.since());
            }
            Instant now = clock.instant();
            seen.put(health.name(), new Seen(health.state(), now));
            tell(health, before);
            return new Finding(health, now);
        }
    }

    private static void tell(Health health, @Nullable Seen before) {
        String word = health.state().word();
        if (health.state() == State.FAILING) {
            LOG.error(
                    "health check={} state={} said=\"{}\" do=\"{}\"",
                    health.name(),
                    word,
                    health.detail(),
                    health.wayOut());
        } else if (health.state() == State.WARNING) {
            LOG.warn(
                    "health check={} state={} said=\"{}\" do=\"{}\"",
                    health.name(),
                    word,
                    health.detail(),
                    health.wayOut());
        } else if (before != null) {
            LOG.info("health check={} state={} said=\"{}\"", health.name(), word, health.detail());
        }
    }
}
