package fr.sesame.packaging;

import fr.sesame.cli.SesameCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.zip.Deflater;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes the pages of the package into a folder, as the command line is now. The build calls it. */
public final class Pages {
    private Pages() {}

    /** @param arguments the folder, the version, the instant of the build in ISO 8601, and the changelog, which is compressed */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        CommandLine sesame = SesameCommand.commandLine();
        LocalDate day = OffsetDateTime.parse(arguments[2]).toLocalDate();
        String manual = new ManPage(sesame, arguments[1], day).text();
        Files.writeString(folder.resolve("sesame.1"), manual);
        compress(manual, folder.resolve("sesame.1.gz"));
        String changes = Files.readString(Path.of(arguments[3])).replace("@VERSION@", debianVersion(arguments[1]));
        compress(changes, folder.resolve("changelog.gz"));
        Files.writeString(folder.resolve("sesame.bash"), completion(sesame));
    }

    /** For bash-completion, which reads it: it is no program. */
    private static String completion(CommandLine sesame) {
        return AutoComplete.bash("sesame", sesame).replaceFirst("^#!.*\n", "");
    }

    /** What comes before a release sorts before it. */
    private static String debianVersion(String version) {
        return version.replace('-', '~');
    }

    /** As gzip -9n does. */
    private static void compress(String text, Path to) throws IOException {
        GzipParameters best = new GzipParameters();
        best.setCompressionLevel(Deflater.BEST_COMPRESSION);
        try (OutputStream out = new GzipCompressorOutputStream(Files.newOutputStream(to), best)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
