package fr.sesame.partition.powercut;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM like the one that runs the tests, for another main class. */
final class Java {
    private Java() {}

    static List<String> command(Class<?> main, String... arguments) {
        // Surefire starts its JVM with a manifest, and keeps what is in that in a property.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:ErrorFile=/dev/null",
                "-XX:-CreateCoredumpOnCrash",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "-cp",
                classPath,
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
