package fr.sesame.server;

import fr.sesame.password.Argon2Settings;
import fr.sesame.password.CacheSettings;
import fr.sesame.password.LockoutSettings;
import fr.sesame.password.PasswordSettings;
import fr.sesame.password.SlotSettings;
import fr.sesame.password.rules.Composition;
import fr.sesame.password.rules.PasswordAging;
import fr.sesame.password.rules.PasswordProfile;
import fr.sesame.password.rules.PasswordRules;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What tests decide about passwords: a hash that costs next to nothing, and rules that one can read. */
final class TestPasswords {
    static final PasswordRules RULES =
            new PasswordRules(List.of(new Composition(10, 2, Set.of(), 0)), 64, 4, 4, true, 3);
    static final PasswordSettings SETTINGS = with(RULES, PasswordAging.NONE, LockoutSettings.DEFAULT);

    private TestPasswords() {}

    static PasswordSettings with(PasswordRules rules, PasswordAging aging, LockoutSettings lockout) {
        return new PasswordSettings(
                PasswordProfile.ANSSI_CNIL,
                rules,
                aging,
                null,
                new Argon2Settings(64, 1, 1),
                CacheSettings.DEFAULT,
                new SlotSettings(2, SlotSettings.DEFAULT_QUEUE, Duration.ofSeconds(10)),
                lockout);
    }
}
