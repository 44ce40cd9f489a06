package fr.sesame.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.MailAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins and addresses, given once and for ever. */
class LoginAttributionTest {
    private static final NamePatterns DEFAULTS = NamePatterns.defaults("univ.example");

    private static String given(NamePatterns patterns, List<Account> accounts, String... people) {
        List<Person.Newcomer> newcomers =
                Arrays.stream(people).map(People::newcomer).toList();
        return String.join(
                " ",
                new LoginAttribution(patterns)
                        .attribute(accounts, List.of(), newcomers).stream()
                                .map(it -> it.login() + "=" + it.mail().value().replace("@univ.example", ""))
                                .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "Dupont/Marie,               mdupont=marie.dupont",
        "Le_Goff/Jean-Baptiste,      jlegoff=jean-baptiste.le-goff",
        "d’Hérouville/Zoë,           zdherouville=zoe.dherouville",
        "D'Hérouville/Émilie_Rose,   edherouville=emilie-rose.dherouville",
        "Œuvrard/Øystein,            ooeuvrard=oystein.oeuvrard",
        "Łukasz/Đặng,                dlukasz=dang.lukasz",
        "Bourgeois/??ng,             nbourgeois=ng.bourgeois",
        "Bourgeois/???,              bourgeois=bourgeois",
        "???/???,                    user=user",
        "3e_Homme/4x,                ehomme=4x.3e-homme",
        "Montgolfier-Saint-Exupéry_de_la_Tour/Anne, amontgolfiersaintexu=anne.montgolfier-saint-exupery-de-la-tour"
    })
    void namesAreFoldedLettersInLoginsAndHyphenatedWordsInMail(String name, String given) {
        assertThat(given(DEFAULTS, List.of(), "siham:1 " + name + "/1990-02-01"))
                .isEqualTo(given);
    }

    @Test
    void collisionsAreNumberedInTheOrderOfTheKeys() {
        assertThat(given(
                        DEFAULTS,
                        List.of(),
                        "siham:3 Dupont/Marie/1990-02-01",
                        "apogee:9 Dupont/Marc/1991-02-01",
                        "siham:2 Dupont/Marie/1992-02-01"))
                .isEqualTo("mdupont=marc.dupont mdupont2=marie.dupont mdupont3=marie.dupont2");
    }

    @Test
    void aLoginThatAnAccountEverHadIsNeverGivenAgain() {
        List<Account> inactive = List.of(
                People.account("mdupont siham:8 Durand/Marie/1950-01-01"),
                People.account("mdupont2 siham:9 Durand/Marie/1951-01-01"),
                People.account("marie.dupont siham:10 Durand/Marie/1952-01-01"));
        assertThat(given(DEFAULTS, inactive, "siham:3 Dupont/Marie/1990-02-01")).isEqualTo("mdupont3=marie.dupont2");
    }

    @Test
    void theNumberFitsIntoTheLength() {
        NamePatterns eight = new NamePatterns("{family}", 8, Set.of(), NamePatterns.DEFAULT_MAIL, "univ.example");
        assertThat(given(eight, List.of(), "a:1 Montgolfier/Anne/1990-02-01", "a:2 Montgolfier/Zoe/1990-02-01"))
                .isEqualTo("montgolf=anne.montgolfier montgol2=zoe.montgolfier");
        assertThat(given(eight, List.of(), "a:1 Montgolf/Anne/1990-02-01", "a:2 Montgol2/Zoe/1990-02-01"))
                .isEqualTo("montgolf=anne.montgolf montgol2=zoe.montgol2");
        List<String> many = new ArrayList<>();
        for (int i = 10; i < 23; i++) {
            many.add("a:" + i + " Montgolfier/Anne/1990-02-" + i);
        }
        assertThat(given(eight, List.of(), many.toArray(String[]::new)))
                .contains("montgol9=")
                .contains("montgo10=")
                .contains("montgo13=anne.montgolfier13");
    }

