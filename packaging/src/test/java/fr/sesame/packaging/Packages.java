package fr.sesame.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The package that was built, and one that came before it. */
final class Packages {
    private static final Path TARGET = Path.of("target");

    private Packages() {}

    static Path built() throws Exception {
        try (Stream<Path> files = Files.list(TARGET)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().matches("sesame_.*_all\\.deb"))
                    .toList();
            assertThat(found).as("packages in packaging/target").hasSize(1);
            return found.get(0).toAbsolutePath();
        }
    }

    /** The same with an older version, one file that has gone since and a default of its own. */
    static Path before(Path folder) throws Exception {
        Path tree = folder.resolve("before");
        must("rm", "-rf", tree.toString());
        must("dpkg-deb", "-R", built().toString(), tree.toString());
        Path control = tree.resolve("DEBIAN/control");
        Files.writeString(control, Files.readString(control).replaceFirst("(?m)^Version: .*", "Version: 0.0.1"));
        Path settings = tree.resolve("etc/default/sesame");
        Files.writeString(settings, Files.readString(settings) + "# as it was in 0.0.1\n");
        Files.writeString(tree.resolve("usr/share/sesame/lib/gone-since.jar"), "");
        Path built = folder.resolve("sesame_0.0.1_all.deb");
        must("dpkg-deb", "--root-owner-group", "-Znone", "-b", tree.toString(), built.toString());
        return built;
    }

    private static void must(String... command) throws Exception {
        Machine.Said said = Machine.run(List.of(command));
        assertThat(said.code())
                .as(String.join(" ", command) + "\n" + said.text())
                .isZero();
    }
}
