package fr.sesame.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.cli.SesameCommand;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The manual page of a small program, and of ours. */
class ManPageTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    @Command(
            name = "sesame",
            description = "Opens doors.",
            exitCodeList = {"0:open", "1:closed"})
    static final class Program {}

    @Command(
            name = "open",
            description = {"Opens one.", ".hidden-looking text"})
    static final class Opens {
        @Option(
                names = {"-w", "--word"},
                paramLabel = "WORD",
                defaultValue = "please",
                description = "What is said (${DEFAULT-VALUE}), 100%% sure.")
        String word;

        @Parameters(paramLabel = "DOOR", description = "Which one.")
        String door;

        @Option(names = "--secret", hidden = true, description = "Nobody's business.")
        boolean secret;
    }

    private static String page() {
        CommandLine program = new CommandLine(new Program()).addSubcommand(new Opens());
        return new ManPage(program, "1.2-SNAPSHOT", DAY).text();
    }

    @Test
    void aCommandWithWhatItTakes() {
        assertThat(page())
                .startsWith(
                        ".TH SESAME 1 \"2026-11-25\" \"sesame 1.2\\-SNAPSHOT\" \"Sésame\"\n.SH NAME\nsesame \\- Opens doors.\n")
                .contains("""
                        .SS sesame open
                        \\fBsesame open\\fR [\\-w=WORD] DOOR
                        .PP
                        Opens one.
                        \\&.hidden\\-looking text
                        .TP
                        \\fIDOOR\\fR
                        Which one.
                        .TP
                        \\fB\\-w\\fR, \\fB\\-\\-word\\fR \\fIWORD\\fR
                        What is said (please), 100% sure.
                        """)
                .contains(".SH EXIT STATUS\n.TP\n\\fB0\\fR\nopen\n")
                .doesNotContain("business");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            --config   | \\-\\-config
            .TH x      | \\&.TH x
            'x         | \\&'x
            a\\b       | a\\eb
            a.b        | a.b
            """)
    void textIsNeverACommandOfRoff(String text, String roff) {
        assertThat(ManPage.escaped(text)).isEqualTo(roff);
    }

    @Test
    void everyCommandOfOursIsThere() {
        CommandLine sesame = SesameCommand.commandLine();
        String page = new ManPage(sesame, "1", DAY).text();
        assertThat(names(sesame))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page).contains("\n.SS " + ManPage.escaped(name) + "\n"));
        assertThat(page).doesNotContain("%n").doesNotContain("${");
    }

    private static Stream<String> names(CommandLine command) {
        return command.getSubcommands().values().stream()
                .flatMap(child -> Stream.concat(Stream.of(child.getCommandSpec().qualifiedName()), names(child)));
    }
}
