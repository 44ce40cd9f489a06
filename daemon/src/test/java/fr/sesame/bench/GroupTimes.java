package fr.sesame.bench;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchScope;
import fr.sesame.account.Calendar;
import fr.sesame.account.DayRule;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.GroupRule;
import fr.sesame.schema.GroupRules;
import fr.sesame.schema.MembershipProjection;
import fr.sesame.schema.Projections;
import fr.sesame.schema.StateProjection;
import fr.sesame.server.TestDirectory;
import fr.sesame.store.StoreTools;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a large computed group costs: to read it, to ask who is in it, and, which is what it is made for, to leave and join it. The same
 * write to a person in no group stands beside it.
 */
public final class GroupTimes {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Population STUDENT = new Population("student");
    private static final Calendar CALENDAR = new Calendar(
            PARIS,
            Map.of(
                    STUDENT,
                    new PopulationRule(
                            List.of(DayRule.parse("begin")), List.of(), Period.ZERO, false, false, 0, false)));
    private static final Projections PROJECTIONS = new Projections(
            new StateProjection(PARIS, Map.of()),
            new MembershipProjection(
                    CALENDAR,
                    new GroupRules(
                            List.of(new GroupRule("all", "Everybody", Set.of(STUDENT), Set.of(), Set.of())),
                            Map.of())));
    private static final String GROUP = "cn=all,ou=groups," + TestDirectory.BASE;
    private static final int WARM = 300;
    private static final int TIMES = 1000;

    private GroupTimes() {}

    /** Of so many members, {@code bench.entries}; a hundred other people are in no group. */
    public static void main(String[] arguments) throws Exception {
        int members = Integer.getInteger("bench.entries", 50_000);
        Path folder = Files.createTempDirectory(
                Files.createDirectories(Path.of(System.getProperty("bench.folder", "target/bench"))), "groups");
        Path ldif = folder.resolve("people.ldif");
        write(ldif, members);
        new StoreTools(folder.resolve("data"), TestDirectory.BASE, 8L << 30, Clock.systemUTC()).importFrom(ldif);
        try (TestDirectory server = TestDirectory.start(folder, PROJECTIONS);
                LDAPConnection operator = server.as("operator")) {
            say("members", members, "");
            int[] found = new int[1];
            say(
                    "all members read, ms",
                    median(
                            20,
                            () -> found[0] = operator.getEntry(GROUP, "member").getAttributeValues("member").length),
                    "");
            check(found[0], members);
            say(
                    "groups of one person read, ms",
                    median(
                            TIMES,
                            () -> found[0] = operator.getEntry(server.person("u" + members / 2), "memberOf")
                                    .getAttributeValues("memberOf")
                                    .length),
                    "");
            check(found[0], 1);
            say(
                    "(&(uid=…)(memberOf=…)), ms",
                    median(
                            TIMES,
                            () -> found[0] = operator.search(
                                            TestDirectory.BASE,
                                            SearchScope.SUB,
                                            "(&(uid=u7)(memberOf=" + GROUP + "))",
                                            "1.1")
                                    .getEntryCount()),
                    "");
            check(found[0], 1);
            say(
                    "(member=…), ms",
                    median(
                            TIMES,
                            () -> found[0] = operator.search(
                                            TestDirectory.BASE,
                                            SearchScope.SUB,
                                            "(member=" + server.person("u7") + ")",
                                            "1.1")
                                    .getEntryCount()),
                    "");
            check(found[0], 1);
            say("a lock laid or lifted, of a member, ms", median(TIMES, new Locking(operator, server, "u")), "");
            say("the same, of somebody in no group, ms", median(TIMES, new Locking(operator, server, "n")), "");
        }
    }

    private static void check(int found, int expected) {
        if (found != expected) {
            throw new IllegalStateException("found " + found + "; expected " + expected);
        }
    }

    private static void say(String what, Object figure, String unit) {
        System.out.printf(Locale.ROOT, "%-45s %s%s%n", what, figure, unit);
    }

    private interface Work {
        void run() throws LDAPException;
    }

    /** In milliseconds, after some that do not count. */
    private static String median(int times, Work work) throws LDAPException {
        for (int i = 0; i < Math.min(WARM, times); i++) {
            work.run();
        }
        long[] took = new long[times];
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            work.run();
            took[i] = System.nanoTime() - begin;
        }
        Arrays.sort(took);
        return String.format(Locale.ROOT, "%.2f", took[times / 2] / 1e6);
    }

    /** One person after another leaves and comes back: two writes each. */
    private static final class Locking implements Work {
        private final LDAPConnection operator;
        private final TestDirectory server;
        private final String prefix;
        private int at;

        Locking(LDAPConnection operator, TestDirectory server, String prefix) {
            this.operator = operator;
            this.server = server;
            this.prefix = prefix;
        }

        @Override
        public void run() throws LDAPException {
            String person = server.person(prefix + at / 2 % 100);
            if (at % 2 == 0) {
                operator.modify(
                        person,
                        new Modification(
                                ModificationType.ADD,
                                Attributes.LOCK,
                                "[kind=technical][since=2026-11-23T10:00:00Z][by=rssi][reason=trial]"));
            } else {
                operator.modify(
                        person,
                        new Modification(ModificationType.DELETE, Attributes.LOCK),
                        new Modification(
                                ModificationType.ADD, Attributes.LOCK_HISTORY, "[by=rssi][reason=it was a trial]"));
            }
            at++;
        }
    }

    private static void write(Path file, int members) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            LdifLines ldif = new LdifLines(out);
            ldif.entry(TestDirectory.BASE, "top", "organization", "dcObject");
            ldif.line("dc", "univ");
            ldif.line("o", "univ");
            for (String branch : Tree.BRANCHES) {
                ldif.entry("ou=" + branch + "," + TestDirectory.BASE, "top", "organizationalUnit");
                ldif.line("ou", branch);
            }
            ldif.entry(GROUP, "top", "groupOfNames", "supannGroupe", "sesameGroup");
            ldif.line("cn", "all");
            ldif.line("member", GROUP);
            for (int i = 0; i < members; i++) {
                person(ldif, "u" + i, "student");
            }
            for (int i = 0; i < 100; i++) {
                person(ldif, "n" + i, "nobody");
            }
        }
    }

    private static void person(LdifLines ldif, String login, String population) throws IOException {
        ldif.entry(
                "uid=" + login + ",ou=people," + TestDirectory.BASE,
                "top",
                "person",
                "organizationalPerson",
                "inetOrgPerson",
                "supannPerson",
                "shadowAccount",
                "sesameAccount");
        ldif.line("uid", login);
        ldif.line("cn", login);
        ldif.line("sn", login);
        ldif.line("mail", login + "@univ.example");
        ldif.line(Attributes.TIMELINE, "active");
        ldif.line(Attributes.STATE, "active");
        ldif.line(Attributes.MAY_BIND, "TRUE");
        ldif.line(
                Attributes.AFFILIATION,
                "[source=apogee][key=" + login + "][population=" + population + "][begin=2020-09-01]");
        if (population.equals(STUDENT.name())) {
            ldif.line(Attributes.MEMBER_OF_GROUP, "all");
        }
    }
}
