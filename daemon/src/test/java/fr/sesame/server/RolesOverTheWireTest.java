package fr.sesame.server;

import static fr.sesame.server.Callers.refusal;
import static fr.sesame.server.Callers.search;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.CompareRequest;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The hand-written table of what each role may do with a person, asked of a real port: every role, every group. */
class RolesOverTheWireTest {
    private static final Path TABLE = Path.of("../interceptors/src/test/resources/fr/sesame/access/people.txt");
    private static final List<String> COLUMNS =
            List.of("white", "self", "cas", "sup", "off", "reg", "oper", "daem", "repl");
    /** Groups of which no person's entry here can have an attribute: they are not in its object classes, or the policy's. */
    private static final Set<String> NOT_HERE =
            Set.of("hashes", "pwd-state", "posix", "certificate", "card", "members", "lock-history", "suspension");

    @TempDir
    static Path folder;

    private static University university;
    private static final Map<String, LDAPConnection> CONNECTIONS = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        university = new University(folder);
        for (String column : COLUMNS) {
            CONNECTIONS.put(column, university.as(column));
        }
    }

    @AfterAll
    static void stop() {
        CONNECTIONS.values().forEach(LDAPConnection::close);
        university.close();
    }

    private static String alice() {
        return university.directory.person("alice");
    }

    private static List<List<String>> table() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> Arrays.asList(line.trim().split("\\s+")))
                .toList();
    }

    static Stream<Arguments> rows() throws IOException {
        return table().stream()
                .filter(line -> !NOT_HERE.contains(line.get(0)))
                .flatMap(line -> COLUMNS.stream()
                        .map(column -> Arguments.of(column, line.get(0), line.get(1 + COLUMNS.indexOf(column)))));
    }

    @Test
    void everyGroupIsAskedFor() throws Exception {
        assertThat(table().stream().map(line -> line.get(0)).filter(group -> !NOT_HERE.contains(group)))
                .containsExactlyInAnyOrderElementsOf(University.VALUES.keySet());
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("rows")
    void read(String who, String group, String letters) throws Exception {
        String name = University.VALUES.get(group).get(0);
        boolean reads = letters.contains("r");
        LDAPConnection connection = CONNECTIONS.get(who);
        for (String[] asked : new String[][] {{"*", "+"}, {name}, {"1.1", name}, {"*", "+", name}}) {
            SearchResult found =
                    search(connection, new SearchRequest(alice(), SearchScope.BASE, "(objectClass=person)", asked));
            assertThat(found.getEntryCount()).isEqualTo(1);
            assertThat(found.getSearchEntries().get(0).hasAttribute(name)).isEqualTo(reads);
        }
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("rows")
    void searchedFor(String who, String group, String letters) throws Exception {
        String name = University.VALUES.get(group).get(0);
        boolean reads = letters.contains("r");
        LDAPConnection connection = CONNECTIONS.get(who);
        for (String filter : List.of("(%s=*)", "(&(cn=alice)(%s=*))")) {
            SearchResult found = search(
                    connection, new SearchRequest(alice(), SearchScope.BASE, String.format(filter, name), "1.1"));
            assertThat(found.getEntryCount()).as(filter).isEqualTo(reads ? 1 : 0);
        }
        // Within a negation, whatever is below the type must be readable too.
        boolean readsAllBelow = reads && !isPartOfMore(who, group);
        SearchResult twice = search(
                connection, new SearchRequest(alice(), SearchScope.BASE, "(&(cn=alice)(!(!(" + name + "=*))))", "1.1"));
        assertThat(twice.getEntryCount()).isEqualTo(readsAllBelow ? 1 : 0);
        SearchResult negated = search(
                connection,
                new SearchRequest(
                        alice(),
                        SearchScope.BASE,
                        Filter.createORFilter(
                                Filter.createEqualityFilter("cn", "alice"),
                                Filter.createNOTFilter(Filter.createEqualityFilter(
                                        name, University.VALUES.get(group).get(1)))),
                        "1.1"));
        assertThat(negated.getEntryCount()).isEqualTo(readsAllBelow ? 1 : 0);
    }

    /** SUPANN's supannAutreMail is a kind of mail, and its supannAutreTelephone one of telephoneNumber. */
    private static boolean isPartOfMore(String who, String group) {
        return (group.equals("mail") && Set.of("white", "reg").contains(who))
                || (group.equals("office-phone")
                        && Set.of("white", "cas", "reg").contains(who));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("rows")
    void compared(String who, String group, String letters) throws Exception {
        List<String> value = University.VALUES.get(group);
        boolean compares = letters.contains("r") && !who.equals("white"); // who is listed is told by searches alone
        ResultCode got =
                refusal(() -> CONNECTIONS.get(who).compare(new CompareRequest(alice(), value.get(0), value.get(1))));
        assertThat(got.equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)).isEqualTo(!compares);
    }

    /** What it is set to is what it is, so that the rows do not depend on one another. */
    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("rows")
    void written(String who, String group, String letters) throws Exception {
        List<String> value = University.VALUES.get(group);
        if (group.equals("object-class") || (group.equals("password") && letters.contains("w"))) {
            return; // an error of the schema's; see WriteTest, and RoleRulesTest for passwords
        }
        ResultCode got =
                refusal(() -> CONNECTIONS.get(who).modify(alice(), University.replace(value.get(0), value.get(1))));
        boolean writes = letters.contains("w");
        assertThat(got.equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS))
                .as(got.toString())
                .isEqualTo(!writes);
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("rows")
    void emptied(String who, String group, String letters) throws Exception {
        List<String> value = University.VALUES.get(group);
        boolean clears = letters.contains("w") || letters.contains("c");
        if (clears
                && Set.of("object-class", "login", "name", "password", "life-cycle", "state")
                        .contains(group)) {
            return; // without it alice would be no person, or could not bind any more
        }
        for (ModificationType type : List.of(ModificationType.DELETE, ModificationType.REPLACE)) {
            ResultCode got = refusal(() -> CONNECTIONS.get(who).modify(alice(), new Modification(type, value.get(0))));
            assertThat(got.equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS))
                    .as(got.toString())
                    .isEqualTo(!clears);
            restore(value);
        }
    }

    private static void restore(List<String> value) throws LDAPException {
        if (!Set.of("entryUUID", "entryCSN", "objectClass", "uid").contains(value.get(0))) {
            CONNECTIONS.get("oper").modify(alice(), University.replace(value.get(0), value.get(1)));
        }
    }
}
