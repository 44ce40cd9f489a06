package fr.sesame.audit;

import fr.sesame.interceptors.audit.Kind;
import java.nio.file.Path;

/** A trail with some lines, for the tests of who looks at one. */
public final class KeptTrail {
    private KeptTrail() {}

    /** Keeps so many events more in that folder. */
    public static AuditFolder in(Path folder, int events) throws AuditException {
        TrailFixture fixture = new TrailFixture(folder);
        for (int i = 0; i < events; i++) {
            fixture.keep(Events.accepted(Events.NOON, Kind.LOCK, "person" + i));
        }
        return fixture.reader();
    }
}
