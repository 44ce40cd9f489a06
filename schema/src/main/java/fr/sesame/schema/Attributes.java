package fr.sesame.schema;

/** The attributes that Sésame reads and writes, by their names in the schema. */
public final class Attributes {
    /** Login, RDN of a person's entry; one value, never reassigned. */
    public static final String UID = "uid";

    public static final String MAIL = "mail";
    public static final String CN = "cn";
    public static final String SN = "sn";
    public static final String GIVEN_NAME = "givenName";
    public static final String DISPLAY_NAME = "displayName";
    public static final String USER_PASSWORD = "userPassword";

    /** Ours: a record of a source, {@code [source=apogee][key=20100000][population=student]…}; see {@link AffiliationText}. */
    public static final String AFFILIATION = "sesameAffiliation";
    /** Ours: {@code source:key} of each record, for equality searches. */
    public static final String SOURCE_KEY = "sesameSourceKey";
    /** Ours: {@code hr:110089}, {@code ine:…}: numbers by which records are recognised. */
    public static final String PERSON_NUMBER = "sesamePersonNumber";
    /** Ours: the state as a function of time, text form of {@link fr.sesame.account.Timeline}. */
    public static final String TIMELINE = "sesameTimeline";
    /** Ours: the visible state, a word of {@link fr.sesame.account.AccountState}. */
    public static final String STATE = "sesameState";
    /** Ours: the next instant at which the state, or what is projected of it, changes; GeneralizedTime in UTC, ordered, indexed; absent if never. */
    public static final String NEXT_CHANGE = "sesameNextChange";
    /** Ours: the lock laid over the timeline; see {@link LockText}. */
    public static final String LOCK = "sesameLock";

    /** Ours: whether the account may bind by its dates and lock, TRUE or FALSE. Projected, see {@link StateProjection}. */
    public static final String MAY_BIND = "sesameMayBind";

    /** Of draft-behera-ldap-password-policy; operational. Projected. */
    public static final String PWD_ACCOUNT_LOCKED_TIME = "pwdAccountLockedTime";
    /** Of 389 Directory Server; operational. Projected. */
    public static final String NS_ACCOUNT_LOCK = "nsAccountLock";
    /** RFC 2307; days since 1970. Projected. */
    public static final String SHADOW_EXPIRE = "shadowExpire";
    /** {@code {COMPTE}A:SupannActif}; one value for each label. Ours is projected. */
    public static final String SUPANN_RESOURCE_STATE = "supannRessourceEtat";
    /** {@code {COMPTE}A:SupannActif:20260915:20271231}; one value for each label. Ours is projected. */
    public static final String SUPANN_RESOURCE_STATE_DATE = "supannRessourceEtatDate";

    public static final String SUPANN_BIRTH_NAME = "supannNomDeNaissance";
    /** {@code AAAA-MM-JJ}. */
    public static final String SUPANN_BIRTH_DATE = "supannOIDCDateDeNaissance";

    public static final String SUPANN_EMPLOYEE_ID = "supannEmpId";
    public static final String SUPANN_STUDENT_ID = "supannEtuId";
    public static final String SUPANN_INE = "supannCodeINE";
    /** {@code {SIHAM}UDM000001234}: a key of any system. */
    public static final String SUPANN_REF_ID = "supannRefId";

    public static final String SUPANN_STRUCTURE_CODE = "supannCodeEntite";
    public static final String SUPANN_STRUCTURE_TYPE = "supannTypeEntite";
    public static final String SUPANN_STRUCTURE_PARENT = "supannCodeEntiteParent";
    /** The structures of the affiliations that are open today. */
    public static final String SUPANN_PERSON_STRUCTURE = "supannEntiteAffectation";

    private Attributes() {}
}
