package fr.sesame.cli;

import fr.sesame.audit.AuditFolder;
import fr.sesame.audit.AuditLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Security acts, oldest first: who, whom, what, from where, when and why.",
            "Reads the files of the trail; the service may be running. Only the service's own user may."
        })
final class AuditCommand implements Callable<Integer> {
    /** How events are printed. */
    enum Format {
        text,
        json
    }

    /** The language of the text. */
    enum Language {
        fr,
        en
    }

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--uid",
            paramLabel = "NAME",
            description = {
                "Only acts by or on that account: a login, or a whole DN.",
                "Of a name that nobody has, the attempts under that very name."
            })
    private @Nullable String uid;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "From that civil day on (2026-11-23), or that instant (2026-11-23T08:00:00Z).")
    private @Nullable String since;

    @Option(
            names = "--until",
            paramLabel = "WHEN",
            description = "Until the end of that civil day, or before that instant.")
    private @Nullable String until;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description = "Only these: bind, lock, unlock, password-reset …; without events it says which there are.")
    private Set<String> kinds = new TreeSet<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json, one object a line. Default: text.")
    private Format format = Format.text;

    @Option(names = "--language", paramLabel = "LANG", description = "fr or en. Default: that of the terminal.")
    private @Nullable Language language;

    private final Installation.Opener opener;
    private final Terminal terminal;

    AuditCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        ZoneId zone = installation.calendar().zone();
        Instant from = instant("--since", since, zone, 0);
        Instant to = instant("--until", until, zone, 1);
        AuditPhrases phrases = new AuditPhrases(locale(), zone);
        for (String kind : kinds) {
            if (!phrases.kinds().contains(kind)) {
                throw wrong("--kind", kind, "one of " + String.join(", ", phrases.kinds()));
            }
        }
        AuditFolder audit = installation.audit();
        Set<String> names = uid == null ? Set.of() : names(audit, installation.base(), uid);
        audit.read(from, to, line -> {
            if ((kinds.isEmpty() || kinds.contains(line.kind())) && (uid == null || concerns(line, names))) {
                terminal.out().println(format == Format.json ? phrases.json(line) : phrases.text(line));
            }
        });
        terminal.out().flush();
        return ExitCode.OK;
    }

    /** A name as it stands in the trail: that of somebody who is there, and what stands for one who is not. */
    private static Set<String> names(AuditFolder audit, String base, String name) {
        String dn = name.contains("=") ? name : "uid=" + name + ",ou=people," + base;
        return Set.of(AuditFolder.normal(dn), audit.pseudonym(dn));
    }

    private static boolean concerns(AuditLine line, Set<String> names) {
        return names.contains(AuditFolder.normal(line.actor())) || names.contains(AuditFolder.normal(line.target()));
    }

    private Locale locale() {
        if (language != null) {
            return Locale.forLanguageTag(language.name());
        }
        return Locale.getDefault().getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
    }

    /** @param days how many days after its beginning a civil day is meant */
    private @Nullable Instant instant(String option, @Nullable String text, ZoneId zone, int days) {
        if (text == null) {
            return null;
        }
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).plusDays(days).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw wrong(option, text, "a day such as 2026-11-23, or an instant such as 2026-11-23T08:00:00Z");
        }
    }

    private CommandLine.ParameterException wrong(String option, String found, String expected) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return new CommandLine.ParameterException(
                spec.commandLine(), "found '" + found + "' for " + option + "; expected " + expected);
    }
}