    @Test
    void aReservedNameIsNumberedFromTheBeginning() {
        assertThat(given(DEFAULTS, List.of(), "a:1 Oot/Robert/1990-02-01", "a:2 Dmin/Alice/1990-02-01"))
                .isEqualTo("root2=robert.oot admin2=alice.dmin");
        NamePatterns family =
                new NamePatterns("{family}", 20, Set.of("PostMaster"), "{login}@{domain}", "univ.example");
        assertThat(given(family, List.of(), "a:1 Postmaster/Zoe/1990-02-01")).isEqualTo("postmaster2=postmaster2");
        assertThat(given(DEFAULTS.reserving(Set.of("mdupont")), List.of(), "a:1 Dupont/Marie/1990-02-01"))
                .isEqualTo("mdupont2=marie.dupont");
    }

    @ParameterizedTest
    @CsvSource({
        "{given}.{family},     {given:1}{family:3}@{domain},      marie.dupont=mdup@univ.example",
        "{family}{given:2},    {login}@{domain},                  dupontma=dupontma@univ.example",
        "u-{family:4}_{given}, {family}_{given}@etu.{domain},     u-dupo_marie=dupont_marie@etu.univ.example",
        "{given:99}{family},   x{given:1}-{family}@{domain},      mariedupont=xm-dupont@univ.example"
    })
    void anInstitutionHasItsOwnPatterns(String login, String mail, String given) {
        NamePatterns patterns = new NamePatterns(login, 20, Set.of(), mail, "univ.example");
        LoginAttribution.Attributed it = new LoginAttribution(patterns)
                .attribute(List.of(), List.of(), List.of(People.newcomer("a:1 Dupont/Marie/1990-02-01")))
                .get(0);
        assertThat(it.login() + "=" + it.mail()).isEqualTo(given);
    }

    @Test
    void separatorsStandOnlyBetweenNamesThatAreThere() {
        NamePatterns dotted =
                new NamePatterns("{given}.{family}", 8, Set.of(), "{given}.{family}@{domain}", "univ.example");
        assertThat(given(dotted, List.of(), "a:1 ???/Marie/1990-02-01")).isEqualTo("marie=marie");
        assertThat(given(dotted, List.of(), "a:1 Dupont/???/1990-02-01")).isEqualTo("dupont=dupont");
        assertThat(given(dotted, List.of(), "a:1 Dupont/Clement/1990-02-01")).isEqualTo("clement=clement.dupont");
    }

