package fr.sesame.password;

import fr.sesame.password.rules.PasswordAging;
import fr.sesame.password.rules.PasswordProfile;
import fr.sesame.password.rules.PasswordRules;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an institution decides about passwords.
 *
 * @param profile what the rules were begun with
 * @param rules what a new password must be
 * @param aging how old a password may and must be
 * @param ownList well-known passwords of one's own, one a line, beside those that are shipped; null: none
 * @param argon2 what a new hash costs
 * @param cache how long a verified password is remembered
 * @param slots how many slow hashes are computed at a time
 * @param lockout when failures delay the next try
 */
public record PasswordSettings(
        PasswordProfile profile,
        PasswordRules rules,
        PasswordAging aging,
        @Nullable Path ownList,
        Argon2Settings argon2,
        CacheSettings cache,
        SlotSettings slots,
        LockoutSettings lockout) {}
