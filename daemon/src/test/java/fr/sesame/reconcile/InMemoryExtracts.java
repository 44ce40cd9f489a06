package fr.sesame.reconcile;

import java.util.HashMap;
import java.util.Map;

/** Remembers sources until the test ends. */
public final class InMemoryExtracts implements ExtractMemory {
    private final Map<String, Remembered> bySource = new HashMap<>();

    @Override
    public Remembered of(String source) {
        return bySource.getOrDefault(source, Remembered.NOTHING);
    }

    @Override
    public void keep(String source, Remembered remembered) {
        bySource.put(source, remembered);
    }
}
