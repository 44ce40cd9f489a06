package fr.sesame.http;

import fr.sesame.http.HealthBoard.Finding;
import fr.sesame.http.HealthCheck.State;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the three questions about health, answered.
 *
 * @param status HTTP's: 200 or 503
 * @param body the same in words, with each check that it hangs on
 */
record HealthAnswer(int status, Map<String, Object> body) {
    private static final int WELL = 200;
    private static final int UNAVAILABLE = 503;

    /** Is everything well? A warning is told, and is no reason for alarm. */
    static HealthAnswer whole(HealthBoard board) {
        List<Finding> findings = board.look();
        State worst = HealthBoard.worst(findings);
        return answer(worst != State.FAILING, worst.word(), findings);
    }

    /** Would a restart of the process leave anything as bad as it is? Not live only if it would help. */
    static HealthAnswer live(HealthBoard board) {
        List<Finding> findings = board.look();
        boolean live = findings.stream().noneMatch(finding -> finding.health().restartHelps());
        return answer(live, live ? "ok" : "failing", findings);
    }

    /** Are binds served? */
    static HealthAnswer ready(HealthBoard board) {
        Finding serving = board.serving();
        return answer(serving.health().ok(), serving.health().state().word(), List.of(serving));
    }

    private static HealthAnswer answer(boolean well, String status, List<Finding> findings) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", status);
        body.put("checks", findings.stream().map(HealthAnswer::said).toList());
        return new HealthAnswer(well ? WELL : UNAVAILABLE, body);
    }

    private static Map<String, Object> said(Finding finding) {
        HealthCheck.Health health = finding.health();
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("name", health.name());
        one.put("ok", health.ok());
        one.put("state", health.state().word());
        one.put("since", finding.since().truncatedTo(ChronoUnit.SECONDS).toString());
        one.put("detail", health.detail());
        one.put("wayOut", health.wayOut());
        one.put("restartHelps", health.restartHelps());
        return one;
    }
}
