package fr.sesame.store;

import java.util.List;

/** What was asked for cannot be done; the store is as it was. Says why, in one line or several. */
public final class MaintenanceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> details;

    MaintenanceException(String message) {
        this(message, List.of());
    }

    MaintenanceException(String message, Throwable cause) {
        super(message, cause);
        details = List.of();
    }

    MaintenanceException(String message, List<String> details) {
        super(message);
        this.details = List.copyOf(details);
    }

    /** What is wrong, one by one. */
    public List<String> details() {
        return details == null ? List.of() : details;
    }
}
