package fr.sesame.packaging;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of section 1, in the macros of man(7), made of what the commands say of themselves. */
final class ManPage {
    /** So wide that only the lines that somebody has broken are broken. */
    private static final int WIDE = 10_000;

    private static final String FILES = """
            .SH FILES
            .TP
            .I /etc/sesame
            The configuration: \\fIsesame.yaml\\fR, and \\fIsources/\\fR.
            .TP
            .I /etc/default/sesame
            What the service is started with: options of the JVM.
            .TP
            .I /var/lib/sesame
            What is kept: entries, runs, audit trail, secrets. Extracts arrive in \\fIextracts/\\fR.
            .SH ENVIRONMENT
            .TP
            .B SESAME_CONFIG
            The directory of the configuration, where \\fB\\-\\-config\\fR is not said.
            .TP
            .B JAVA_HOME
            The Java to use, 17 or newer.
            .TP
            .B SESAME_JAVA_OPTS
            Options of the JVM.
            .TP
            .B SESAME_LOG
            How much is logged: ERROR, WARN, INFO (the default), DEBUG.
            .SH SEE ALSO
            .I /usr/share/doc/sesame/README.md
            and the pages in
            .IR /usr/share/doc/sesame/docs ;
            .BR systemctl (1),
            .BR journalctl (1)
            """;

    private final StringBuilder page = new StringBuilder();
    private final CommandLine root;
    private final String version;
    private final LocalDate day;

    ManPage(CommandLine root, String version, LocalDate day) {
        this.root = root;
        this.version = version;
        this.day = day;
    }

    /** The whole page. */
    String text() {
        CommandSpec spec = root.getCommandSpec();
        line(".TH SESAME 1 \"" + day + "\" \"sesame " + escaped(version) + "\" \"Sésame\"");
        line(".SH NAME");
        line("sesame \\- " + description(root).findFirst().orElseThrow());
        line(".SH SYNOPSIS");
        line(".B sesame");
        line("\\fICOMMAND\\fR [\\fIoption\\fR ...] [\\fIargument\\fR ...]");
        line(".SH OPTIONS");
        line("Of \\fBsesame\\fR itself, and of every command:");
        spec.options().forEach(this::option);
        line(".SH COMMANDS");
        commands(root);
        line(".SH EXIT STATUS");
        for (Map.Entry<String, String> code : spec.usageMessage().exitCodeList().entrySet()) {
            tagged("\\fB" + escaped(code.getKey()) + "\\fR", Stream.of(escaped(code.getValue())));
        }
        page.append(FILES);
        return page.toString();
    }

    private void commands(CommandLine parent) {
        for (CommandLine command : parent.getSubcommands().values()) {
            CommandSpec spec = command.getCommandSpec();
            if (spec.usageMessage().hidden()) {
                continue;
            }
            line(".SS " + escaped(spec.qualifiedName()));
            line(synopsis(command));
            line(".PP");
            description(command).forEach(this::line);
            spec.positionalParameters().stream()
                    .filter(parameter -> !parameter.hidden())
                    .forEach(this::parameter);
            List<String> common = root.getCommandSpec().options().stream()
                    .map(OptionSpec::longestName)
                    .toList();
            spec.options().stream()
                    .filter(option -> !option.hidden() && !common.contains(option.longestName()))
                    .forEach(this::option);
            commands(command);
        }
    }

    private static String synopsis(CommandLine command) {
        command.getCommandSpec().usageMessage().width(WIDE);
        String text = new Help(command.getCommandSpec(), Help.defaultColorScheme(Ansi.OFF)).synopsis(0);
        return "\\fB" + escaped(text.strip()).replaceFirst("^(" + quoted(command) + ")", "$1\\\\fR");
    }

    private static String quoted(CommandLine command) {
        return Pattern.quote(escaped(command.getCommandSpec().qualifiedName()));
    }

    private static Stream<String> description(CommandLine command) {
        command.getCommandSpec().usageMessage().width(WIDE);
        return new Help(command.getCommandSpec(), Help.defaultColorScheme(Ansi.OFF))
                .description()
                .lines()
                .map(String::strip)
                .map(ManPage::escaped);
    }

    private void option(OptionSpec option) {
        String names = Arrays.stream(option.names())
                .map(name -> "\\fB" + escaped(name) + "\\fR")
                .collect(Collectors.joining(", "));
        String label = option.arity().max() == 0 ? "" : " \\fI" + escaped(option.paramLabel()) + "\\fR";
        tagged(names + label, described(option));
    }

    private void parameter(PositionalParamSpec parameter) {
        tagged("\\fI" + escaped(parameter.paramLabel()) + "\\fR", described(parameter));
    }

    private static Stream<String> described(ArgSpec argument) {
        return Arrays.stream(argument.description())
                .flatMap(text -> text.replace("%n", "\n").replace("%%", "%").lines())
                .map(String::strip)
                .map(ManPage::escaped);
    }

    private void tagged(String tag, Stream<String> text) {
        line(".TP");
        line(tag);
        text.forEach(this::line);
    }

    private void line(String text) {
        if (!text.isBlank()) {
            page.append(text).append('\n');
        }
    }

    /** What would be a command of roff at the begin of a line is text, and so is a hyphen that one types. */
    static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
