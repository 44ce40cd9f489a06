package fr.sesame.interceptors;

import fr.sesame.password.Busy;
import fr.sesame.password.HashingSlots;
import fr.sesame.password.PasswordHashes;
import fr.sesame.password.rules.PasswordCheck;
import fr.sesame.password.rules.Weakness;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyErrorEnum;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapOperationException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;

/** Measures new passwords by the institution's rules, and hashes them in turn with everybody else's. */
public final class NewPasswords implements PasswordQuality {
    private static final String NO_CLIENT = "";
    /** Without what is taken for something else on paper. */
    private static final List<String> ALPHABETS =
            List.of("ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789", "-_.+=*");

    private static final int GENERATED_LENGTH = 16;

    private final PasswordCheck rules;
    private final int remembered;
    private final PasswordHashes hashes;
    private final HashingSlots slots;
    private final SecureRandom random;

    /** @param remembered how many earlier passwords are kept beside the present one */
    public NewPasswords(
            PasswordCheck rules, int remembered, PasswordHashes hashes, HashingSlots slots, SecureRandom random) {
        this.rules = rules;
        this.remembered = remembered;
        this.hashes = hashes;
        this.slots = slots;
        this.random = random;
    }

    @Override
    public List<Flaw> flaws(byte[] password, Owner owner, List<byte[]> recent) throws LdapException {
        fr.sesame.password.rules.Owner person = new fr.sesame.password.rules.Owner(owner.login(), owner.names(), null);
        String text = new String(password, StandardCharsets.UTF_8);
        List<Weakness> weaknesses = inTurn(() -> rules.check(
                text, person, same -> recent.stream().anyMatch(earlier -> hashes.verify(password, earlier))));
        return weaknesses.stream().map(NewPasswords::flaw).toList();
    }

    private static Flaw flaw(Weakness weakness) {
        return new Flaw(
                PasswordPolicyErrorEnum.get(weakness.policyError()),
                weakness.sentence(Locale.FRENCH) + " / " + weakness.sentence(Locale.ENGLISH));
    }

    @Override
    public byte[] hash(byte[] password) throws LdapException {
        return inTurn(() -> hashes.hash(password));
    }

    private <T> T inTurn(Supplier<T> work) throws LdapException {
        try {
            return slots.run(NO_CLIENT, work);
        } catch (Busy e) {
            throw new LdapOperationException(ResultCodeEnum.BUSY, "too many passwords at a time; try again", e);
        }
    }

    @Override
    public byte[] hashOfNobody() {
        return hashes.ofNobody();
    }

    @Override
    public boolean matches(byte[] password, byte[] hash) {
        return hashes.verify(password, hash);
    }

    @Override
    public boolean isHash(byte[] value) {
        return hashes.isHash(value);
    }

    @Override
    public boolean isOutdated(byte[] hash) {
        return hashes.needsRehash(hash);
    }

    @Override
    public int remembered() {
        return remembered;
    }

    @Override
    public byte[] generate() {
        StringBuilder text = new StringBuilder(GENERATED_LENGTH);
        for (int i = 0; i < GENERATED_LENGTH; i++) {
            String alphabet = ALPHABETS.get(i % ALPHABETS.size());
            text.insert(random.nextInt(text.length() + 1), alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
