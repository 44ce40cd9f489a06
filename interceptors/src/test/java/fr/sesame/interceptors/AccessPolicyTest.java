package fr.sesame.interceptors;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.interceptors.AccessPolicy.Place;
import fr.sesame.interceptors.AccessPolicy.Write;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccessPolicyTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // place,    anonymous, person, service, operator
        "ROOT_DSE,   yes,       yes,    yes,     yes",
        "SCHEMA,     no,        yes,    yes,     yes",
        "CONTAINER,  no,        no,     yes,     yes",
        "PEOPLE,     no,        no,     yes,     yes",
        "STRUCTURES, no,        no,     yes,     yes",
        "GROUPS,     no,        no,     yes,     yes",
        "SERVICES,   no,        no,     no,      yes",
        "TOMBSTONES, no,        no,     no,      yes",
        "ELSEWHERE,  no,        no,     no,      no"
    })
    void whoSeesAnEntryThatIsNotTheirOwn(
            Place place, String anonymous, String person, String service, String operator) {
        assertThat(sees(Role.ANONYMOUS, place)).isEqualTo(anonymous);
        assertThat(sees(Role.PERSON, place)).isEqualTo(person);
        assertThat(sees(Role.SERVICE, place)).isEqualTo(service);
        assertThat(sees(Role.OPERATOR, place)).isEqualTo(operator);
    }

    private static String sees(Role role, Place place) {
        return AccessPolicy.maySee(role, place, false) ? "yes" : "no";
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // attribute,               self, service, operator
        "uid,                       yes,  yes,     yes",
        "mail,                      yes,  yes,     yes",
        "sesameState,               yes,  yes,     yes",
        "userPassword,              no,   no,      no",
        "USERPASSWORD,              no,   no,      no",
        "sesameAffiliation,         yes,  no,      yes",
        "SESAMEAFFILIATION,         yes,  no,      yes",
        "sesamePersonNumber,        yes,  no,      yes",
        "supannOIDCDateDeNaissance, yes,  no,      yes",
        "supannCodeINE,             yes,  no,      yes",
        "sesameLock,                no,   no,      yes"
    })
    void whoReadsAnAttributeOfAPerson(String attribute, String self, String service, String operator) {
        assertThat(AccessPolicy.mayRead(Role.PERSON, attribute, true)).isEqualTo(self.equals("yes"));
        assertThat(AccessPolicy.mayRead(Role.SERVICE, attribute, false)).isEqualTo(service.equals("yes"));
        assertThat(AccessPolicy.mayRead(Role.OPERATOR, attribute, false)).isEqualTo(operator.equals("yes"));
        assertThat(AccessPolicy.mayRead(Role.PERSON, attribute, false)).isFalse();
        assertThat(AccessPolicy.mayRead(Role.ANONYMOUS, attribute, false)).isFalse();
        assertThat(AccessPolicy.maySearchFor(Role.SERVICE, attribute)).isEqualTo(service.equals("yes"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // place,    add, modify, delete, rename
        "PEOPLE,     yes, yes,    no,     no",
        "TOMBSTONES, yes, yes,    no,     no",
        "STRUCTURES, yes, yes,    yes,    yes",
        "GROUPS,     yes, yes,    yes,    yes",
        "SERVICES,   yes, yes,    yes,    yes",
        "CONTAINER,  no,  no,     no,     no",
        "SCHEMA,     no,  no,     no,     no",
        "ROOT_DSE,   no,  no,     no,     no",
        "ELSEWHERE,  no,  no,     no,     no"
    })
    void whatTheOperatorWrites(Place place, String add, String modify, String delete, String rename) {
        assertThat(writes(Write.ADD, place)).isEqualTo(add);
        assertThat(writes(Write.MODIFY, place)).isEqualTo(modify);
        assertThat(writes(Write.DELETE, place)).isEqualTo(delete);
        assertThat(writes(Write.RENAME, place)).isEqualTo(rename);
    }

    private static String writes(Write write, Place place) {
        return AccessPolicy.mayWrite(Role.OPERATOR, write, place) ? "yes" : "no";
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ANONYMOUS", "PERSON", "SERVICE"})
    void nobodyElseWritesAnything(Role role) {
        for (Place place : Place.values()) {
            for (Write write : Write.values()) {
                assertThat(AccessPolicy.mayWrite(role, write, place)).isFalse();
            }
        }
    }

    @Test
    void oneSeesOneself() {
        assertThat(AccessPolicy.maySee(Role.PERSON, Place.PEOPLE, true)).isTrue();
        assertThat(AccessPolicy.maySee(Role.SERVICE, Place.SERVICES, true)).isTrue();
    }
}
