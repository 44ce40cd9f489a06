package fr.sesame.config;

import java.util.List;

public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    public List<String> problems() {
        return List.of();
    }
}
