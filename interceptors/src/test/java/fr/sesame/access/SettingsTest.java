package fr.sesame.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an institution decides: addresses, limits, services, white pages, who gives roles. */
class SettingsTest {

    @ParameterizedTest(name = "{0} has {1}: {2}")
    @CsvSource({
        "10.1.0.0/16,      10.1.0.0,           yes",
        "10.1.0.0/16,      10.1.255.255,       yes",
        "10.1.0.0/16,      10.0.255.255,       no",
        "10.1.0.0/16,      10.2.0.0,           no",
        "10.1.0.0/16,      ::ffff:10.1.2.3,    yes",
        "10.1.2.3,         10.1.2.3,           yes",
        "10.1.2.3,         10.1.2.4,           no",
        "10.1.2.0/23,      10.1.3.255,         yes",
        "10.1.2.0/23,      10.1.4.0,           no",
        "10.1.2.128/25,    10.1.2.127,         no",
        "10.1.2.128/25,    10.1.2.128,         yes",
        "0.0.0.0/0,        203.0.113.9,        yes",
        "0.0.0.0/0,        2001:db8::1,        no",
        "2001:db8::/32,    2001:db8:ffff::1,   yes",
        "2001:db8::/32,    2001:db9::1,        no",
        "2001:db8::8/125,  2001:db8::f,        yes",
        "2001:db8::8/125,  2001:db8::10,       no",
        "::1,              ::1,                yes",
        "::1,              127.0.0.1,          no"
    })
    void aRangeHasItsAddressesAndNoOther(String range, String address, String yes) throws Exception {
        assertThat(AddressRange.parse(range).contains(InetAddress.getByName(address)))
                .isEqualTo(yes.equals("yes"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "10.1.0.0/33",
                "10.1.0.0/-1",
                "10.1.0.1/16",
                "10.1.0.0/",
                "10.1.0.0/x",
                "10.1/16",
                "256.1.1.1",
                "localhost",
                "cas.univ.example",
                "2001:db8::/129",
                "2001:db8::1/32",
                "::ffff:10.0.0.0/129",
                ":",
                "1"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rangesAreEqualByWhatTheySay() {
        assertThat(AddressRange.parse("10.0.0.1")).isEqualTo(AddressRange.parse("10.0.0.1/32"));
        assertThat(AddressRange.parse("10.0.0.0/8")).isNotEqualTo(AddressRange.parse("10.0.0.0/9"));
        assertThat(AddressRange.parse("10.0.0.0/8")).hasToString("10.0.0.0/8");
        assertThat(AddressRange.parse("10.0.0.0/8").hashCode())
                .isEqualTo(AddressRange.parse("10.0.0.0/8").hashCode());
    }

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
