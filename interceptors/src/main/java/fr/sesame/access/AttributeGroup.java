package fr.sesame.access;

import java.util.List;
import java.util.Locale;

/**
 * Attributes that are read and written by the same people, under one name. An attribute is in one group; one that is in none is
 * for the operator and the daemon alone. What has been declared as a subtype of a member, and is not a member of another
 * group itself, is in the group as well.
 */
@SuppressWarnings("ImmutableEnumChecker") // List.of gives one that is immutable
public enum AttributeGroup {
    OBJECT_CLASS("objectClass"),
    /** What every entry has. */
    ENTRY(
            "entryUUID",
            "entryDN",
            "structuralObjectClass",
            "subschemaSubentry",
            "hasSubordinates",
            "createTimestamp",
            "modifyTimestamp"),
    /** Who wrote it, and what replication needs. */
    TRAIL("creatorsName", "modifiersName", "entryCSN", "contextCSN", "entryParentId", "nbChildren", "nbSubordinates"),
    LOGIN("uid", "supannAliasLogin", "eduPersonPrincipalName", "eduPersonPrincipalNamePrior", "eduPersonUniqueId"),
    NAME(
            "cn",
            "sn",
            "givenName",
            "displayName",
            "initials",
            "generationQualifier",
            "personalTitle",
            "supannCivilite",
            "eduPersonNickname",
            "schacSn1",
            "schacSn2",
            "schacPersonalTitle"),
    MAIL("mail"),
    OTHER_MAIL("supannAutreMail", "mailForwardingAddress"),
    OFFICE_PHONE("telephoneNumber"),
    OTHER_PHONES("mobile", "facsimileTelephoneNumber", "pager", "supannAutreTelephone"),
    PRIVATE_PHONES("homePhone", "supannTelephonePrive"),
    /** How to reach somebody at home; what a lost password is sent to. */
    PRIVATE(
            "supannMailPerso",
            "supannMailPrive",
            "supannAdressePostalePrivee",
            "homePostalAddress",
            "schacCountryOfResidence",
            "carLicense"),
    WEB_SITE("labeledURI"),
    LISTE_ROUGE("supannListeRouge"),
    OFFICE(
            "postalAddress",
            "street",
            "postalCode",
            "postOfficeBox",
            "l",
            "st",
            "c",
            "co",
            "physicalDeliveryOfficeName",
            "roomNumber",
            "buildingName",
            "preferredLanguage"),
    PHOTO("jpegPhoto", "photo"),
    STRUCTURE(
            "ou",
            "o",
            "dc",
            "departmentNumber",
            "supannAffectation",
            "supannEntiteAffectation",
            "supannEntiteAffectationPrincipale",
            "supannTypeEntiteAffectation",
            "supannEtablissement",
            "supannOrganisme",
            "supannCodeEntite",
            "supannCodeEntiteParent",
            "supannTypeEntite"),
    DESCRIPTION("description", "seeAlso", "businessCategory"),
    /** What somebody is at the institution, in SUPANN's and eduPerson's words. */
    PROFILE(
            "title",
            "employeeType",
            "eduPersonAffiliation",
            "eduPersonPrimaryAffiliation",
            "eduPersonScopedAffiliation",
            "eduPersonEntitlement",
            "eduPersonAssurance",
            "eduPersonOrgDN",
            "eduPersonOrgUnitDN",
            "eduPersonPrimaryOrgUnitDN",
            "eduPersonTargetedID",
            "eduPersonOrcid",
            "eduPersonAnalyticsTag",
            "eduPersonDisplayPronouns",
            "supannActivite",
            "supannRole",
            "supannRoleGenerique",
            "supannRoleEntite",
            "supannCodePopulation",
            "supannEmpCorps",
            "supannEmpProfil",
            "supannExtProfil",
            "supannParrainDN",
            "supannEtuAnneeInscription",
            "supannEtuCursusAnnee",
            "supannEtuDiplome",
            "supannEtuElementPedagogique",
            "supannEtuEtape",
            "supannEtuInscription",
            "supannEtuRegimeInscription",
            "supannEtuSecteurDisciplinaire",
            "supannEtuTypeDiplome",
            "schacHomeOrganization",
            "schacHomeOrganizationType",
            "schacPersonalPosition",
            "schacUserStatus",
            "schacUserEntitlements"),
    /** By which the applications of the institution know somebody. */
    NUMBERS("supannEmpId", "supannEtuId", "supannRefId", "employeeNumber", "schacPersonalUniqueCode"),
    /** By which records are recognised as one person's. */
    IDENTITY_KEYS("sesamePersonNumber", "sesameSourceKey", "supannCodeINE", "supannFCSub", "schacPersonalUniqueID"),
    BIRTH(
            "supannNomDeNaissance",
            "supannPrenomsEtatCivil",
            "supannOIDCDateDeNaissance",
            "supannOIDCGenre",
            "supannCodeINSEEVilleDeNaissance",
            "supannCodeINSEEPaysDeNaissance",
            "schacDateOfBirth",
            "schacPlaceOfBirth",
            "schacCountryOfCitizenship",
            "schacMotherTongue"),
    STATE("sesameState"),
    LIFE_CYCLE(
            "sesameTimeline",
            "sesameNextChange",
            "supannEmpDateFin",
            "supannEtuDateFin",
            "supannExtDateFin",
            "schacExpiryDate"),
    AFFILIATIONS("sesameAffiliation"),
    LOCK("sesameLock"),
    /** Locks that were lifted, with who and why. */
    LOCK_HISTORY("sesameLockHistory"),
    SUSPENSION(
            "sesameSuspensionFrom",
            "sesameSuspensionUntil",
            "sesameSuspensionMessage",
            "sesameSuspensionMessageEn",
            "sesameSuspensionPopulation",
            "sesameSuspensionExempt",
            "sesameSuspensionBy",
            "sesameSuspensionEndedBy"),
    PASSWORD("userPassword"),
    /** Former passwords and other forms of them, and private keys. */
    HASHES(
            "pwdHistory",
            "authPassword",
            "sambaNTPassword",
            "sambaLMPassword",
            "sambaPasswordHistory",
            "krb5Key",
            "krbPrincipalKey",
            "privateKey",
            "userPKCS12",
            "sesameMergedValue"),
    /** Kept by the password policy (draft-behera-ldap-password-policy, 5.3), and by nobody else. */
    PWD_STATE(
            "pwdChangedTime",
            "pwdFailureTime",
            "pwdGraceUseTime",
            "pwdReset",
            "pwdPolicySubentry",
            "pwdStartTime",
            "pwdEndTime",
            "pwdLastSuccess",
            "shadowLastChange"),
    /** The state of the account in the words of other software. */
    PROJECTION(
            "sesameMayBind",
            "pwdAccountLockedTime",
            "shadowExpire",
            "nsAccountLock",
            "supannRessourceEtat",
            "supannRessourceEtatDate"),
    /** The computed groups that somebody is in. */
    MEMBERSHIP("sesameMemberOf", "memberOf"),
    CONSENT("supannConsentement", "aupAccepted"),
    POSIX("uidNumber", "gidNumber", "homeDirectory", "loginShell", "gecos"),
    CERTIFICATE("userCertificate", "userSMIMECertificate"),
    CARD(
            "supannCMSAffectation",
            "supannCMSAppAffectation",
            "supannCMSAppId",
            "supannCMSAppIdDomaine",
            "supannCMSDateFin",
            "supannCMSId",
            "supannCMSIdEtiquette",
            "supannCMSType",
            "supannCMSSource"),
    MEMBERS(
            "member",
            "uniqueMember",
            "memberUid",
            "owner",
            "supannGroupeDateFin",
            "supannGroupeAdminDN",
            "supannGroupeLecteurDN");

    private final List<String> members;

    AttributeGroup(String... members) {
        this.members = List.of(members);
    }

    /** The names of the attributes that are in it everywhere. */
    public List<String> members() {
        return members;
    }

    /** Its name in the configuration: {@code other-mail}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
