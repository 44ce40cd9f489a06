package fr.sesame.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.sesame.access.AccessSettings;
import fr.sesame.access.AttributeGroup;
import fr.sesame.access.AttributeSet;
import fr.sesame.access.Place;
import fr.sesame.access.Role;
import fr.sesame.access.SearchLimits;
import fr.sesame.access.ServiceAccess;
import fr.sesame.account.Calendar;
import fr.sesame.account.Condition;
import fr.sesame.account.Master;
import fr.sesame.account.Population;
import fr.sesame.directory.ldap.Encryption;
import fr.sesame.schema.EduPersonAffiliation;
import fr.sesame.schema.SupannPopulation;
import fr.sesame.schema.SupannPopulations;
import fr.sesame.server.door.DoorSettings;
import fr.sesame.source.csv.CsvFile;
import fr.sesame.source.csv.CsvFormat;
import fr.sesame.source.rows.Conversion;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped configuration is right; every way of spoiling it is said, all of them at once. */
class ConfigurationTest {
    private static final Path SHIPPED = Path.of("../conf");
    private static final String MAIN = "sesame.yaml";
    private static final String APOGEE = "sources/apogee.yaml";

    @TempDir
    private Path dir;

    @BeforeEach
    void copyTheShippedOne() throws IOException {
        Files.createDirectory(dir.resolve("sources"));
        for (String file : List.of(MAIN, APOGEE, "sources/siham.yaml", "sources/harpege.yaml", "sources/saghe.yaml")) {
            Files.copy(SHIPPED.resolve(file), dir.resolve(file));
        }
    }

    private void replace(String file, String found, String replacement) throws IOException {
        String text = Files.readString(dir.resolve(file));
        assertThat(text).contains(found);
        Files.writeString(dir.resolve(file), text.replace(found, replacement));
    }

    private List<String> problems() {
        ConfigurationException thrown =
                catchThrowableOfType(ConfigurationException.class, () -> Configuration.load(dir));
        assertThat(thrown).isNotNull();
        return thrown.problems().stream()
                .map(problem -> problem.toString().replace(dir + "/", ""))
                .toList();
    }

    @Test
    void theShippedConfigurationIsRight() throws Exception {
        Configuration shipped = Configuration.load(dir);

        assertThat(shipped.state()).isEqualTo(Path.of("/var/lib/sesame"));
        assertThat(shipped.institution().zone()).isEqualTo(ZoneId.of("Europe/Paris"));
        assertThat(shipped.directory())
                .isEqualTo(new DirectorySettings(
                        "dc=univ,dc=example",
                        "127.0.0.1",
                        10389,
                        DirectoryServer.SESAME,
                        Encryption.NONE,
                        Optional.empty(),
                        "cn=operator,ou=services,dc=univ,dc=example",
                        Path.of("/var/lib/sesame/secrets/operator.password")));
        assertThat(shipped.server())
                .isEqualTo(new ServerSettings("127.0.0.1", 10389, 8389, 128L << 30, false, DoorSettings.PLAIN));
        assertThat(shipped.calendar().rules().keySet())
                .extracting(Population::name)
                .containsExactlyInAnyOrder("student", "staff", "hosted", "teacher-hourly", "partner");
        assertThat(shipped.supannStates()).hasSize(Condition.values().length);
        shipped.supannStates().forEach((condition, state) -> assertThat(state).isEqualTo(condition.supann()));
        assertThat(shipped.supannPopulations()).hasSameSizeAs(shipped.calendar().rules());
        shipped.supannPopulations()
                .forEach((population, supann) ->
                        assertThat(supann).as(population.name()).isEqualTo(SupannPopulations.shipped(population)));
        assertThat(shipped.names().loginPattern()).isEqualTo("{given:1}{family}");
        assertThat(shipped.names().reserved()).contains("root", "www");
        assertThat(shipped.guard().closePercentOf(new Population("staff"))).isEqualTo(5);
        assertThat(shipped.calendarSchedule()).isEqualTo("0 */5 * * * ?");
        assertThat(shipped.enabledSources())
                .extracting(SourceSettings::name)
                .containsExactly("apogee", "siham", "harpege", "saghe");
        assertThat(shipped.sources().get(0).rows())
                .isEqualTo(new CsvFile(
                        Path.of("/var/lib/sesame/extracts/apogee.csv"),
                        CsvFormat.of(Charset.forName("windows-1252"), ';')));
        assertThat(shipped.sources().get(0).identifier()).isEqualTo(SupannIdentifier.STUDENT);
        assertThat(shipped.sources().get(3).mapping().onePerYear()).isNotNull();
    }

