package fr.sesame.run;

/** Is told how each run ended. */
public interface RunListener {
    void ended(RunReport run);
}
