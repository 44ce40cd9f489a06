package fr.sesame.config;

import fr.sesame.password.AddressRange;
import fr.sesame.password.Argon2Settings;
import fr.sesame.password.CacheSettings;
import fr.sesame.password.LockoutSettings;
import fr.sesame.password.PasswordSettings;
import fr.sesame.password.SlotSettings;
import fr.sesame.password.rules.CharacterClass;
import fr.sesame.password.rules.Composition;
import fr.sesame.password.rules.PasswordAging;
import fr.sesame.password.rules.PasswordProfile;
import fr.sesame.password.rules.PasswordRules;
import fr.sesame.password.rules.WellKnownPasswords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code passwords}: a profile, and whatever is set besides in its place. */
final class PasswordsReader {
    private static final String RANGE = "addresses such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/48, or none";
    /** YAML's empty list does not arrive here. */
    private static final List<String> NOBODY = List.of("none");

    /** Below eight no rule helps. */
    private static final int SHORTEST = 8;

    private static final int LONGEST = 128;
    private static final String WITH = "upper, lower, digit, other or letter";

    private PasswordsReader() {}

    /**
     * @param dir that a relative file is under
     * @param processors of this machine
     */
    static PasswordSettings read(Section section, Path dir, int processors) {
        PasswordProfile profile = section.word(
                "profile", List.of(PasswordProfile.values()), PasswordProfile::word, PasswordProfile.ANSSI_CNIL);
        return new PasswordSettings(
                profile,
                rules(section, profile.rules()),
                aging(section, profile.aging()),
                ownList(section, dir),
                argon2(section.section("argon2")),
                cache(section.section("cache")),
                slots(section.section("slots"), processors),
                lockout(section.section("lockout")));
    }

    private static PasswordRules rules(Section section, PasswordRules profile) {
        List<Composition> alternatives = alternatives(section);
        int maxLength = (int) section.number("max-length", profile.maxLength(), 16, 256);
        int distinct = (int) section.number("distinct", profile.distinct(), 0, 16);
        int nameLetters = (int) section.number("name-letters", profile.nameLetters(), 0, 16);
        boolean wellKnown = section.word("well-known", List.of(true, false), String::valueOf, profile.wellKnown());
        int history = (int) section.number("history", profile.history(), 0, 24);
        List<Composition> used = alternatives.isEmpty() ? profile.alternatives() : alternatives;
        if (used.stream().allMatch(one -> one.length() > maxLength)) {
            section.problem("max-length", "'" + maxLength + "'", "a length that one of the alternatives has");
            return profile;
        }
        return new PasswordRules(used, maxLength, distinct, nameLetters, wellKnown, history);
    }

    private static List<Composition> alternatives(Section section) {
        List<Composition> alternatives = new ArrayList<>();
        for (Section one : section.sections("alternatives")) {
            int length = (int) one.number("length", 0, SHORTEST, LONGEST);
            if (!one.has("length")) {
                one.problem("length", "nothing", "a whole number from " + SHORTEST + " to " + LONGEST);
            }
            int classes = (int) one.number("classes", 0, 0, 4);
            int words = (int) one.number("words", 0, 0, 20);
            Set<CharacterClass> with = EnumSet.noneOf(CharacterClass.class);
            for (String word : one.list("with", WITH)) {
                List.of(CharacterClass.values()).stream()
                        .filter(known -> known.word().equals(word))
                        .findFirst()
                        .ifPresentOrElse(with::add, () -> one.problem("with", "'" + word + "'", WITH));
            }
            alternatives.add(new Composition(length, classes, with, words));
        }
        return alternatives;
    }

    private static PasswordAging aging(Section section, PasswordAging profile) {
        long maxAge = section.number("max-age-days", profile.maxAge().toDays(), 0, 3650);
        long warning = section.number("warning-days", profile.warning().toDays(), 0, 365);
        int grace = (int) section.number("grace-logins", profile.graceLogins(), 0, 20);
        long minAge = section.number("min-age-hours", profile.minAge().toHours(), 0, 720);
        if (maxAge > 0 && minAge >= Duration.ofDays(maxAge).toHours()) {
            section.problem(
                    "min-age-hours",
                    "'" + minAge + "'",
                    "less than max-age-days, or it could never be changed in time");
            return profile;
        }
        return new PasswordAging(Duration.ofDays(maxAge), Duration.ofDays(warning), grace, Duration.ofHours(minAge));
    }

    private static @Nullable Path ownList(Section section, Path dir) {
        String expected = "a file in UTF-8, one password a line";
        String name = section.optional("own-list", expected);
        if (name == null) {
            return null;
        }
        Path file = dir.resolve(name);
        try {
            WellKnownPasswords.of(Set.of()).plus(file);
        } catch (IOException e) {
            section.problem("own-list", "'" + file + "', which cannot be read (" + e.getCause() + ")", expected);
        }
        return file;
    }

    private static Argon2Settings argon2(Section section) {
        Argon2Settings absent = Argon2Settings.DEFAULT;
        int iterations = (int) section.number("iterations", absent.iterations(), 1, Argon2Settings.MAX_ITERATIONS);
        int parallelism = (int) section.number("parallelism", absent.parallelism(), 1, Argon2Settings.MAX_PARALLELISM);
        long most = Math.min(Argon2Settings.MAX_MEMORY_KIB, Argon2Settings.MAX_WORK_KIB / iterations);
        int memory = (int) section.number("memory-kib", absent.memoryKib(), 8L * parallelism, most);
        return new Argon2Settings(memory, iterations, parallelism);
    }

    private static CacheSettings cache(Section section) {
        CacheSettings absent = CacheSettings.DEFAULT;
        return new CacheSettings(
                Duration.ofMinutes(section.number("minutes", absent.lifetime().toMinutes(), 0, 1440)),
                (int) section.number("entries", absent.entries(), 0, 10_000_000));
    }

    private static SlotSettings slots(Section section, int processors) {
        SlotSettings absent = SlotSettings.forProcessors(processors);
        return new SlotSettings(
                (int) section.number("at-a-time", absent.slots(), 1, 256),
                (int) section.number("queue", absent.queue(), 0, 200),
                Duration.ofSeconds(section.number("seconds", absent.patience().toSeconds(), 0, 60)));
    }

    private static LockoutSettings lockout(Section section) {
        LockoutSettings absent = LockoutSettings.DEFAULT;
        List<AddressRange> exempt = new ArrayList<>();
        List<String> texts = section.list("exempt", RANGE);
        for (String text : texts.equals(NOBODY) ? List.<String>of() : texts) {
            try {
                exempt.add(AddressRange.parse(text));
            } catch (IllegalArgumentException e) {
                section.problem("exempt", "'" + text + "'", RANGE);
            }
        }
        return new LockoutSettings(
                (int) section.number("failures", absent.failures(), 0, 1000),
                (int) section.number("address-failures", absent.addressFailures(), 0, 100_000),
                Duration.ofSeconds(
                        section.number("first-seconds", absent.first().toSeconds(), 1, 60)),
                Duration.ofMinutes(
                        section.number("longest-minutes", absent.longest().toMinutes(), 1, 1440)),
                Duration.ofMinutes(
                        section.number("forget-minutes", absent.forget().toMinutes(), 1, 1440)),
                Duration.ofSeconds(section.number(
                        "address-forget-seconds", absent.addressForget().toSeconds(), 1, 86_400)),
                section.has("exempt") ? exempt : absent.exempt(),
                (int) section.number("addresses", absent.addresses(), 1, 10_000_000));
    }
}
