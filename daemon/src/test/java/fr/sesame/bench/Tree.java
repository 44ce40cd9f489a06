package fr.sesame.bench;

import java.util.List;
import java.util.SplittableRandom;

/** The tree of the shipped configuration, and who asks. */
final class Tree {
    static final String BASE = "dc=univ,dc=example";
    static final String PEOPLE = "ou=people," + BASE;
    static final String SERVICES = "ou=services," + BASE;
    static final List<String> BRANCHES = List.of("people", "groups", "structures", "services");

    /** The services that Sésame makes, in both directories with the same password. */
    static final List<String> SERVICE_NAMES = List.of("operator", "daemon", "cas");

    static final String OPERATOR = "cn=operator," + SERVICES;
    /** A service that reads people, as a single sign-on server does. */
    static final String READER = "cn=cas," + SERVICES;

    static final String SERVICE_PASSWORD = "of-the-service";
    /** Of everybody: {@code authrate} binds with one password. The hashes differ: see {@link Hashes}. */
    static final String PASSWORD = "of-the-person";

    /** The first so many people are {@link Regulars}, who have passwords of their own; the others are drawn from. */
    static final int REGULARS = 100;

    private Tree() {}

    static String person(int number) {
        return "uid=user." + number + "," + PEOPLE;
    }

    /** A random one of those with the password of all. */
    static String anyPerson(int entries, SplittableRandom random) {
        return person(random.nextInt(REGULARS + 1, entries + 1));
    }

    /** A value pattern of UnboundID's tools for the same. */
    static String anyPerson(int entries) {
        return "uid=user.[" + (REGULARS + 1) + "-" + entries + "]," + PEOPLE;
    }

    /** A value pattern for one of the regulars. */
    static String anyRegular() {
        return "uid=user.[1-" + REGULARS + "]," + PEOPLE;
    }
}