    @Test
    void noLoginIsGivenTwiceAndTheOrderMakesNoDifference() {
        Random random = new Random(42);
        List<String> family = List.of("Martin", "Dupont", "Le_Goff", "D’Hérouville", "Müller", "???", "Oot", "Dmin");
        List<String> given = List.of("Marie", "Jean-Baptiste", "Zoé", "Ali", "Robert", "??");
        List<Person.Newcomer> people = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            people.add(People.newcomer("apogee:" + i + " " + family.get(random.nextInt(family.size())) + "/"
                    + given.get(random.nextInt(given.size())) + "/1990-02-01"));
        }
        LoginAttribution attribution = new LoginAttribution(DEFAULTS);
        List<LoginAttribution.Attributed> first = attribution.attribute(List.of(), List.of(), people);
        Set<Object> logins = new HashSet<>();
        Set<Object> mails = new HashSet<>();
        for (LoginAttribution.Attributed it : first) {
            assertThat(logins.add(it.login())).as("%s", it.login()).isTrue();
            assertThat(mails.add(it.mail())).as("%s", it.mail()).isTrue();
            assertThat(it.login().value().length()).isLessThanOrEqualTo(20);
            assertThat(NamePatterns.DEFAULT_RESERVED).doesNotContain(it.login().value());
        }
        assertThat(first).hasSize(20_000);
        Collections.shuffle(people, random);
        assertThat(attribution.attribute(List.of(), List.of(), people)).isEqualTo(first);
    }

    @Test
    void namesOfTheErasedAndAliasesAreTakenToo() {
        List<LoginAttribution.Attributed> given = new LoginAttribution(DEFAULTS)
                .attribute(
                        List.of(),
                        Set.of("mdupont", "mdupont2", "marie.dupont@old.example"),
                        List.of(People.newcomer("a:1 Dupont/Marie/1990-02-01")));
        assertThat(given).singleElement().satisfies(one -> {
            assertThat(one.login()).hasToString("mdupont3");
            assertThat(one.mail()).hasToString("marie.dupont2@univ.example");
        });
    }

    @ParameterizedTest(name = "{0} with {1} and {2} becomes {3}: {4}")
    @CsvSource({
        "Dupont/Marie,   marie.dupont,  '',             Durand/Marie,  marie.durand",
        "Dupont/Marie,   marie.dupont,  '',             Dupont/Anne,   anne.dupont",
        "Dupont/Marie,   marie.dupont2, '',             Durand/Marie,  marie.durand",
        "Dupont/Marie,   marie.dupont2, '',             DUPONT/MARIÉ,  marie.dupont2",
        "Dupont/Marie,   mdupont,       '',             Dupont/Marie,  mdupont",
        "Dupont/Marie,   marie.dupont,  '',             Martin/Zoé,    zoe.martin3",
        "Dupont/Marie,   marie.dupont,  '',             Petit/Jean,    jean.petit2",
        "Durand/Marie,   marie.durand,  marie.dupont,   Dupont/Marie,  marie.dupont",
        "Durand/Marie,   marie.durand,  Marie.Dupont4,  Dupont/Marie,  marie.dupont4",
        "Durand/Marie,   marie.durand,  marie.dupontel, Dupont/Marie,  marie.dupont",
        "Durand/Marie,   marie.durand,  marie.dupont1,  Dupont/Marie,  marie.dupont",
        "Durand/Marie,   marie.durand,  no address,     Dupont/Marie,  marie.dupont",
        "Durand/Marie,   marie.dupont5, '',             Dupont/Marie,  marie.dupont5",
        "Dupont/Marie,   marie.dupont,  '',             '???/Marie',   marie",
        "Le_Goff/Marie,  marie.le-goff, '',             Le-Goff/Marie, marie.le-goff"
    })
    void aNewNameMakesAnotherAddressIfThePatternDoes(
            String name, String mail, String other, String renamed, String address) {
        Account before =
                People.account("x siham:1 " + name + "/1990-02-01").withMail(new MailAddress(mail + "@univ.example"));
        SortedSet<String> others = new TreeSet<>();
        if (!other.isEmpty()) {
            others.add(other.contains(" ") ? other : other + "@univ.example");
        }
        Account account = new Account(
                before.login(),
                before.mail(),
                before.civil(),
                before.numbers(),
                before.affiliations(),
                before.timeline(),
                null,
                others,
                before.attributes());
        List<Account> everybody = List.of(
                account,
                People.account("zoe.martin siham:2 Martin/Zoe/1990-02-03"),
                People.account("zoe.martin2 siham:3 Martin/Zoe/1990-02-04"),
                People.account("y siham:4 Roux/Jean/1990-02-05")
                        .withMail(new MailAddress("jean.petit@univ.example"))
                        .withMail(new MailAddress("jean.roux@univ.example")));
        LoginAttribution.Giving giving = new LoginAttribution(DEFAULTS).giving(everybody, List.of());
        assertThat(giving.renamed(account, People.civil(renamed + "/1990-02-01"))
                        .value())
                .isEqualTo(address + "@univ.example");
    }

    @Test
    void twoWhoGetOneNameInOnePlanGetTwoAddresses() {
        Account one = People.account("a siham:1 Dupont/Marie/1990-02-01");
        Account other = People.account("b siham:2 Durand/Marie/1991-02-01");
        LoginAttribution.Giving giving = new LoginAttribution(DEFAULTS).giving(List.of(one, other), List.of());
        assertThat(giving.newcomers(List.of(People.newcomer("siham:3 Petit/Marie/1990-02-01"))))
                .extracting(it -> it.mail().value())
                .containsExactly("marie.petit@univ.example");
        assertThat(giving.renamed(one, People.civil("Petit/Marie/1990-02-01")).value())
                .isEqualTo("marie.petit2@univ.example");
        assertThat(giving.renamed(other, People.civil("Petit/Marie/1991-02-01")).value())
                .isEqualTo("marie.petit3@univ.example");
    }

    @Test
    void anAddressOfTheLoginDoesNotFollowTheName() {
        NamePatterns fixed = new NamePatterns("{family}", 20, Set.of(), "{login}@{domain}", "univ.example");
        Account account = People.account("dupont siham:1 Dupont/Marie/1990-02-01");
        assertThat(new LoginAttribution(fixed)
                        .giving(List.of(account), List.of())
                        .renamed(account, People.civil("Petit/Marie/1990-02-01")))
                .isEqualTo(account.mail());
    }
}
