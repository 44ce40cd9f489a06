package fr.sesame.password;

/** A stored value that was understood: a well-formed hash of a scheme that is known, with parameters within the limits. */
sealed interface StoredHash permits Argon2Hash, BcryptHash, DigestHash, Pbkdf2Hash, ShaCryptHash {

    /** Whether it was made of that password, which is left as it is. */
    boolean matches(byte[] password);

    /** Whether a verification takes milliseconds, as it is meant to, and not microseconds. */
    boolean slow();
}
