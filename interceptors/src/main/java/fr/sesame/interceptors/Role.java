package fr.sesame.interceptors;

/** Who somebody is to the directory, by where their entry stands. */
enum Role {
    /** Has not bound. */
    ANONYMOUS,
    /** A person, in {@code ou=people}. */
    PERSON,
    /** A service that reads: single sign-on, mail, learning platforms. */
    SERVICE,
    /** The daemon and the operator's commands. */
    OPERATOR
}
