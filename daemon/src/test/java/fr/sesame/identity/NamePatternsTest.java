package fr.sesame.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.InvalidValueException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pattern that cannot be is refused when the configuration is read, saying what is expected. */
class NamePatternsTest {

    private static NamePatterns of(String login, int length, String mail, String domain) {
        return new NamePatterns(login, length, Set.of(), mail, domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "{given",
                "given}",
                "{}",
                "{Given}",
                "{first}",
                "{given:0}",
                "{given:}",
                "{given:100}",
                "{login}",
                "{domain}{given}",
                "{given}@{family}",
                "{given}+",
                "@{given}",
                "+{given}",
                "{given} {family}",
                "É{given}",
                "{given}É{family}"
            })
    void aLoginPatternOfAnotherFormIsRefused(String pattern) {
        assertThatThrownBy(() -> of(pattern, 20, NamePatterns.DEFAULT_MAIL, "univ.example"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("expected such as {given:1}{family}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{given}.{family}",
                "@{domain}",
                "{given}@",
                "{given}@univ",
                "contact@{domain}",
                "{domain}@{domain}",
                "{given}@{family}",
                "{given}@{domain}@{domain}",
                "{given}@{domain}.{family}",
                "{given} {family}@{domain}",
                "{prenom}@{domain}"
            })
    void aMailPatternOfAnotherFormIsRefused(String pattern) {
        assertThatThrownBy(() -> of(NamePatterns.DEFAULT_LOGIN, 20, pattern, "univ.example"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("expected such as {given}.{family}@{domain}");
    }

    @ParameterizedTest
    @CsvSource({"3, 4 to 64", "65, 4 to 64", "-1, 4 to 64"})
    void aLoginHasRoomForANumber(int length, String expected) {
        assertThatThrownBy(() -> of(NamePatterns.DEFAULT_LOGIN, length, NamePatterns.DEFAULT_MAIL, "univ.example"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "univ", "univ..fr", "@univ.fr", "université.fr"})
    void theDomainIsOne(String domain) {
        assertThatThrownBy(() -> NamePatterns.defaults(domain))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("'" + domain + "' is not the domain");
    }

    @Test
    void theShortestAndTheLongestAreAllowed() {
        assertThat(of(NamePatterns.DEFAULT_LOGIN, 4, NamePatterns.DEFAULT_MAIL, "univ.example")
                        .loginMaxLength())
                .isEqualTo(4);
        assertThat(of(NamePatterns.DEFAULT_LOGIN, 64, NamePatterns.DEFAULT_MAIL, "univ.example")
                        .loginMaxLength())
                .isEqualTo(64);
    }

    @Test
    void rolesAndSystemAccountsAreReserved() {
        assertThat(NamePatterns.defaults("univ.example").reserved())
                .contains(
                        "root",
                        "admin",
                        "administrator",
                        "postmaster",
                        "hostmaster",
                        "webmaster",
                        "abuse",
                        "security",
                        "noc",
                        "nobody",
                        "www",
                        "ftp",
                        "mail",
                        "daemon",
                        "operator",
                        "cas",
                        "ldap",
                        "sesame",
                        "test",
                        "guest");
    }
}
