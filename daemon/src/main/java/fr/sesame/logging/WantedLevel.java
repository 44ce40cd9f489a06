package fr.sesame.logging;

import java.util.List;

/** {@code SESAME_LOG}: from which level on Sésame's own events are written. */
public final class WantedLevel extends Wanted {

    public WantedLevel() {
        super("SESAME_LOG", List.of("error", "warn", "info", "debug", "trace"));
    }

    @Override
    String usual() {
        return "info";
    }
}
