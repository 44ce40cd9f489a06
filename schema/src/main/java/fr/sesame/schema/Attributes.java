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
    /** Ours: a value that a source last gave for another attribute; see {@link GivenText}. */
    public static final String GIVEN = "sesameGiven";
    /** Ours: the state as a function of time, text form of {@link fr.sesame.account.Timeline}. */
    public static final String TIMELINE = "sesameTimeline";
    /** Ours: the visible state, a word of {@link fr.sesame.account.AccountState}. */
    public static final String STATE = "sesameState";
    /** Ours: the next instant at which anything that is projected changes; GeneralizedTime in UTC, ordered, indexed; absent if never. */
    public static final String NEXT_CHANGE = "sesameNextChange";
    /** Ours: the lock laid over the timeline; see {@link LockText}. */
    public static final String LOCK = "sesameLock";
    /** Ours: the last locks that were lifted, by whom and why; kept by the directory, see {@link LiftedLockText}. */
    public static final String LOCK_HISTORY = "sesameLockHistory";

    /** Ours: whether the account may bind by its dates and lock, TRUE or FALSE. Projected, see {@link StateProjection}. */
    public static final String MAY_BIND = "sesameMayBind";

    /** Ours: the names of the computed groups of which somebody is a member. Projected, see {@link MembershipProjection}. */
    public static final String MEMBER_OF_GROUP = "sesameMemberOf";

    /** The same as DNs, with {@link #MEMBER} its other end; computed when it is asked for, never stored. Operational. */
    public static final String MEMBER_OF = "memberOf";
    /** RFC 4519; of a computed group it is computed when it is asked for. */
    public static final String MEMBER = "member";

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

    /** Ours: a login, mail address or alias of an erased account; the RDN of a tombstone is its login. */
    public static final String ERASED_NAME = "sesameErasedName";
    /** Ours: a keyed hash of what the erased person would be recognised by. */
    public static final String ERASED_HASH = "sesameErasedHash";
    /** Ours: when, by whom and why; see {@link ErasureText}. */
    public static final String ERASURE = "sesameErasure";
    /** Ours: a keyed hash of a source key that was admitted after the erasure. */
    public static final String ADMISSION = "sesameAdmission";

    /** Ours: the first instant of a suspension; GeneralizedTime. */
    public static final String SUSPENSION_FROM = "sesameSuspensionFrom";
    /** Ours: the first instant after it; GeneralizedTime. */
    public static final String SUSPENSION_UNTIL = "sesameSuspensionUntil";
    /** Ours: what people are told while it holds. */
    public static final String SUSPENSION_MESSAGE = "sesameSuspensionMessage";
    /** Ours: the same in English. */
    public static final String SUSPENSION_MESSAGE_EN = "sesameSuspensionMessageEn";
    /** Ours: a population that it is for; none: everybody. */
    public static final String SUSPENSION_POPULATION = "sesameSuspensionPopulation";
    /** Ours: the login of somebody whom it does not stop. */
    public static final String SUSPENSION_EXEMPT = "sesameSuspensionExempt";
    /** Ours: who planned it. */
    public static final String SUSPENSION_BY = "sesameSuspensionBy";
    /** Ours: who ended it before its time. */
    public static final String SUSPENSION_ENDED_BY = "sesameSuspensionEndedBy";

    /** Ours: whether two are one person, as somebody has decided; see {@link RulingText}. */
    public static final String RULING = "sesameRuling";

    /** Ours: the login of the account that another one was merged into. */
    public static final String MERGED_INTO = "sesameMergedInto";
    /** Ours: by whom, when and why; see {@link ActText}. */
    public static final String MERGE = "sesameMerge";
    /** Ours: all that the merged account had, so that it can be put back; kept by the directory, and read by nobody. */
    public static final String MERGED_VALUE = "sesameMergedValue";

    /** Another address by which {@link #MAIL} is found too: it is a subtype. */
    public static final String SUPANN_OTHER_MAIL = "supannAutreMail";
    /** A login beside {@link #UID}. */
    public static final String SUPANN_LOGIN_ALIAS = "supannAliasLogin";

    public static final String EDU_PERSON_PRINCIPAL_NAME = "eduPersonPrincipalName";
    public static final String EDU_PERSON_PRINCIPAL_NAME_PRIOR = "eduPersonPrincipalNamePrior";
    public static final String EDU_PERSON_UNIQUE_ID = "eduPersonUniqueId";

    /** {@code student}, {@code member}, …: what somebody is today. Projected, as all down to the structures; see {@link AffiliationProjection}. */
    public static final String EDU_PERSON_AFFILIATION = "eduPersonAffiliation";

    public static final String EDU_PERSON_PRIMARY_AFFILIATION = "eduPersonPrimaryAffiliation";
    /** {@code member@univ.example}. */
    public static final String EDU_PERSON_SCOPED_AFFILIATION = "eduPersonScopedAffiliation";
    /** {@code {SUPANN}AGE}. */
    public static final String SUPANN_POPULATION_CODE = "supannCodePopulation";
    /** {@code [etab={UAI}0751717J][anneeinsc=2026]…}, one value for each registration. */
    public static final String SUPANN_REGISTRATION = "supannEtuInscription";

    public static final String SUPANN_REGISTRATION_YEAR = "supannEtuAnneeInscription";
    /** {@code {UAI:0751717J}L3HIS}: what a student is registered for, one value for each. */
    public static final String SUPANN_STEP = "supannEtuEtape";

    public static final String SUPANN_REGISTRATION_END = "supannEtuDateFin";
    /** {@code [etab={UAI}0751717J][affil=employee]…}, one value for each assignment. */
    public static final String SUPANN_STAFF_PROFILE = "supannEmpProfil";

    public static final String SUPANN_STAFF_END = "supannEmpDateFin";
    public static final String SUPANN_EXTERNAL_PROFILE = "supannExtProfil";
    public static final String SUPANN_EXTERNAL_END = "supannExtDateFin";

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
    /** The structures of the affiliations that are open today. Projected. */
    public static final String SUPANN_PERSON_STRUCTURE = "supannEntiteAffectation";
    /** One of them. Projected. */
    public static final String SUPANN_PERSON_MAIN_STRUCTURE = "supannEntiteAffectationPrincipale";

    private Attributes() {}
}
