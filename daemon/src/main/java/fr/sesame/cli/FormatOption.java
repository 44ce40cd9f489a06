package fr.sesame.cli;

import picocli.CommandLine.Option;

/** How a table is printed. */
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description =
                    "table, csv or json; with csv and json only the table goes to standard output. Default: table.")
    private Table.Format format = Table.Format.table;

    Table.Format format() {
        return format;
    }
}
