package fr.sesame.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Somebody at a terminal who answers. */
interface Prompts {
    /** What was typed; null at the end of the input. */
    @Nullable
    String line(String prompt);

    /** What was typed without being shown; null at the end of the input. */
    char @Nullable [] secret(String prompt);

    /** The terminal of this process; null if there is none. */
    // Before JDK 22 there is no console without a terminal; from then on there always is one.
    @SuppressWarnings("SystemConsoleNull")
    static @Nullable Prompts ofThisProcess() {
        Console console = System.console();
        return console == null
                ? null
                : new Prompts() {
                    @Override
                    public @Nullable String line(String prompt) {
                        return console.readLine("%s", prompt);
                    }

                    @Override
                    public char @Nullable [] secret(String prompt) {
                        return console.readPassword("%s", prompt);
                    }
                };
    }
}
