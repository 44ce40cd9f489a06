package fr.sesame.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every role, at every place, with every attribute of every group, against tables that were written by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTableTest {
    private static final String PEOPLE = "people.txt";
    private static final String OTHERS = "others";
    private static final List<String> ON_PEOPLE =
            List.of("white", "self", "cas", "sup", "off", "reg", "oper", "daem", "repl");
    private static final int FIRST_ATTRIBUTE = 1 + 9;

    private final AttributeGroups groups = new AttributeGroups(Map.of());
    private final AtomicInteger decisions = new AtomicInteger();

    @AfterAll
    void severalThousandWereLookedAt() {
        assertThat(decisions.get()).isGreaterThan(40_000);
    }

    /** By group, as the hand-written table has them. */
    private static Map<String, List<String>> attributes() {
        Map<String, List<String>> attributes = new HashMap<>();
        for (List<String> line : Matrix.lines(PEOPLE)) {
            attributes.put(line.get(0), line.subList(FIRST_ATTRIBUTE, line.size()));
        }
        return attributes;
    }

    @Test
    void theTableNamesEveryGroupAndEveryAttributeOfIt() {
        Map<String, List<String>> written = attributes();
        for (AttributeGroup group : AttributeGroup.values()) {
            assertThat(written.get(group.word())).as(group.word()).containsExactlyInAnyOrderElementsOf(group.members());
        }
        assertThat(written).hasSize(AttributeGroup.values().length + 1);
    }

    @Test
    void noAttributeIsInTwoGroups() {
        Set<String> seen = new HashSet<>();
        for (AttributeGroup group : AttributeGroup.values()) {
            group.members()
                    .forEach(name -> assertThat(seen.add(AttributeGroups.lower(name)))
                            .as(name)
                            .isTrue());
        }
    }

    static Stream<Arguments> people() {
        return Matrix.lines(PEOPLE).stream()
                .flatMap(line -> ON_PEOPLE.stream().map(column -> Arguments.of(column, line.get(0), line)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("people")
    void onAPersonsEntry(String column, String group, List<String> line) {
        Grant grant = Matrix.onPeople(column, Matrix.OPEN);
        check(grant, line.subList(FIRST_ATTRIBUTE, line.size()), line.get(1 + ON_PEOPLE.indexOf(column)));
    }

    static Stream<Arguments> pairs() {
        List<String> columns = List.of("sup", "off", "reg", "oper");
        List<Arguments> pairs = new ArrayList<>();
        for (List<String> line : Matrix.lines(PEOPLE)) {
            for (String one : columns) {
                for (String other : columns) {
                    pairs.add(Arguments.of(one, other, line.get(0), line));
                }
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest(name = "a person who is {0} and {1}: {2}")
    @MethodSource("pairs")
    void whoHoldsSeveralRolesHasTheRightsOfAll(String one, String other, String group, List<String> line) {
        Rights rights = Matrix.OPEN.rights(new HashSet<>(List.of(Role.SELF, Matrix.role(one), Matrix.role(other))));
        List<String> names = line.subList(FIRST_ATTRIBUTE, line.size());
        String both = Matrix.union(cell(line, one), cell(line, other));
        check(rights.on(Place.PEOPLE, false, false), names, both);
        check(rights.on(Place.PEOPLE, false, true), names, both);
        check(rights.on(Place.PEOPLE, true, true), names, Matrix.union(both, cell(line, "self")));
    }

    private static String cell(List<String> line, String column) {
        return line.get(1 + ON_PEOPLE.indexOf(column));
    }

    static Stream<Arguments> closed() {
        return attributes().keySet().stream().sorted().map(Arguments::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("closed")
    void whoIsNotInTheWhitePagesIsAsIfNotThere(String group) {
        List<String> names = attributes().get(group);
        for (Role role : List.of(Role.ANONYMOUS, Role.SELF)) {
            Rights open = Matrix.OPEN.rights(Set.of(role));
            Rights closed = Matrix.CLOSED.rights(Set.of(role));
            check(open.on(Place.PEOPLE, false, false), names, ".");
            check(closed.on(Place.PEOPLE, false, false), names, ".");
            check(closed.on(Place.PEOPLE, false, true), names, ".");
            assertThat(closed.on(Place.PEOPLE, false, true).sees()).isFalse();
        }
        check(Matrix.OPEN.rights(Set.of(Role.SELF)).on(Place.PEOPLE, false, true), names, whiteCell(group));
    }

    private static String whiteCell(String group) {
        return Matrix.lines(PEOPLE).stream()
                .filter(line -> line.get(0).equals(group))
                .map(line -> line.get(1))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Arguments> elsewhere() {
        List<Arguments> rows = new ArrayList<>();
        for (Place place : Place.values()) {
            if (place != Place.PEOPLE) {
                for (String group : attributes().keySet()) {
                    Matrix.COLUMNS.forEach(column -> rows.add(Arguments.of(column, place, group)));
                }
            }
        }
        return rows.stream();
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @MethodSource("elsewhere")
    void onAnEntryThatIsNoPersons(String column, Place place, String group) {
        Grant grant = Matrix.rights(column, Matrix.CLOSED).on(place, false, false);
        check(grant, attributes().get(group), expected(place, group).get(2 + Matrix.COLUMNS.indexOf(column)));
    }

    private static List<String> expected(Place place, String group) {
        return Matrix.lines("attributes.txt").stream()
                .filter(line -> Matrix.place(line.get(0)) == place)
                .filter(line -> line.get(1).equals(group) || line.get(1).equals(OTHERS))
                .min(java.util.Comparator.comparing(line -> line.get(1).equals(OTHERS)))
                .orElseThrow();
    }

    static Stream<Arguments> places() {
        return Matrix.lines("places.txt").stream()
                .flatMap(line -> Matrix.COLUMNS.stream().map(column -> Arguments.of(column, line.get(0), line)));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("places")
    void whatIsDoneToWholeEntries(String column, String place, List<String> line) {
        Grant grant = Matrix.rights(column, Matrix.CLOSED).on(Matrix.place(place), false, false);
        String letters = (grant.sees() ? "s" : "")
                + (grant.writes().contains(EntryWrite.ADD) ? "a" : "")
                + (grant.writes().contains(EntryWrite.MODIFY) ? "m" : "")
                + (grant.writes().contains(EntryWrite.DELETE) ? "d" : "")
                + (grant.writes().contains(EntryWrite.RENAME) ? "n" : "");
        decisions.addAndGet(5);
        // Without populations in the settings, a registrar still lifts locks.
        assertThat(letters.isEmpty() ? "." : letters).isEqualTo(line.get(1 + Matrix.COLUMNS.indexOf(column)));
    }

    @Test
    void everyPlaceIsInTheTable() {
        assertThat(Matrix.lines("places.txt").stream().map(line -> Matrix.place(line.get(0))))
                .containsExactlyInAnyOrder(Place.values());
    }

    @Test
    void whoIsNobodySeesTheRootDseAlone() {
        for (Place place : Place.values()) {
            for (boolean flag : new boolean[] {true, false}) {
                Grant grant = AccessTable.nobody().on(place, flag, flag);
                assertThat(grant.sees()).isEqualTo(place == Place.ROOT_DSE);
                assertThat(grant.writes()).isEmpty();
            }
        }
    }

    private void check(Grant grant, List<String> attributes, String letters) {
        for (String attribute : attributes) {
            assertThat(Matrix.letters(grant, groups, attribute)).as(attribute).isEqualTo(letters);
            assertThat(Matrix.letters(grant, groups, attribute.toUpperCase(java.util.Locale.ROOT)))
                    .as(attribute + " in capitals")
                    .isEqualTo(letters);
            decisions.addAndGet(2 * Arrays.asList("read", "set", "clear").size());
        }
    }
}
