package fr.sesame.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.password.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an institution decides: addresses, limits, services, white pages, who gives roles. */
class SettingsTest {

    @Test
    void aServiceWithoutRangesActsFromAnywhere() throws Exception {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        ServiceAccess anywhere = ServiceAccess.reading(AttributeSet.NONE);
        assertThat(anywhere.mayActFrom(here)).isTrue();
        assertThat(from("10.0.0.0/8", "::1").mayActFrom(here)).isFalse();
        assertThat(from("10.0.0.0/8", "127.0.0.0/8").mayActFrom(here)).isTrue();
    }

    private static ServiceAccess from(String... ranges) {
        return new ServiceAccess(
                Role.SERVICE,
                AttributeSet.NONE,
                AttributeSet.NONE,
                Set.of(),
                List.of(ranges).stream().map(AddressRange::parse).toList(),
                SearchLimits.NONE);
    }

    @ParameterizedTest(name = "{0},{1} and {2},{3}: {4},{5}")
    @CsvSource({"50,5,1000,30,1000,30", "50,30,1000,5,1000,30", "0,5,1000,30,0,30", "50,0,10,0,50,0", "0,0,0,0,0,0"})
    void whoHoldsTwoRolesHasTheWiderLimit(int size, int seconds, int size2, int seconds2, int most, int longest) {
        assertThat(new SearchLimits(size, seconds).widest(new SearchLimits(size2, seconds2)))
                .isEqualTo(new SearchLimits(most, longest));
    }

    @Test
    void limitsAreThoseOfTheRole() {
        AccessTable table = new AccessTable(AccessSettings.standard());
        assertThat(table.rights(Set.of(Role.ANONYMOUS)).limits()).isEqualTo(new SearchLimits(50, 5));
        assertThat(table.rights(Set.of(Role.SELF, Role.SUPPORT)).limits()).isEqualTo(new SearchLimits(1000, 30));
        assertThat(table.rights(Set.of(Role.SELF, Role.OPERATOR)).limits()).isEqualTo(SearchLimits.NONE);
        assertThat(table.rights(Set.of(Role.DAEMON)).limits()).isEqualTo(SearchLimits.NONE);
    }

    @Test
    void aServiceReadsWhatIsNamedWhereItIsNamed() {
        AccessTable table = new AccessTable(AccessSettings.standard());
        Rights mail = table.rights(new ServiceAccess(
                Role.SERVICE,
                new AttributeSet(Set.of(AttributeGroup.MAIL), Set.of("univCard"), false),
                AttributeSet.of(AttributeGroup.CONSENT),
                Set.of(Place.PEOPLE),
                List.of(),
                SearchLimits.NONE));
        AttributeGroups groups = new AttributeGroups(Map.of());
        Grant people = mail.on(Place.PEOPLE, false, false);
        assertThat(Matrix.letters(people, groups, "mail")).isEqualTo("r");
        assertThat(Matrix.letters(people, groups, "UNIVCARD")).isEqualTo("r");
        assertThat(Matrix.letters(people, groups, "univOther")).isEqualTo(".");
        assertThat(Matrix.letters(people, groups, "cn")).isEqualTo(".");
        assertThat(Matrix.letters(people, groups, "aupAccepted")).isEqualTo("w");
        assertThat(Matrix.letters(people, groups, "userPassword")).isEqualTo(".");
        assertThat(mail.on(Place.STRUCTURES, false, false).sees()).isFalse();
        assertThat(mail.on(Place.GROUPS, false, false).sees()).isFalse();
    }

    @Test
    void replicationReadsHashesAndWritesNothing() {
        Rights rights = new AccessTable(AccessSettings.standard())
                .rights(new ServiceAccess(
                        Role.REPLICATION,
                        AttributeSet.NONE,
                        AttributeSet.NONE,
                        Set.of(),
                        List.of(),
                        SearchLimits.NONE));
        Grant people = rights.on(Place.PEOPLE, false, false);
        assertThat(Matrix.letters(people, new AttributeGroups(Map.of()), "userPassword"))
                .isEqualTo("r");
        assertThat(people.writes()).isEmpty();
    }

    @Test
    void aServiceThatIsAnOperatorMayDoWhatAnOperatorMay() {
        AccessTable table = new AccessTable(AccessSettings.standard());
        Rights service = table.rights(new ServiceAccess(
                Role.OPERATOR, AttributeSet.NONE, AttributeSet.NONE, Set.of(), List.of(), SearchLimits.NONE));
        Rights operator = table.rights(Set.of(Role.OPERATOR));
        for (Place place : Place.values()) {
            assertThat(service.on(place, false, false)).as(place.name()).isEqualTo(operator.on(place, false, false));
        }
        assertThat(service.on(Place.ROLE_GROUPS, false, false).writes()).isNotEmpty();
    }

    @Test
    void anAttributeOfOnesOwnSchemaIsReadWithItsGroup() {
        AttributeGroups groups = new AttributeGroups(
                Map.of(AttributeGroup.PROFILE, List.of("univDiploma"), AttributeGroup.NAME, List.of("userPassword")));
        Grant cas = Matrix.rights("cas", Matrix.CLOSED).on(Place.PEOPLE, false, false);
        assertThat(Matrix.letters(cas, groups, "univdiploma")).isEqualTo("r");
        assertThat(groups.of(List.of("userPassword"))).isEqualTo(AttributeGroup.PASSWORD);
    }

    @Test
    void onlyWhoIsNamedForItGivesRoles() {
        AccessSettings settings = new AccessSettings(
                false,
                AccessSettings.SELF_WRITES,
                Map.of(),
                Set.of(Role.SECURITY_OFFICER),
                Set.of(),
                Map.of(),
                Map.of(),
                Map.of());
        AccessTable table = new AccessTable(settings);
        Grant officer = table.rights(Set.of(Role.SECURITY_OFFICER)).on(Place.ROLE_GROUPS, false, false);
        assertThat(Matrix.letters(officer, new AttributeGroups(Map.of()), "member"))
                .isEqualTo("rw");
        assertThat(officer.writes()).containsExactlyInAnyOrder(EntryWrite.values());
        assertThat(table.rights(Set.of(Role.SUPPORT))
                        .on(Place.ROLE_GROUPS, false, false)
                        .writes())
                .isEmpty();
    }
}
