package fr.sesame.schema;

import java.util.List;

/**
 * The attributes by whose values a person is called, logs in, or is written to. They are one space of names: a value that one
 * account has, in whichever of them, or that an erased one had, is nobody else's, ever (SUPANN and eduPerson: never reassigned).
 *
 * <p>Not among them: {@code supannMailPerso} and {@code mailForwardingAddress}, which are a person's private affair and may be
 * shared by a family.
 */
public final class Identifiers {
    /** Their names in the schema. */
    public static final List<String> ATTRIBUTES = List.of(
            Attributes.UID,
            Attributes.SUPANN_LOGIN_ALIAS,
            Attributes.MAIL,
            Attributes.SUPANN_OTHER_MAIL,
            Attributes.EDU_PERSON_PRINCIPAL_NAME,
            Attributes.EDU_PERSON_PRINCIPAL_NAME_PRIOR,
            Attributes.EDU_PERSON_UNIQUE_ID,
            Attributes.ERASED_NAME);

    private Identifiers() {}
}
