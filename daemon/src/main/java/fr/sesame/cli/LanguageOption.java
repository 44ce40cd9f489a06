package fr.sesame.cli;

import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which language people are told. */
final class LanguageOption {
    /** The languages that there are. */
    enum Language {
        fr,
        en
    }

    @Option(
            names = {"--lang", "--language"},
            paramLabel = "LANG",
            description = "fr or en. Default: institution.language of the configuration.")
    private @Nullable Language language;

    /** What is said in that language, or in the institution's. */
    Speech speech(Installation installation) {
        Locale locale = language == null ? installation.language() : Locale.forLanguageTag(language.name());
        ZoneId zone = installation.calendar().zone();
        return new Speech(locale, zone);
    }
}
