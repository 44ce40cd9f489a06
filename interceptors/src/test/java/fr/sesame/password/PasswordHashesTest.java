package fr.sesame.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other software has stored, and what is no hash. */
class PasswordHashesTest {
    private static final String PASSWORD = "Été à Saint-Malo, 1789!";

    private final PasswordHashes hashes = new PasswordHashes(new Argon2Settings(64, 1, 1), new SecureRandom());

    /** Each was made of {@link #PASSWORD} by the software that stands before it. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            hashlib     | {SHA}DRT8mR2keg/5X6Ho0g34CO97IH0=
            hashlib     | {SSHA}m26S5eAKc/Wq6gFiYcUOPFXbeYsAAQIDBAUGBw==
            hashlib     | {SHA256}EoR+L/5kAzdT7Jr049TckQ/ycfMYQs8wm0PENWcmRWI=
            hashlib     | {SSHA256}mJWKpkV/eatKPWUMW/gWTmdpmHO3sZemXKy1FMvZHx4AAQIDBAUGBw==
            hashlib     | {SHA384}P6G/FBnr/00OckmS2BbJbiKWtqTQ3XuHxoo69warIUq2JCcdVMlMnDaBudxIR6a1
            hashlib     | {SSHA384}dU9jAXEl1Mmd/ljPC7b4skOtIjYZUEcnhpxccymc3XkWzPOMhrn5XCUCV3jeZZVJAAECAwQFBgc=
            hashlib     | {SHA512}racSll/7xI44juq/uRPT7Gv1VdEy/3ohopWzG1D+qMuN2e2gd3VPUsT93ouznL7Dk/jEjbNekvW0skmGuOi5Wg==
            hashlib     | {SSHA512}pNMgLz0c7QD1vko6B4ZF+/5AW0h1iZlDLTN6et5RJmS9R1BfnCLZgKH6K2dUArz9K4dsh+pdSU4hDOc5AhfDtAABAgMEBQYH
            slappasswd  | {SSHA}6isGnfmcBLFmLOFByHAFzsWjKjOGndWn
            slappasswd  | {SSHA256}LIQpd4Oh7yPYjOC0pH4QhykBiySy/DZhVIE+W5NhvQydcX4+QmhdEw==
            slappasswd  | {SSHA384}VzLzDG8o+5DJOgW6lOqiMMq0WJxhBG8xFn5TvPc2wZ6IsIpiiFzq78sG7kziPdF9nVyxinbPoRw=
            slappasswd  | {SSHA512}13BqUzc+RX0HJ5PYr+fMDTU73VX8tkzksigfEBOZFpmfhBBcPV8ItlnU8eVhYA5Zx1JO9B69fhNIE2njmQKwuejiMSFyndDw
            slappasswd  | {ARGON2}$argon2i$v=19$m=4096,t=3,p=1$798HyV5xrmAx++8Iitca4w$pQ3DXTIqcH/TNT0SuAxBRQRY+mQCFI/rxCuVh8y9Tek
            slappasswd  | {ARGON2}$argon2i$v=19$m=19456,t=2,p=1$1JezOMLrUqVKAELBcXnQMQ$S6F+g2QJWzfeIAMWDKkoAbfKjSrmX/U+RVtw49Lifhw
            slappasswd  | {PBKDF2}10000$jjhprY/8bQJi5RJTB8.SzQ$zNo/OEL2EU/A9IgnmdBropLVil4
            slappasswd  | {PBKDF2-SHA1}10000$tFY1PM//HxGXvKLEWj8H3A$h2pm0U9yRhwHUQaibnjOxdO3MCs
            slappasswd  | {PBKDF2-SHA256}10000$PNIl3K75gHyTPtTNj9xejQ$QmAQU/.z8FDRvdchGRWO256/FFlvgHgOgB.HxhdKoaM
            slappasswd  | {PBKDF2-SHA512}10000$1o7fLwpeXxAx0sukOJf3jg$oVQXV864AWZCIC6qT2a30YFBOuyA87NihQKyN62ff9.fCgT8awi0tcYotqC6Muy5bLqf9JkvkOclcKrMVVwNGw
            passlib     | {PBKDF2}1200$AAECAwQFBgcICQoLDA0ODw$cO1mueY5pH.52Eakgm8m1RIUg0s
            passlib     | {PBKDF2-SHA256}1200$AAECAwQFBgcICQoLDA0ODw$HYy4GwaZA7MoatGF2VDOpVijcJQM0IaVQN1xSet8nGA
            passlib     | {PBKDF2-SHA512}1200$AAECAwQFBgcICQoLDA0ODw$bCY2HF33c6hTpM6hCIZVhBd2i3aSWRv6hdBikMIIWnJvCrj7t8odmCQH4hkymJvFIofdxpw/dsQ4b3zUvySXyw
            passlib     | {PKCS5S2}AAECAwQFBgcICQoLDA0ODw0bvauMCHwaG/cY+KhhrEEUfLNKS7BqlYiL2H51xDtc
            hashlib     | {PBKDF2_SHA256}AAAIAAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj99U7wMZ4mGsYYfXoIXhSGQaWKD/h1yhmnYshSF3y8mXZpUWQFxoHB/BbUzMoHAH7x+MLtoYuSQn2hOZjDhqtxKifpaLQOI+gk7cqhHPjmEdK0q0LxHFZ0XLWIK/BqpTCa58DstdAkO8TrLuRXFomHKfLHJ624YkmhxgfibmMjw2eycXTXN3XYfDl11s98SODchM2GFDqCxgz0WSmhnk2dFUFK2pswqYFMU4NaNxW9d2d+8wQigZvwTz67O7ofwfMcd26/jHWab7vvGz/yYySxgy/K48rF+nY0OQ8V6szdNaIx0Wc578aJVkLBYHCS0jzPNg3nVrfcIm5zM/XrxPg9Q
            libargon2   | {ARGON2}$argon2i$v=19$m=1024,t=3,p=2$AAECAwQFBgcICQoLDA0ODw$eo9J0xY3SoqeU1hI2xVCfE4pKiaq/ooqo2Msx56VenQ
            libargon2   | {ARGON2}$argon2id$v=19$m=1024,t=3,p=2$AAECAwQFBgcICQoLDA0ODw$+cU8u/eYkXvh5dmKdyaI4jex6nalMuL8EKRYi6TCJ6s
            pyca bcrypt | {CRYPT}$2b$04$NXw8/oaWVpcd1IS1SPZ2rOVtZpzKpVTAh4xZTxedaJ30YpPPkCDoy
            pyca bcrypt | {BCRYPT}$2b$04$NXw8/oaWVpcd1IS1SPZ2rOVtZpzKpVTAh4xZTxedaJ30YpPPkCDoy
            pyca bcrypt | {CRYPT}$2a$04$f05iR54ejMqAWK0QL3eye.gee2YcDmOv83UBiEYLG.M5jIWl2HoDK
            pyca bcrypt | {BCRYPT}$2a$04$f05iR54ejMqAWK0QL3eye.gee2YcDmOv83UBiEYLG.M5jIWl2HoDK
            crypt(3)    | {CRYPT}$2y$05$abcdefghijklmnopqrstuun0l3qQTZUT2Fs26zx9PsKu6kF758jRW
            crypt(3)    | {CRYPT}$6$saltstring$.Bo6KWZ8MYe4iniDIcLi0UOJzXghT0pAZzBpYm35O8l6zMJGI1J0g/RZqiXA8tPF79n9D0VWpJ4I.nHFu6vSg/
            crypt(3)    | {CRYPT}$6$rounds=1400$anotherlongsalts$nX2OyOWPbsqsHo4Cml55pt.fEiRoEiF2MlyfAcQ5m0JrSu0tvqJAs.fj/srfcxUNLFaBrqobJQvE4HQrVyqJq0
            crypt(3)    | {CRYPT}$5$saltstring$JjuNXYDwjeO0FdiHWJmXR.M5mpmTsFnGzLukiWzhf./
            crypt(3)    | {CRYPT}$5$rounds=1000$s$DX3kHNVflPsBgPRLzETa5pk.NxL.4QdkmSQqwCPGtsA
            """)
    void aHashOfOtherSoftwareMatchesItsPasswordAlone(String maker, String stored) {
        assertThat(hashes.isHash(stored.getBytes(UTF_8))).isTrue();
        assertThat(matches(PASSWORD, stored)).isTrue();
        assertThat(matches(PASSWORD, otherCase(stored))).isTrue();
        assertThat(matches(PASSWORD + " ", stored)).isFalse();
        assertThat(matches("", stored)).isFalse();
        assertThat(matches(stored, stored)).isFalse();
        assertThat(matches(PASSWORD, stored.substring(0, stored.length() - 4))).isFalse();
        assertThat(matches(PASSWORD, stored.substring(stored.indexOf('}') + 1))).isFalse();
    }

    /** RFC 9106, 5.3, has a secret, which no directory uses; these are libargon2's own test vectors (src/test.c). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            password          | {ARGON2}$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc
            password          | {ARGON2}$argon2i$v=19$m=256,t=2,p=2$c29tZXNhbHQ$T/XOJ2mh1/TIpJHfCdQan76Q5esCFVoT5MAeIM1Oq2E
            """)
    void aPublishedVectorMatches(String password, String stored) {
        assertThat(matches(password, stored)).isTrue();
        assertThat(matches("differentpassword", stored)).isFalse();
    }

    /** Ulrich Drepper's own vectors, and Openwall's for bcrypt. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello world! | {CRYPT}$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1
            U*U          | {CRYPT}$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW
            U*U*         | {CRYPT}$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK
            """)
    void aVectorOfTheSchemesAuthorMatches(String password, String stored) {
        assertThat(matches(password, stored)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "{SSHA}",
                "secret",
                "{CLEARTEXT}secret",
                "{PLAIN}secret",
                "{UNKNOWN}secret",
                "{MD5}Xr4ilOzQ4PCOq3aQ0qbuaQ==",
                "{SMD5}Xr4ilOzQ4PCOq3aQ0qbuaXNhbHQ=",
                "{SSHA}5en6G6MezRroT3XKqkdPOmY/BfQ=",
                "{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=salt",
                "{SHA}not base64",
                "{SHA}\u00e9\u00e9\u00e9\u00e9",
                "{SSHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n",
                "{CRYPT}secret",
                "{CRYPT}$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/",
                "{CRYPT}ab01FAX.bQRSU",
                "{CRYPT}$2x$04$YvB7KLv4nCSUq4vBUQ87xuCWa.b/is.66/rxil5k6GgEoZoWaYE.6",
                "{CRYPT}$2b$03$YvB7KLv4nCSUq4vBUQ87xuCWa.b/is.66/rxil5k6GgEoZoWaYE.6",
                "{BCRYPT}$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1",
                "{CRYPT}$6$saltstring$svn8UoSVapNtMuq1ukKS4t",
                "{CRYPT}$6$$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1",
                "{ARGON2}$argon2id$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
                "{ARGON2}$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB",
                "{ARGON2}$argon2id$v=19$m=256,t=2,p=2$c2Fs$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
                "{ARGON2}$argon2d$v=19$m=1024,t=3,p=2$AAECAwQFBgcICQoLDA0ODw$Q9Yd7UPJP2BNwywX1azuLdBoEfWGqhyCODvOig5IdZ0",
                "{PBKDF2}0$AAECAwQFBgcICQoLDA0ODw$cO1mueY5pH.52Eakgm8m1RIUg0s",
                "{PBKDF2}1200$AAECAwQFBgcICQoLDA0ODw$cO1mueY5pH.52Eakgm8m1RIUg0s$",
                "{PBKDF2}1200$AAECAwQFBgcICQoLDA0ODw$cO1m",
                "{PBKDF2_SHA256}AAAIAAAB",
                "{PKCS5S2}AAECAwQFBgcICQoLDA0ODw=="
            })
    void whatIsNoHashMatchesNothing(String stored) {
        byte[] bytes = stored.getBytes(UTF_8);

        assertThat(hashes.isHash(bytes)).isFalse();
        assertThat(hashes.isSlow(bytes)).isFalse();
        assertThat(hashes.needsRehash(bytes)).isTrue();
        assertThat(matches("secret", stored)).isFalse();
        assertThat(matches("", stored)).isFalse();
        assertThat(matches(stored, stored)).isFalse();
    }

    /** One step within the limit and one beyond it: whoever brings a hash along must not stop the server with it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {ARGON2}$argon2id$v=19$m=262144,t=4,p=1$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc   | true
            {ARGON2}$argon2id$v=19$m=262145,t=1,p=1$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc   | false
            {ARGON2}$argon2id$v=19$m=262144,t=5,p=1$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc   | false
            {ARGON2}$argon2id$v=19$m=256,t=64,p=16$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc    | true
            {ARGON2}$argon2id$v=19$m=256,t=65,p=1$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc     | false
            {ARGON2}$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc      | false
            {ARGON2}$argon2id$v=19$m=256,t=1,p=17$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc     | false
            {ARGON2}$argon2id$v=19$m=7,t=1,p=1$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc        | false
            {ARGON2}$argon2id$v=19$m=4294967,t=1,p=1$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc  | false
            {CRYPT}$2b$16$YvB7KLv4nCSUq4vBUQ87xuCWa.b/is.66/rxil5k6GgEoZoWaYE.6                               | true
            {CRYPT}$2b$17$YvB7KLv4nCSUq4vBUQ87xuCWa.b/is.66/rxil5k6GgEoZoWaYE.6                               | false
            {CRYPT}$5$rounds=1000000$s$DX3kHNVflPsBgPRLzETa5pk.NxL.4QdkmSQqwCPGtsA                            | true
            {CRYPT}$5$rounds=1000001$s$DX3kHNVflPsBgPRLzETa5pk.NxL.4QdkmSQqwCPGtsA                            | false
            {CRYPT}$5$rounds=999999999$s$DX3kHNVflPsBgPRLzETa5pk.NxL.4QdkmSQqwCPGtsA                          | false
            {CRYPT}$5$rounds=999$s$DX3kHNVflPsBgPRLzETa5pk.NxL.4QdkmSQqwCPGtsA                                | false
            {PBKDF2}2000000$AAECAwQFBgcICQoLDA0ODw$cO1mueY5pH.52Eakgm8m1RIUg0s                                | true
            {PBKDF2}2000001$AAECAwQFBgcICQoLDA0ODw$cO1mueY5pH.52Eakgm8m1RIUg0s                                | false
            {PBKDF2}99999999999$AAECAwQFBgcICQoLDA0ODw$cO1mueY5pH.52Eakgm8m1RIUg0s                            | false
            """)
    void parametersBeyondTheLimitsAreNoHash(String stored, boolean within) {
        assertThat(hashes.isHash(stored.getBytes(UTF_8))).isEqualTo(within);
    }

    @Test
    void bcryptSaw72BytesAndNoNul() {
        String of73 = "{CRYPT}$2b$04$Go.j0Pxy804zJUn8iZyNMeVnymRscmjEaCPP5kJE1fE5.Xbqsz4j6"; // of 71 x, y and z

        assertThat(matches("x".repeat(71) + "yz", of73)).isTrue();
        assertThat(matches("x".repeat(71) + "y", of73)).isTrue();
        assertThat(matches("x".repeat(72), of73)).isFalse();
        assertThat(matches("U*U\0U*U", "{CRYPT}$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"))
                .isFalse();
    }

    @Test
    void aNewHashIsArgon2idInOpenLdapsForm() {
        PasswordHashes byDefault = new PasswordHashes(Argon2Settings.DEFAULT, new SecureRandom());
        byte[] stored = byDefault.hash(PASSWORD.getBytes(UTF_8));

        assertThat(new String(stored, UTF_8))
                .matches("\\{ARGON2\\}\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(byDefault.verify(PASSWORD.getBytes(UTF_8), stored)).isTrue();
        assertThat(byDefault.verify("x".getBytes(UTF_8), stored)).isFalse();
        assertThat(byDefault.needsRehash(stored)).isFalse();
        assertThat(byDefault.isSlow(stored)).isTrue();
        assertThat(hashes.hash(new byte[0])).isNotEqualTo(hashes.hash(new byte[0]));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            argon2id | 64  | 2 | false
            argon2id | 128 | 3 | false
            argon2id | 63  | 2 | true
            argon2id | 64  | 1 | true
            argon2i  | 64  | 2 | true
            """)
    void aWeakerHashIsMadeAnew(String kind, int memory, int iterations, boolean anew) {
        PasswordHashes wanted = new PasswordHashes(new Argon2Settings(64, 2, 1), new SecureRandom());
        String stored = "{ARGON2}$" + kind + "$v=19$m=" + memory + ",t=" + iterations
                + ",p=1$c29tZXNhbHRzb21lc2FsdA$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc";

        assertThat(wanted.needsRehash(stored.getBytes(UTF_8))).isEqualTo(anew);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {SSHA}m26S5eAKc/Wq6gFiYcUOPFXbeYsAAQIDBAUGBw==                       | false
            {SHA256}EoR+L/5kAzdT7Jr049TckQ/ycfMYQs8wm0PENWcmRWI=                 | false
            {CRYPT}$2b$16$YvB7KLv4nCSUq4vBUQ87xuCWa.b/is.66/rxil5k6GgEoZoWaYE.6  | true
            {CRYPT}$5$rounds=1000$s$DX3kHNVflPsBgPRLzETa5pk.NxL.4QdkmSQqwCPGtsA  | true
            {PBKDF2}1200$AAECAwQFBgcICQoLDA0ODw$cO1mueY5pH.52Eakgm8m1RIUg0s      | true
            """)
    void whoeverVerifiesKnowsWhetherItTakesLong(String stored, boolean slow) {
        assertThat(hashes.isSlow(stored.getBytes(UTF_8))).isEqualTo(slow);
        assertThat(hashes.needsRehash(stored.getBytes(UTF_8))).isTrue();
    }

    @Test
    void aPasswordOfMoreThan1024BytesIsNone() {
        byte[] longest = "p".repeat(PasswordHashes.MAX_PASSWORD_BYTES).getBytes(UTF_8);
        byte[] longer = "p".repeat(PasswordHashes.MAX_PASSWORD_BYTES + 1).getBytes(UTF_8);

        assertThat(hashes.verify(longest, hashes.hash(longest))).isTrue();
        assertThat(hashes.verify(longer, hashes.hash(longest))).isFalse();
        assertThatThrownBy(() -> hashes.hash(longer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1025 bytes");
    }

    @Test
    void thePasswordIsLeftAsItIs() {
        for (String stored : new String[] {
            "{CRYPT}$5$rounds=1000$s$DX3kHNVflPsBgPRLzETa5pk.NxL.4QdkmSQqwCPGtsA",
            "{CRYPT}$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            "{PBKDF2}1200$AAECAwQFBgcICQoLDA0ODw$cO1mueY5pH.52Eakgm8m1RIUg0s",
            new String(hashes.hash(PASSWORD.getBytes(UTF_8)), UTF_8)
        }) {
            byte[] password = PASSWORD.getBytes(UTF_8);
            hashes.verify(password, stored.getBytes(UTF_8));
            assertThat(password).isEqualTo(PASSWORD.getBytes(UTF_8));
        }
    }

    /** Bytes of a sound value changed at random: it may still be a hash, but nothing throws, and no other password matches. */
    @Test
    void aDamagedValueNeverThrows() {
        Random random = new Random(20_260_101);
        byte[] sound = "{SSHA}m26S5eAKc/Wq6gFiYcUOPFXbeYsAAQIDBAUGBw==".getBytes(UTF_8);
        byte[] argon = "{ARGON2}$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
                .getBytes(UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = (i % 2 == 0 ? sound : argon).clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            hashes.isHash(damaged);
            hashes.needsRehash(damaged);
            if (!hashes.isSlow(damaged)) {
                assertThat(hashes.verify("x".getBytes(UTF_8), damaged)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {SSHA}anything     | true
            {anything}         | true
            {a.b/c+d_e-f}x     | true
            {}x                | false
            {two words}x       | false
            x{SSHA}y           | false
            {never closed      | false
            """)
    void whatBeginsWithASchemeLooksLikeAHash(String value, boolean looks) {
        assertThat(PasswordHashes.looksLikeHash(value.getBytes(UTF_8))).isEqualTo(looks);
    }

    @ParameterizedTest
    @CsvSource({
        "0,1,1",
        "7,1,1",
        "15,1,2",
        "262145,1,1",
        "19456,0,1",
        "19456,65,1",
        "19456,1,0",
        "262144,1,17",
        "262144,5,1"
    })
    void settingsBeyondTheLimitsAreRefused(int memory, int iterations, int parallelism) {
        assertThatThrownBy(() -> new Argon2Settings(memory, iterations, parallelism))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("m=" + memory);
    }

    private boolean matches(String password, String stored) {
        return hashes.verify(password.getBytes(UTF_8), stored.getBytes(UTF_8));
    }

    private static String otherCase(String stored) {
        int end = stored.indexOf('}');
        return stored.substring(0, end).toLowerCase(Locale.ROOT) + stored.substring(end);
    }

    @Test
    void theHashOfNobodyLooksLikeAnyOther() {
        PasswordHashes hashes = new PasswordHashes(new Argon2Settings(4096, 1, 1), new SecureRandom());
        byte[] nobody = hashes.ofNobody();
        assertThat(nobody).hasSameSizeAs(hashes.hash(new byte[] {'a'})).isNotEqualTo(hashes.ofNobody());
        assertThat(hashes.isHash(nobody)).isTrue();
        assertThat(hashes.isSlow(nobody)).isTrue();
        assertThat(hashes.needsRehash(nobody)).isFalse();
        assertThat(hashes.verify(new byte[0], nobody)).isFalse();
    }
}
