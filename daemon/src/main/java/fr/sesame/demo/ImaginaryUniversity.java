package fr.sesame.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everybody of an imaginary university, each made of their number and the seed alone, so that nobody need be kept: of twenty, sixteen are
 * students, two agents, one is known to Harpège, and one teaches by the hour.
 */
final class ImaginaryUniversity {
    private static final int ROUND = 20;
    private static final int STUDENTS = 16;
    private static final int AGENTS = 2;

    private final UniversitySettings settings;
    private final Structures structures;
    private final Identities students;
    private final Identities employees;
    private final Share<Students.Case> studentCases;
    private final Share<Agents.Case> agentCases;
    private final Share<Stays.Case> stayCases;
    private final Share<Teachers.Case> teacherCases;

    ImaginaryUniversity(UniversitySettings settings) {
        this.settings = settings;
        this.structures = new Structures(settings.people());
        long seed = settings.seed();
        int year = settings.today().getYear();
        int rounds = settings.people() / ROUND + 1;
        this.students = new Identities(rounds * STUDENTS, seed, year - 45, year - 17, List.of(0, 1, 2, 3));
        this.employees = new Identities(rounds * (ROUND - STUDENTS), seed + 1, year - 66, year - 24, List.of(4));
        this.studentCases = new Share<>(Students.Case.values(), seed);
        this.agentCases = new Share<>(Agents.Case.values(), seed + 1);
        this.stayCases = new Share<>(Stays.Case.values(), seed + 2);
        this.teacherCases = new Share<>(Teachers.Case.values(), seed + 3);
    }

    Structures structures() {
        return structures;
    }

    /** The people of that number, from 0: one, or two who are only told of together. */
    List<Human> people(int number) {
        boolean newcomer = number >= settings.people();
        LocalDate today = newcomer ? settings.today().plusDays(nightOf(number) - 1L) : settings.today();
        int round = number / ROUND;
        int place = number % ROUND;
        Random random = random(number, 0);
        if (place < STUDENTS) {
            int ordinal = round * STUDENTS + place;
            return Students.of(
                    newcomer ? Students.Case.NEW : studentCases.of(ordinal),
                    someone(number, ordinal, students, today, random));
        }
        Someone one = someone(number, round * (ROUND - STUDENTS) + place - STUDENTS, employees, today, random);
        int agent = place - STUDENTS;
        if (agent < AGENTS) {
            return List.of(Agents.of(newcomer ? Agents.Case.TO_COME : agentCases.of(round * AGENTS + agent), one));
        }
        if (agent == AGENTS) {
            return List.of(Stays.of(newcomer ? Stays.Case.TO_COME : stayCases.of(round), one));
        }
        Teachers.Case what = newcomer ? Teachers.Case.NEXT : teacherCases.of(round);
        boolean fromElsewhere = what == Teachers.Case.NEXT;
        return List.of(Teachers.of(what, fromElsewhere ? one.as(fromElsewhere(one)) : one));
    }

    private Someone someone(int number, int ordinal, Identities crowd, LocalDate today, Random random) {
        return new Someone(ordinal, crowd.of(ordinal), today, happened(number), structures, random);
    }

    /** Whose names are written in other letters, in an application that can write them. */
    private static Civil fromElsewhere(Someone one) {
        String name = one.anyOf(Names.FAMILY_ELSEWHERE);
        return new Civil(name, name, one.civil().givenName(), one.civil().birth());
    }

    /** The day of the night in which something happened to that person, the first time; null if nothing has. */
    private @Nullable LocalDate happened(int number) {
        int first = number >= settings.people() ? nightOf(number) + 1 : 2;
        return IntStream.rangeClosed(first, settings.day())
                .filter(night -> random(number, night).nextDouble() * 100 < settings.changedPercent())
                .mapToObj(night -> settings.today().plusDays(night - 1L))
                .findFirst()
                .orElse(null);
    }

    /** The day, from 2, on which a newcomer is first in an extract. */
    private int nightOf(int number) {
        return 2 + (number - settings.people()) / settings.newcomers();
    }

    /** Of {@link Random}, because its documentation says which numbers it gives. */
    private Random random(int number, int night) {
        long mixed = (settings.seed() * 31 + number) * 0x9E3779B97F4A7C15L + night * 0xBF58476D1CE4E5B9L;
        return new Random(mixed ^ (mixed >>> 32));
    }
}
