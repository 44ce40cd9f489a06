package fr.sesame.schema;

/** The object classes that Sésame writes. */
public final class ObjectClasses {
    public static final String INET_ORG_PERSON = "inetOrgPerson";
    public static final String ORGANIZATIONAL_UNIT = "organizationalUnit";
    public static final String SUPANN_PERSON = "supannPerson";
    public static final String SUPANN_STRUCTURE = "supannEntite";
    /** REFEDS, auxiliary. */
    public static final String EDU_PERSON = "eduPerson";
    /** RFC 2307, auxiliary: what shadow(5) says of an account. */
    public static final String SHADOW_ACCOUNT = "shadowAccount";
    /** Ours, auxiliary: an account with a life. */
    public static final String SESAME_ACCOUNT = "sesameAccount";
    /** Ours, structural: what is left of an erased account. */
    public static final String SESAME_TOMBSTONE = "sesameTombstone";

    /** Ours, structural: a planned window in which access is suspended. */
    public static final String SESAME_SUSPENSION = "sesameSuspension";

    /** Ours, structural: two of whom somebody has decided whether they are one person. */
    public static final String SESAME_PAIR = "sesamePair";

    public static final String GROUP_OF_NAMES = "groupOfNames";
    /** Auxiliary. */
    public static final String SUPANN_GROUP = "supannGroupe";
    /** Ours, auxiliary: a group whose members are computed. */
    public static final String SESAME_GROUP = "sesameGroup";

    /** Ours, structural: an account that was merged into another. */
    public static final String SESAME_MERGED_ACCOUNT = "sesameMergedAccount";

    private ObjectClasses() {}
}
