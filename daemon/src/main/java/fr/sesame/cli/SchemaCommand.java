package fr.sesame.cli;

import fr.sesame.schema.SchemaExport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description =
                "Writes the LDAP schema for OpenLDAP (.ldif and .schema) and 389 Directory Server, each in its folder.")
final class SchemaCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Where the folders are made.")
    private @Nullable Path folder;

    private final Terminal terminal;

    SchemaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (folder != null) {
            SchemaExport.write(folder).forEach(file -> terminal.out().println(file));
            terminal.out().flush();
        }
        return ExitCode.OK;
    }
}