    @Test
    void everyProblemOfEveryFileIsSaidAtOnce() throws Exception {
        replace(MAIN, "uai: 0751717J", "uai: 123");
        replace(MAIN, "  port: 10389", "  prot: 10389");
        replace(MAIN, "grace: P1D", "grace: one day");
        replace(APOGEE, "windows-1252", "windows-9999");
        replace(APOGEE, "  given: LIB_PR1_IND\n", "");
        replace("sources/siham.yaml", "constant: staff", "constant: staf");

        assertThat(problems())
                .containsExactlyInAnyOrder(
                        MAIN
                                + ": 'institution.uai': found '123'; expected seven digits and the letter that checks them, such as "
                                + "0751717J",
                        MAIN + ": 'directory.prot' is not a setting; did you mean 'directory.port'?",
                        MAIN
                                + ": 'populations.student.grace': found 'one day'; expected a period such as P3M, P1D or P0D",
                        APOGEE + ": 'format.encoding': found 'windows-9999'; expected an encoding such as UTF-8 or "
                                + "windows-1252",
                        APOGEE + ": 'names.given': found nothing; expected the name of a column",
                        "sources/siham.yaml: 'population.constant': found 'staf'; expected one of the populations of "
                                + "sesame.yaml: [hosted, partner, staff, student, teacher-hourly]");
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sesame.yaml|zone: Europe/Paris|zone: Mars/Base|'institution.zone': found 'Mars/Base'; expected a time zone such as Europe/Paris",
                "sesame.yaml|mail-domain: univ.example|mail-domain: Univ|'institution.mail-domain': found 'Univ'; expected a domain in lower case, such as univ.example",
                "sesame.yaml|base: dc=univ,dc=example|base: univ|'directory.base': found 'univ'; expected a DN such as dc=univ,dc=example",
                "sesame.yaml|ldap-port: 10389|ldap-port: 99999|'server.ldap-port': found '99999'; expected a whole number from 0 to 65535",
                "sesame.yaml|http-port: 8389|http-port: web|'server.http-port': found 'web'; expected a whole number from 0 to 65535",
                "sesame.yaml|opens: begin+1|opens: tomorrow|'populations.student.opens': found 'tomorrow'; expected such as begin, begin+1, recorded+1, end, year 09-01 or year+1 12-31",
                "sesame.yaml|requires: [sponsor, validation, end]|requires: [end, sponsors]|'populations.partner.requires': found 'sponsors'; expected any of validation, end, sponsor",
                "sesame.yaml|longest: P1Y|longest: P0D|'populations.partner.longest': found 'P0D'; expected a period of a day or more, such as P1Y or P6M",
                "sesame.yaml|answered-by: staff|answered-by: [staff, boss]|'populations.partner.answered-by': found 'boss'; expected one of the populations: [hosted, partner, staff, student, teacher-hourly]",
                "sesame.yaml|harpege, saghe]|harpege, local]|'sources': found 'local'; expected another name: that is the source of records made by hand",
                "sesame.yaml|grace: P0D|grace: P-1D|'populations.partner.grace': found 'P-1D'; expected a period such as P3M, P1D or P0D",
                "sesame.yaml|grace: P0D|pending-may-bind: true|'populations.partner.pending-may-bind': found 'true' without a grace; expected a grace, such as P3M, to be pending in",
                "sesame.yaml|requires: [validation, end]|pending-may-bind: perhaps|'populations.hosted.pending-may-bind': found 'perhaps'; expected one of false, true",
                "sesame.yaml|  server: sesame|  server: active-directory|'directory.server': found 'active-directory'; expected one of sesame, openldap, 389-ds",
                "sesame.yaml|  pending: I:SupannExpire|  pending: X:SupannExpire|'supann-states.pending': found 'X:SupannExpire'; expected a state of SUPANN, such as I or A:SupannActif",
                "sesame.yaml|  pending: I:SupannExpire|  waiting: I:SupannExpire|'supann-states.waiting' is not a setting; known here: active, inactive, locked-administrative, locked-technical, not-activated, pending, pending-may-bind, prepared",
                "sesame.yaml|longer-than-days: 3|longer-than: 3|'populations.hosted.longer-than' is not a setting; did you mean 'populations.hosted.longer-than-days'?",
                "sesame.yaml|  partner:|  Partner:|'populations.Partner': found 'Partner'; expected lower-case words joined by hyphens",
                "sesame.yaml|{given:1}{family}|{first}{family}|'login.pattern': found '{first}{family}'; expected text with {given} or {family}, each with an optional number of letters such as {given:1}",
                "sesame.yaml|student: {close-percent: 5}|students: {close-percent: 5}|'guard.populations.students': found 'students'; expected one of the populations: [hosted, partner, staff, student, teacher-hourly]",
                "sesame.yaml|0 */5 * * * ?|every night|'calendar.schedule': found 'every night'; expected a Quartz cron expression such as '0 */5 * * * ?'",
                "sesame.yaml|harpege, saghe]|harpege, saghe, saghe]|'sources': found 'saghe' twice; expected each name once",
                "sesame.yaml|harpege, saghe]|harpege, saghe, Hr]|'sources': found 'Hr'; expected lower-case words joined by hyphens",
                "sesame.yaml|state: /var/lib/sesame|# state|'state': found nothing; expected the directory that Sésame writes in, such as /var/lib/sesame",
                "sources/siham.yaml|\"0001-01-01\"|0001-01-01|'dates.empty': found a date without quotes; expected a date as the source writes it, in quotes",
                "sources/siham.yaml|end: exclusive|end: before|'dates.end': found 'before'; expected one of inclusive, exclusive",
                "sources/siham.yaml|yyyy-MM-dd|yy-MM-dd|'dates.patterns': found 'yy-MM-dd'; expected day, month and a year of four digits, such as dd/MM/yyyy",
                "sources/siham.yaml|conversion: digits|conversion: numbers|'numbers[1].conversion': found 'numbers'; expected one of none, upper, digits",
                "sources/siham.yaml|starts-with: REL|begins-with: REL|'hold-first[1]': found 0 tests; expected exactly one of starts-with, starts-not-with, is, is-not",
                "sources/siham.yaml|supannEmpId|supannId|'supann-identifier': found 'supannId'; expected one of supannEtuId, supannEmpId, none",
                "sources/siham.yaml|\";\"|\";;\"|'format.separator': found ';;'; expected one character that is no letter, digit or quote, such as ';'",
                "sources/apogee.yaml|max-held-percent: 50|max-held-percent: 500|'max-held-percent': found '500'; expected a whole number from 0 to 100",
                "sources/apogee.yaml|cancelled: A|cancelled: [A, E]|'facts.cancellation.cancelled': found 'E', which is valid too; expected a value in one list only",
                "sources/saghe.yaml|  year: ANNEE|  begin: ANNEE|'facts.year': found nothing; expected the column of the academic year, which one-per-year needs",
                "sources/harpege.yaml|HEBERGE: hosted|HEBERGE: guest|'population.values.HEBERGE': found 'guest'; expected one of the populations of sesame.yaml: [hosted, partner, staff, student, teacher-hourly]",
            })
    void aWrongSettingNamesFileKeyFoundAndExpected(String file, String found, String replacement, String problem)
            throws Exception {
        replace(file, found, replacement);

        assertThat(problems()).contains(file + ": " + problem);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "  students: {label: Étudiants, populations: [student]}|  students: {populations: [studant]}|'groups.students.populations': found 'studant'; expected one of the populations: [hosted, partner, staff, student, teacher-hourly]",
                "affiliations: [faculty, teacher]}|affiliations: [prof]}|'groups.teachers.affiliations': found 'prof'; expected one of affiliate, alum, emeritus, employee, faculty, library-walk-in, member, registered-reader, researcher, retired, staff, student, teacher",
                "  students: {label: Étudiants, populations: [student]}|  sesame-support: {populations: [student]}|'groups.sesame-support': found 'sesame-support', whose members hold a role; expected another name",
                "\"structure-{structure}\": {label: \"{label}\"}|\"of-{structur}\": {label: \"{label}\"}|'groups.of-{structur}': found 'of-{structur}'; expected a group: '{structur}' in 'of-{structur}' stands for nothing; expected {step}, {structure}, {year}",
                "  students: {label: Étudiants, populations: [student]}|  students: {populations: [student], within: [a b]}|'groups.students.within': found 'a b'; expected the code of a structure, such as UFRDRT",
                "code: \"{SUPANN}AGE\"|code: \"{SUPANN}AGGE\"|'populations.student.supann.code': found '{SUPANN}AGGE'; expected a code of SUPANN's nomenclature of populations, such as \"{SUPANN}AGE\", one of your own, such as \"{UAI:0751717J}ALUMNI\", or none; did you mean '{SUPANN}AGE'?",
                "code: \"{SUPANN}RGIE\"|code: '{SUPANN]RGIE'|'populations.teacher-hourly.supann.code': found '{SUPANN]RGIE'; expected a code of SUPANN's nomenclature of populations, such as \"{SUPANN}AGE\", one of your own, such as \"{UAI:0751717J}ALUMNI\", or none; did you mean '{SUPANN}RGIE'?",
                "{code: \"{SUPANN}AGE\", affiliations: [student, member]}|{code: \"{UAI:0751717J}STUDENT\"}|'populations.student.supann.affiliations': found nothing; expected values of eduPersonAffiliation, such as [affiliate], since SUPANN has no code {UAI:0751717J}STUDENT",
                "[student, member]|[studnet, member]|'populations.student.supann.affiliations': found 'studnet'; expected one of affiliate, alum, emeritus, employee, faculty, library-walk-in, member, registered-reader, researcher, retired, staff, student, teacher; did you mean 'student'?",
                "[student, member]|[student]|'populations.student.supann.affiliations': found 'student' without member; expected member too: eduPerson gives faculty, staff, student and employee to members only",
                "{code: \"{SUPANN}AGE\", affiliations: [student, member]}|AGE|'populations.student.supann': found 'AGE'; expected settings under it",
                "affiliations: [affiliate]|affiliation: [affiliate]|'populations.partner.supann.affiliation' is not a setting; did you mean 'populations.partner.supann.affiliations'?"
            })
    void whatIsWrongInSupannIsSaid(String found, String replacement, String problem) throws Exception {
        replace(MAIN, found, replacement);
        assertThat(problems()).containsExactly(MAIN + ": " + problem);
    }

    @Test
    void everyProblemOfSupannIsSaidAtOnce() throws Exception {
        replace(
                MAIN,
                "{code: \"{SUPANN}AGE\", affiliations: [student, member]}",
                "{code: AGZZZ, affiliations: [studnt, staff]}");
        replace(MAIN, "[employee, member]", "[employe, member]");
        assertThat(problems())
                .hasSize(4)
                .anyMatch(line -> line.contains("student.supann.code"))
                .anyMatch(line -> line.contains("'studnt'"))
                .anyMatch(line -> line.contains("'staff' without member"))
                .anyMatch(line -> line.contains("did you mean 'employee'"));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "PXI  | supann: {code: AGAD}                             | {SUPANN}AGAD         | student researcher member | 650",
                "PXI  | supann: {code: RGRE}                             | {SUPANN}RGRE         | employee teacher          | 400",
                "PXI  | supann: {code: RGRE, affiliations: [employee]}   | {SUPANN}RGRE         | employee                  | 400",
                "PXI  | supann: {affiliations: [library-walk-in]}        | {SUPANN}PXI          | library-walk-in           | 300",
                "PXI  | 'supann: {code: \"{UAI:0751717J}EXT\", affiliations: [affiliate, affiliate]}' | {UAI:0751717J}EXT | affiliate | 0",
                "PXI  | supann: {code: none}                             | ''                   | ''                        | 0",
                "PXI  | supann: {code: PXI, affiliations: none}            | {SUPANN}PXI          | ''                        | 300",
                "PXI  | pending-may-bind: false                          | {SUPANN}PXI          | affiliate                 | 300"
            })
    void whatSupannIsToSayIsTheInstitutions(String before, String supann, String code, String affiliations, int weight)
            throws Exception {
        replace(MAIN, "supann: {code: \"{SUPANN}" + before + "\", affiliations: [affiliate]}", supann);
        SupannPopulation partner = Configuration.load(dir).supannPopulations().get(new Population("partner"));
        assertThat(partner.code() == null ? "" : partner.code().toString()).isEqualTo(code);
        assertThat(String.join(
                        " ",
                        partner.affiliations().stream()
                                .map(EduPersonAffiliation::word)
                                .toList()))
                .isEqualTo(affiliations);
        assertThat(partner.weight()).isEqualTo(weight);
    }

    @Test
    void aSourceWithoutFileIsOneProblem() throws Exception {
        Files.delete(dir.resolve(APOGEE));

        assertThat(problems()).containsExactly(APOGEE + ": found no such file; expected a file in YAML");
    }

    @Test
    void whatIsNotYamlSaysWhere() throws Exception {
        replace(APOGEE, "names:", "names: [");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(APOGEE + ": found what is not YAML: ")
                .contains("(line ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''            | no settings",
                "# nothing     | no settings",
                "hello         | no settings",
                "- a list      | no settings",
                "{1: staff}    | the key 1 is no text; put it in quotes",
                "a: [{on: b}]  | the key true is no text; put it in quotes",
            })
    void aFileThatIsNoSettingsIsOneProblem(String text, String found) throws Exception {
        Files.writeString(dir.resolve(APOGEE), text);

        assertThat(problems())
                .containsExactly(APOGEE + ": found what is not YAML: " + found + "; expected a file in YAML");
    }

    @Test
    void aKeyThatIsThereTwiceIsNotGuessedAt() throws Exception {
        replace(MAIN, "  host: 127.0.0.1", "  host: 127.0.0.1\n  host: 127.0.0.2");

        assertThat(problems()).singleElement().asString().contains("duplicate key host");
    }

    @Test
    void relativeStateIsUnderTheConfiguration() throws Exception {
        replace(MAIN, "state: /var/lib/sesame ", "state: ../state ");

        assertThat(Configuration.load(dir).runs()).isEqualTo(dir.resolve("../state/runs"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "white-pages: false |white-pages: perhaps |'access.white-pages': found 'perhaps'; expected one of true, false",
                "support: sesame-support|help: sesame-support|'access.roles.help': found 'help'; expected one of operator, registrar, security-officer, support",
                "support: sesame-support|support: cn=admins,dc=univ,dc=example|'access.roles.support': found 'cn=admins,dc=univ,dc=example'; expected the cn of a group, or its DN under ou=groups,dc=univ,dc=example, such as sesame-support",
                "security-officer: sesame-security|security-officer: sesame-support|'access.roles.security-officer': found 'cn=sesame-support,ou=groups,dc=univ,dc=example' twice; expected a group for each role",
                "populations: [hosted, partner]|populations: [guests]|'access.registrar.populations': found 'guests'; expected one of the populations: [hosted, partner, staff, student, teacher-hourly]",
                "    cas:|    daemon:|'access.services.daemon': found 'daemon'; expected another name: this one is Sésame's own",
                "    cas:|    Cas:|'access.services.Cas': found 'Cas'; expected lower-case words joined by hyphens",
                "    # admin-jdupont: {role: operator}|    admin-jdupont: {role: operator, reads: name} #|'access.services.admin-jdupont.role': found 'operator' with attributes; expected nothing beside it but addresses: the role says what it may do",
                "reads: [login,|read: [login,|'access.services.cas.reads': found nothing; expected a list of groups of attributes, such as [name, mail]",
                "      # addresses: [10.0.0.0/24|      addresses: [cas.univ.example] # |'access.services.cas.addresses': found 'cas.univ.example'; expected a network such as 10.1.0.0/16 or 2001:db8::/32"
            })
    void whatIsWrongInAccessIsSaid(String found, String replacement, String problem) throws Exception {
        replace(MAIN, found, replacement);
        assertThat(problems()).anyMatch(line -> line.equals(MAIN + ": " + problem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "hashes", "loggin", "userPassword"})
    void aServiceReadsGroupsThatThereAreAndNoSecrets(String word) throws Exception {
        replace(MAIN, "reads: [login,", "reads: [" + word + ", login,");
        assertThat(problems()).hasSize(1);
        assertThat(problems().get(0))
                .startsWith(
                        MAIN + ": 'access.services.cas.reads': found '" + word + "'; expected one of affiliations,");
    }

    @Test
    void accessIsReadAsItIsWritten() throws Exception {
        replace(MAIN, "access:\n", """
                access:
                  role-groups-written-by: security-officer
                  self: {writes: [web-site]}
                  attribute-groups: {profile: [univDiploma]}
                  limits: {anonymous: {size: 10, seconds: 1}}
                """);
        replace(MAIN, "    cas:\n", """
                    ada: {role: operator}
                    backup: {role: replication, addresses: [10.2.9.9, "2001:db8::/32"]}
                    portal: {reads-also: [univCampus], writes: [consent, password], places: people, limits: {size: 5}}
                    cas:
                """);
        AccessSettings access = Configuration.load(dir).access();
        assertThat(access.whitePages()).isFalse();
        assertThat(access.groupWriters()).containsExactly(Role.SECURITY_OFFICER);
        assertThat(access.selfWrites()).isEqualTo(AttributeSet.of(AttributeGroup.WEB_SITE));
        assertThat(access.more()).containsEntry(AttributeGroup.PROFILE, List.of("univDiploma"));
        assertThat(access.limits().get(Role.ANONYMOUS)).isEqualTo(new SearchLimits(10, 1));
        assertThat(access.limits().get(Role.SUPPORT)).isEqualTo(new SearchLimits(1000, 30));
        assertThat(access.validated()).containsExactlyInAnyOrder("hosted", "partner");
        assertThat(access.groups())
                .containsEntry(Role.SUPPORT, "cn=sesame-support,ou=groups,dc=univ,dc=example")
                .hasSize(4);
        assertThat(access.services().keySet()).containsExactlyInAnyOrder("ada", "backup", "portal", "cas");
        assertThat(access.services().get("ada").role()).isEqualTo(Role.OPERATOR);
        assertThat(access.services().get("cas")).isEqualTo(ServiceAccess.reading(AccessSettings.SINGLE_SIGN_ON_READS));
        assertThat(access.services().get("backup").role()).isEqualTo(Role.REPLICATION);
        assertThat(access.services().get("backup").addresses()).hasSize(2);
        ServiceAccess portal = access.services().get("portal");
        assertThat(portal.reads()).isEqualTo(new AttributeSet(Set.of(), Set.of("univCampus"), false));
        assertThat(portal.writes()).isEqualTo(AttributeSet.of(AttributeGroup.CONSENT, AttributeGroup.PASSWORD));
        assertThat(portal.places()).containsExactly(Place.PEOPLE);
        assertThat(portal.limits()).isEqualTo(new SearchLimits(5, 0));
    }

    @Test
    void whoSaysNothingOfAccessHasTheStandard() throws Exception {
        String text = Files.readString(dir.resolve(MAIN));
        int begin = text.indexOf("access:\n");
        int end = text.indexOf("# Each has a file");
        Files.writeString(dir.resolve(MAIN), text.substring(0, begin) + text.substring(end));
        assertThat(Configuration.load(dir).access()).isEqualTo(AccessSettings.standard());
    }

    @Test
    void theMessageListsEveryProblem() throws Exception {
        Map<String, String> spoilt =
                new TreeMap<>(Map.of("uai: 0751717J", "uai: 1", "base: dc=univ,dc=example", "base: x"));
        for (Map.Entry<String, String> one : spoilt.entrySet()) {
            replace(MAIN, one.getKey(), one.getValue());
        }
        ConfigurationException thrown =
                catchThrowableOfType(ConfigurationException.class, () -> Configuration.load(dir));

        assertThat(thrown)
                .hasMessageStartingWith("2 problems in the configuration; nothing was started:\n  ")
                .hasMessageContaining("'institution.uai'")
                .hasMessageContaining("'directory.base'");
    }

    @Test
    void howLongBeforeTheOpeningAnAccountIsPreparedIsAPeriod() throws Exception {
        Population student = new Population("student");
        assertThat(Configuration.load(dir).calendar().ruleOf(student).preparedBefore())
                .isNull();
        replace(MAIN, "grace: P1D", "grace: P1D\n    prepared-before: P60D");
        assertThat(Configuration.load(dir).calendar().ruleOf(student).preparedBefore())
                .isEqualTo(Period.ofDays(60));
        replace(MAIN, "P60D", "-P60D");
        assertThat(problems())
                .containsExactly(
                        "sesame.yaml: 'populations.student.prepared-before': found '-P60D'; expected a period such"
                                + " as P60D or P2M");
    }

    @Test
    void peopleAreToldInFrenchUnlessTheInstitutionSaysOtherwise() throws Exception {
        assertThat(Configuration.load(dir).institution().language()).isEqualTo(Locale.FRENCH);
        replace(MAIN, "uai: 0751717J", "uai: 0751717J\n  language: en\n  contact: help@univ.example");
        assertThat(Configuration.load(dir).institution().language()).isEqualTo(Locale.ENGLISH);
        assertThat(Configuration.load(dir).institution().contact()).isEqualTo("help@univ.example");
        replace(MAIN, "language: en", "language: de");
        assertThat(problems())
                .containsExactly("sesame.yaml: 'institution.language': found 'de'; expected one of fr, en");
    }

    @Test
    void otherRulesReplaceThoseOfThePopulationsThatTheyName() throws Exception {
        Configuration shipped = Configuration.load(dir);
        Path rules = Files.writeString(
                dir.resolve("rules.yaml"), "populations:\n  student: {opens: begin, closes: end, grace: P6M}\n");
        Calendar other = shipped.calendarWith(rules);
        assertThat(other.zone()).isEqualTo(shipped.calendar().zone());
        assertThat(other.ruleOf(new Population("student")).grace()).isEqualTo(Period.ofMonths(6));
        assertThat(other.ruleOf(new Population("staff")))
                .isEqualTo(shipped.calendar().ruleOf(new Population("staff")));
        Files.writeString(rules, "population:\n  student: {opens: begin}\n");
        ConfigurationException thrown =
                catchThrowableOfType(ConfigurationException.class, () -> shipped.calendarWith(rules));
        assertThat(thrown.problems())
                .anySatisfy(problem ->
                        assertThat(problem.toString()).contains("rules.yaml", "'population' is not a setting"));
    }

    private static final String SIHAM = "sources/siham.yaml";
    private static final String CIVILITY = "supannCivilite: {column: QUALIT, convert: civility}";

    @Test
    void attributesHaveTheMastersThatAreSaidOrTheUsualOnes() throws Exception {
        replace(
                SIHAM,
                CIVILITY,
                String.join(
                        "\n  ",
                        CIVILITY,
                        "TELEPHONENUMBER: {column: TEL, convert: [spaces, telephone]}",
                        "facsimileTelephoneNumber: {column: FAX, convert: telephone}",
                        "description: {column: NOTE, values: {\"1\": A, O: B, \"M.\": C}, unknown: keep}",
                        "roomNumber: {template: [\"{BAT} {BUREAU}\", \"{BUREAU}\"]}"));
        replace(
                MAIN,
                "# masters: {telephoneNumber: source, roomNumber: local}",
                "masters: {telephoneNumber: source, roomNumber: local}");
        Configuration configuration = Configuration.load(dir);
        assertThat(configuration.masters())
                .containsOnly(
                        Map.entry("telephoneNumber", Master.SOURCE),
                        Map.entry("facsimileTelephoneNumber", Master.SELF),
                        Map.entry("description", Master.LOCAL),
                        Map.entry("roomNumber", Master.LOCAL),
                        Map.entry("supannCivilite", Master.SOURCE),
                        Map.entry("supannEmpCorps", Master.SOURCE),
                        Map.entry("employeeType", Master.SOURCE));
        assertThat(configuration.sources().get(1).mapping().columns())
                .contains("TEL", "FAX", "NOTE", "BAT", "BUREAU", "QUALIT");
        assertThat(configuration.sources().get(1).mapping().attributes())
                .filteredOn(one -> one.attribute().equals("description"))
                .singleElement()
                .satisfies(one -> assertThat(one.table()).isEqualTo(Map.of("1", "A", "O", "B", "M.", "C")));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            telefoneNumber: {column: A}                        | 'attributes.telefoneNumber': found 'telefoneNumber'; expected an attribute that entries of people have (inetOrgPerson, supannPerson); did you mean 'telephoneNumber'?
            uidd: {column: A}                                  | 'attributes.uidd': found 'uidd'; expected an attribute that entries of people have (inetOrgPerson, supannPerson)
            univCampus: {column: A}                            | 'attributes.univCampus': found 'univCampus'; expected an attribute that entries of people have (inetOrgPerson, supannPerson)
            eduPersonOrcid: {column: A}                        | 'attributes.eduPersonOrcid': found 'eduPersonOrcid'; expected an attribute that entries of people have (inetOrgPerson, supannPerson)
            uid: {column: A}                                   | 'attributes.uid': found 'uid'; expected another attribute: that one is kept by Sésame itself
            MAIL: {column: A}                                  | 'attributes.MAIL': found 'MAIL'; expected another attribute: that one is kept by Sésame itself
            sn: {column: A}                                    | 'attributes.sn': found 'sn'; expected another attribute: that one is kept by Sésame itself
            userPassword: {column: A}                          | 'attributes.userPassword': found 'userPassword'; expected another attribute: that one is kept by Sésame itself
            sesameLock: {column: A}                            | 'attributes.sesameLock': found 'sesameLock'; expected another attribute: that one is kept by Sésame itself
            sesameGiven: {column: A}                           | 'attributes.sesameGiven': found 'sesameGiven'; expected another attribute: that one is kept by Sésame itself
            sesameState: {column: A}                           | 'attributes.sesameState': found 'sesameState'; expected another attribute: that one is kept by Sésame itself
            supannAutreMail: {column: A}                       | 'attributes.supannAutreMail': found 'supannAutreMail'; expected another attribute: that one is kept by Sésame itself
            supannAliasLogin: {column: A}                      | 'attributes.supannAliasLogin': found 'supannAliasLogin'; expected another attribute: that one is kept by Sésame itself
            supannEntiteAffectation: {column: A}               | 'attributes.supannEntiteAffectation': found 'supannEntiteAffectation'; expected another attribute: that one is kept by Sésame itself
            supannRessourceEtat: {column: A}                   | 'attributes.supannRessourceEtat': found 'supannRessourceEtat'; expected another attribute: that one is kept by Sésame itself
            supannEmpId: {column: A}                           | 'attributes.supannEmpId': found 'supannEmpId'; expected another attribute: that one is kept by Sésame itself
            supannListeRouge: {column: A}                      | 'attributes.supannListeRouge': found 'supannListeRouge'; expected another attribute: that one is the person's alone
            labeledURI: {column: A}                            | 'attributes.labeledURI': found 'labeledURI'; expected another attribute: that one is the person's alone
            jpegPhoto: {column: A}                             | 'attributes.jpegPhoto': found 'jpegPhoto'; expected an attribute whose values are text
            title: {}                                          | 'attributes.title': found neither column nor template; expected column: <column>, or template: "{<column>} {<column>}"; several in a list, of which the first that is filled counts
            title: {column: A, template: '{B}'}                | 'attributes.title': found both column and template; expected column: <column>, or template: "{<column>} {<column>}"; several in a list, of which the first that is filled counts
            title: {template: 'A B'}                           | 'attributes.title.template': found 'A B'; expected text with columns in it, such as {BATIMENT} {BUREAU}
            title: {column: A, convert: [upper, shout]}        | 'attributes.title.convert': found 'shout'; expected some of spaces, upper, lower, name, telephone, e164, civility, date
            title: {column: A, unknown: keep}                  | 'attributes.title.values': found nothing; expected a table, since there is a setting for what is not in it
            title: {column: A, default: X}                     | 'attributes.title.values': found nothing; expected a table, since there is a setting for what is not in it
            title: {column: A, values: {B: C}, unknown: shout} | 'attributes.title.unknown': found 'shout'; expected one of hold, keep, leave-out
            title: {column: A, colour: red}                    | 'attributes.title.colour' is not a setting; known here: column, convert, default, prefix, split, template, unknown, values
            """)
    void anAttributeThatNoSourceMayGiveIsSaid(String attribute, String problem) throws Exception {
        replace(SIHAM, CIVILITY, attribute);
        assertThat(problems()).containsExactly(SIHAM + ": " + problem);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {employeeType: self}     | 'masters.employeeType': found 'self'; expected source or local: people may not write it themselves (access.self.writes)
            {employeeType: nobody}   | 'masters.employeeType': found 'nobody'; expected one of source, self, local
            {title: local}           | 'masters.title': found 'title'; expected an attribute that a source gives: [employeeType, supannCivilite, supannEmpCorps]
            """)
    void aMasterThatCannotBeIsSaid(String masters, String problem) throws Exception {
        replace(MAIN, "# masters: {telephoneNumber: source, roomNumber: local}", "masters: " + masters);
        assertThat(problems()).containsExactly(MAIN + ": " + problem);
    }

    @Test
    void namesAreConvertedByTheWordsForNames() throws Exception {
        replace(SIHAM, "  given: PRENOM\n", "  given: PRENOM\n  convert: [spaces, name]\n");
        assertThat(Configuration.load(dir).sources().get(1).mapping().names().conversions())
                .containsExactly(Conversion.SPACES, Conversion.NAME);
        replace(SIHAM, "convert: [spaces, name]", "convert: telephone");
        assertThat(problems())
                .containsExactly(
                        SIHAM + ": 'names.convert': found 'telephone'; expected some of spaces, upper, lower, name");
    }
}
