package fr.sesame.partition.differential;

import java.util.List;
import java.util.stream.Stream;

/**
 * The values that the proof plays with: few, so that filters hit and names collide; and for most of them a second spelling
 * that a matching rule takes for the same, because that is where an index and a scan part.
 *
 * @param attribute the attribute's name
 * @param rules which filters may be asked of it: {@code =} equality, {@code <} ordering, {@code *} substrings; a filter
 *     without its rule is {@link OracleDifference#NO_MATCHING_RULE}
 * @param single whether it is single-valued
 * @param indexed whether the subject has an index on it
 * @param values what is written and asked for
 */
record Alphabet(String attribute, String rules, boolean single, boolean indexed, List<String> values) {
    private static final List<String> NAMES = List.of(
            "Dupont",
            "DUPONT",
            "dupont",
            "Élodie",
            "ELODIE",
            "élodie",
            "Jean  Paul",
            "jean paul",
            " Jean Paul ",
            "Jeanne",
            "O'Brien (Sean)",
            "A*B\\C",
            "Müller-Lüdenscheidt",
            "Dupont, Jean",
            "du",
            "Straße",
            "名前",
            "x",
            "a+b=c",
            "#7");
    /** Longer than LMDB's keys, and the same up to the end; blanks alone; compatible and composed forms. */
    private static final List<String> ODD = List.of(
            "long ".repeat(130) + "a",
            "long ".repeat(130) + "b",
            "LONG ".repeat(130) + "A",
            "long ".repeat(130),
            " ",
            "\uFF5E",
            "e\u0301lodie",
            "\u00DF",
            "ss");

    private static final List<String> TEXTS =
            Stream.of(NAMES, ODD).flatMap(List::stream).toList();
    private static final List<String> NUMBERS = List.of(
            "0", "1", "7", "10", "42", "-1", "-42", "-10", "100", "2147483647", "-2147483648", "99999999999999999999");
    private static final List<String> TIMES = List.of(
            "20260131120000Z",
            "20260131130000+0100",
            "202601311200Z",
            "2026013112Z",
            "20260131120000.0Z",
            "20260131120000.000Z",
            "20260131120000.5Z",
            "20260131120000,500Z",
            "20260131063000-0530",
            "20251231235959Z",
            "20260101005959+0100",
            "20270101000000Z",
            "19991231235959.999Z");
    private static final List<String> DNS = List.of(
            "ou=a,dc=example,dc=org",
            "OU=A, DC=Example,dc=org",
            "uid=dupont,ou=a,dc=example,dc=org",
            "uid=DUPONT,ou=a,dc=example,dc=org",
            "cn=Jean Paul+sn=x,dc=example,dc=org",
            "2.5.4.3=jean  paul+sn=X,dc=example,dc=org",
            "cn=Dupont\\, Jean,dc=example,dc=org");
    private static final List<String> PHONES = List.of(
            "+33 1 23 45 67 89",
            "+33123456789",
            "+33-1-23-45-67-89",
            "+33 1 23 45 67 80",
            "112",
            "1 1 2",
            "+1 555 1234");
    private static final List<String> UUIDS = List.of(
            "00000000-0000-4000-8000-000000000001",
            "00000000-0000-4000-8000-00000000000a",
            "00000000-0000-4000-8000-00000000000A",
            "f0000000-0000-4000-8000-000000000001",
            "7f000000-0000-4000-8000-000000000001");
    private static final List<String> CSNS = List.of(
            "20260101000000.000000Z#000000#000#000000",
            "20260101000000.000000Z#000001#000#000000",
            "20260101000000.000000Z#000000#001#000000",
            "20260101000000.123456Z#000000#000#000000",
            "20270101000000.000000Z#00000a#0ff#000000");
    private static final List<String> DIGITS = List.of("0123", "01 23", " 0 1 2 3 ", "123", "1 2 3", "9", "90", "0");
    private static final List<String> BYTES = List.of(
            "00", "ff", "00ff", "7f80", "68c3a96c", "2a5c", "0000", "5a".repeat(700) + "00", "5a".repeat(700) + "01");
    private static final List<String> PHOTOS =
            List.of("ffd8ffe000104a46494600", "ffd8ffe000104a4649460001", "ffd8ffe100104578696600");
    private static final List<String> MAILS = List.of(
            "jean.dupont@example.org", "Jean.Dupont@Example.org", "e.o@example.org", "x@y", "dupont@example.org");

    /** Everything that an entry with the proof's own classes may have. */
    static final List<Alphabet> ALL = List.of(
            new Alphabet("cn", "=*", false, true, NAMES),
            new Alphabet("sn", "=*", false, false, NAMES),
            new Alphabet("uid", "=*", false, true, List.of("dupont", "DUPONT", "paul", "x", "x1", "x 1", "élodie")),
            new Alphabet("description", "=*", false, false, TEXTS),
            new Alphabet("displayName", "=*", true, true, NAMES),
            new Alphabet("employeeNumber", "=*", true, false, List.of("1", "01", "A7", "a7", "12 34")),
            new Alphabet("mail", "=*", false, true, MAILS),
            new Alphabet("telephoneNumber", "=*", false, true, PHONES),
            new Alphabet("homePhone", "=*", false, false, PHONES),
            new Alphabet("seeAlso", "=", false, true, DNS),
            new Alphabet("manager", "=", false, false, DNS),
            new Alphabet("userPassword", "=", false, false, BYTES),
            new Alphabet("jpegPhoto", "", false, false, PHOTOS),
            new Alphabet("tInteger", "=<", false, true, NUMBERS),
            new Alphabet("tCount", "=<", true, true, NUMBERS),
            new Alphabet("uidNumber", "=", true, false, NUMBERS),
            new Alphabet("tTime", "=<", false, true, TIMES),
            new Alphabet("tUntil", "=<", true, true, TIMES),
            new Alphabet("tFlag", "=", true, true, List.of("TRUE", "FALSE")),
            new Alphabet("tUuid", "=<", false, true, UUIDS),
            new Alphabet("tCsn", "=<", false, true, CSNS),
            new Alphabet("tNumeric", "=<*", false, true, DIGITS),
            new Alphabet("tOctets", "=", false, true, BYTES),
            new Alphabet("tExact", "=<*", false, true, TEXTS),
            new Alphabet("tText", "=<*", false, true, TEXTS),
            new Alphabet("tTextKind", "=<*", false, true, TEXTS),
            new Alphabet("tTextKindOfKind", "=<*", false, true, TEXTS),
            new Alphabet("tTextPlain", "=<*", false, false, TEXTS));

    /** A type above cn, sn and others: RFC 4512, 2.5.1, a filter on it finds what is below it. */
    static final Alphabet NAME = new Alphabet("name", "=*", false, false, NAMES);

    static final List<String> CLASSES = List.of(
            "organizationalUnit",
            "ORGANIZATIONALUNIT",
            "inetOrgPerson",
            "2.16.840.1.113730.3.2.2",
            "person",
            "alias",
            "extensibleObject",
            "tThing",
            "top",
            "posixAccount");

    static List<String> indexedNames() {
        return ALL.stream().filter(Alphabet::indexed).map(Alphabet::attribute).toList();
    }

    static List<String> substringIndexedNames() {
        return ALL.stream()
                .filter(kind -> kind.indexed() && kind.has('*'))
                .map(Alphabet::attribute)
                .toList();
    }

    boolean has(char rule) {
        return rules.indexOf(rule) >= 0;
    }

    boolean isBinary() {
        return values == BYTES || values == PHOTOS;
    }
}
