package fr.sesame.access;

import static fr.sesame.access.AttributeGroup.AFFILIATIONS;
import static fr.sesame.access.AttributeGroup.BIRTH;
import static fr.sesame.access.AttributeGroup.DESCRIPTION;
import static fr.sesame.access.AttributeGroup.ENTRY;
import static fr.sesame.access.AttributeGroup.HASHES;
import static fr.sesame.access.AttributeGroup.IDENTITY_KEYS;
import static fr.sesame.access.AttributeGroup.LIFE_CYCLE;
import static fr.sesame.access.AttributeGroup.LISTE_ROUGE;
import static fr.sesame.access.AttributeGroup.LOCK;
import static fr.sesame.access.AttributeGroup.LOCK_HISTORY;
import static fr.sesame.access.AttributeGroup.LOGIN;
import static fr.sesame.access.AttributeGroup.MAIL;
import static fr.sesame.access.AttributeGroup.MEMBERS;
import static fr.sesame.access.AttributeGroup.MEMBERSHIP;
import static fr.sesame.access.AttributeGroup.NAME;
import static fr.sesame.access.AttributeGroup.NUMBERS;
import static fr.sesame.access.AttributeGroup.OBJECT_CLASS;
import static fr.sesame.access.AttributeGroup.OFFICE;
import static fr.sesame.access.AttributeGroup.OFFICE_PHONE;
import static fr.sesame.access.AttributeGroup.OTHER_MAIL;
import static fr.sesame.access.AttributeGroup.OTHER_PHONES;
import static fr.sesame.access.AttributeGroup.PASSWORD;
import static fr.sesame.access.AttributeGroup.PROFILE;
import static fr.sesame.access.AttributeGroup.PROJECTION;
import static fr.sesame.access.AttributeGroup.PWD_STATE;
import static fr.sesame.access.AttributeGroup.STATE;
import static fr.sesame.access.AttributeGroup.STRUCTURE;
import static fr.sesame.access.AttributeGroup.SUSPENSION;
import static fr.sesame.access.AttributeGroup.TRAIL;
import static fr.sesame.access.AttributeGroup.WEB_SITE;
import static fr.sesame.access.EntryWrite.ADD;
import static fr.sesame.access.EntryWrite.DELETE;
import static fr.sesame.access.EntryWrite.RENAME;

import fr.sesame.access.Rights.Granted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The table of docs/access.md: what each role may do. What is not here, nobody may do. */
public final class AccessTable {
    private static final AttributeSet ALL_BUT_SECRETS = AttributeSet.allBut(PASSWORD, HASHES);
    private static final AttributeSet OF_A_CONTAINER =
            AttributeSet.of(OBJECT_CLASS, ENTRY, NAME, STRUCTURE, DESCRIPTION);
    private static final AttributeSet OF_A_STRUCTURE = OF_A_CONTAINER.union(
            AttributeSet.of(MAIL, OFFICE_PHONE, OTHER_PHONES, WEB_SITE, OFFICE, LOGIN, PROFILE, NUMBERS));
    private static final AttributeSet OF_A_GROUP = OF_A_CONTAINER.union(AttributeSet.of(MEMBERS, MAIL));
    private static final AttributeSet IN_WHITE_PAGES =
            AttributeSet.of(OBJECT_CLASS, NAME, MAIL, STRUCTURE, OFFICE_PHONE);
    private static final AttributeSet FOR_SUPPORT = AttributeSet.of(
            OBJECT_CLASS,
            ENTRY,
            LOGIN,
            NAME,
            MAIL,
            OTHER_MAIL,
            OFFICE_PHONE,
            OTHER_PHONES,
            WEB_SITE,
            LISTE_ROUGE,
            OFFICE,
            STRUCTURE,
            PROFILE,
            NUMBERS,
            STATE,
            LIFE_CYCLE,
            AFFILIATIONS,
            LOCK,
            LOCK_HISTORY,
            PWD_STATE,
            PROJECTION,
            MEMBERSHIP,
            AttributeGroup.CONSENT);
    private static final AttributeSet FOR_REGISTRAR = AttributeSet.of(
            OBJECT_CLASS,
            ENTRY,
            LOGIN,
            NAME,
            MAIL,
            OFFICE_PHONE,
            STRUCTURE,
            PROFILE,
            NUMBERS,
            MEMBERSHIP,
            BIRTH,
            STATE,
            LIFE_CYCLE,
            AFFILIATIONS,
            LOCK,
            LOCK_HISTORY);
    /** Kept by the directory itself. */
    private static final AttributeSet WRITABLE =
            AttributeSet.allBut(HASHES, PWD_STATE, ENTRY, TRAIL).andUngrouped();

    /** Their passwords are on the disk of the server: who set that of replication could read every hash. */
    private static final AttributeSet WRITABLE_OF_SERVICES =
            AttributeSet.allBut(HASHES, PWD_STATE, ENTRY, TRAIL, PASSWORD).andUngrouped();

    private static final AttributeSet WRITTEN_BY_DAEMON = AttributeSet.allBut(
                    HASHES, PWD_STATE, ENTRY, TRAIL, PASSWORD, LOCK, LOCK_HISTORY)
            .andUngrouped();
    /** What people say of themselves is theirs. */
    private static final AttributeSet OF_PEOPLE_WRITTEN_BY_DAEMON = AttributeSet.allBut(
                    HASHES, PWD_STATE, ENTRY, TRAIL, PASSWORD, LOCK, LOCK_HISTORY, LISTE_ROUGE, WEB_SITE)
            .andUngrouped();

    private final AccessSettings settings;

    public AccessTable(AccessSettings settings) {
        this.settings = settings;
    }

    /** The rights of who holds these roles. */
    public Rights rights(Collection<Role> roles) {
        List<Granted> granted = roles.stream()
                .flatMap(role -> Stream.concat(granted(role), roleGroups(role)))
                .toList();
        return new Rights(
                granted,
                roles.stream()
                        .map(role -> settings.limits().getOrDefault(role, SearchLimits.NONE))
                        .reduce(SearchLimits::widest)
                        .orElse(SearchLimits.NONE));
    }

    /** The rights of a service. */
    public Rights rights(ServiceAccess service) {
        List<Granted> granted = service.role() == Role.SERVICE
                ? service(service)
                : Stream.concat(granted(service.role()), roleGroups(service.role()))
                        .toList();
        return new Rights(granted, service.limits());
    }

    /** The rights of who is nobody here: what RFC 4513, 5.1.1 lets a stranger learn of the server itself. */
    public static Rights nobody() {
        return new Rights(List.of(rootDse()), new SearchLimits(1, 1));
    }

    private Stream<Granted> granted(Role role) {
        return switch (role) {
            case ANONYMOUS -> Stream.concat(Stream.of(rootDse()), whitePages());
            case SELF -> self();
            case SERVICE -> throw new IllegalArgumentException("a service has the rights that are named for it");
            case SUPPORT ->
                staff(Grant.read(FOR_SUPPORT)
                        .modify(AttributeSet.of(PASSWORD, LOCK_HISTORY))
                        .clear(AttributeSet.of(LOCK)));
            case SECURITY_OFFICER -> securityOfficer();
            case REGISTRAR ->
                staff(Grant.read(FOR_REGISTRAR)
                        .affiliationsOf(settings.validated())
                        .modify(AttributeSet.of(LOCK_HISTORY))
                        .clear(AttributeSet.of(LOCK)));
            case OPERATOR -> operator();
            case DAEMON -> daemon();
            case REPLICATION -> replication();
        };
    }

    private static Granted rootDse() {
        return new Granted(Place.ROOT_DSE, Reach.ALL, Grant.read(AttributeSet.EVERYTHING));
    }

    private static Stream<Granted> ofTheServer() {
        return Stream.of(rootDse(), new Granted(Place.SCHEMA, Reach.ALL, Grant.read(AttributeSet.EVERYTHING)));
    }

    private static Granted all(Place place, Grant grant) {
        return new Granted(place, Reach.ALL, grant);
    }

    private Stream<Granted> whitePages() {
        return settings.whitePages()
                ? Stream.of(
                        new Granted(Place.PEOPLE, Reach.LISTED, Grant.read(IN_WHITE_PAGES)),
                        all(Place.STRUCTURES, Grant.read(IN_WHITE_PAGES.union(AttributeSet.of(DESCRIPTION)))))
                : Stream.empty();
    }

    private Stream<Granted> self() {
        Grant own = Grant.read(AttributeSet.allBut(PASSWORD, HASHES, LOCK, LOCK_HISTORY))
                .modify(settings.selfWrites());
        return Stream.of(ofTheServer(), whitePages(), Stream.of(new Granted(Place.PEOPLE, Reach.OWN, own)))
                .flatMap(granted -> granted);
    }

    private static List<Granted> service(ServiceAccess service) {
        List<Granted> granted = new ArrayList<>(ofTheServer().toList());
        granted.add(all(Place.CONTAINER, Grant.read(OF_A_CONTAINER)));
        granted.add(new Granted(Place.SERVICES, Reach.OWN, Grant.read(OF_A_CONTAINER)));
        if (service.places().contains(Place.PEOPLE)) {
            Grant people = Grant.read(AttributeSet.of(OBJECT_CLASS, ENTRY).union(service.reads()));
            granted.add(all(
                    Place.PEOPLE,
                    service.writes().equals(AttributeSet.NONE) ? people : people.modify(service.writes())));
        }
        if (service.places().contains(Place.STRUCTURES)) {
            granted.add(all(Place.STRUCTURES, Grant.read(OF_A_STRUCTURE)));
        }
        if (service.places().contains(Place.GROUPS)) {
            granted.add(all(Place.GROUPS, Grant.read(OF_A_GROUP)));
        }
        return granted;
    }

    /** Who works with people's accounts. */
    private static Stream<Granted> staff(Grant people) {
        return Stream.concat(
                ofTheServer(),
                Stream.of(
                        all(Place.CONTAINER, Grant.read(OF_A_CONTAINER)),
                        all(Place.PEOPLE, people),
                        all(Place.STRUCTURES, Grant.read(OF_A_STRUCTURE))));
    }

    private static Stream<Granted> securityOfficer() {
        Grant reads = Grant.read(ALL_BUT_SECRETS);
        return Stream.of(
                        ofTheServer(),
                        Stream.of(Place.CONTAINER, Place.STRUCTURES, Place.GROUPS, Place.ROLE_GROUPS, Place.SERVICES)
                                .map(place -> all(place, reads)),
                        Stream.of(
                                all(Place.PEOPLE, reads.modify(AttributeSet.of(LOCK, LOCK_HISTORY))),
                                all(Place.SUSPENSIONS, suspensions(reads))))
                .flatMap(granted -> granted);
    }

    /** What those who may give roles may do with their groups. */
    private Stream<Granted> roleGroups(Role role) {
        return role == Role.OPERATOR || settings.groupWriters().contains(role)
                ? Stream.of(all(
                        Place.ROLE_GROUPS,
                        Grant.read(ALL_BUT_SECRETS)
                                .modify(AttributeSet.of(OBJECT_CLASS, NAME, DESCRIPTION, MEMBERS))
                                .write(ADD, DELETE, RENAME)))
                : Stream.empty();
    }

    private static Stream<Granted> operator() {
        Grant reads = Grant.read(ALL_BUT_SECRETS.andUngrouped());
        Grant people = reads.modify(WRITABLE).write(ADD);
        Grant others = people.write(DELETE, RENAME);
        return Stream.of(
                        ofTheServer(),
                        Stream.of(
                                all(Place.CONTAINER, reads),
                                all(Place.PEOPLE, people),
                                all(Place.STRUCTURES, others),
                                all(Place.GROUPS, others),
                                all(
                                        Place.SERVICES,
                                        reads.modify(WRITABLE_OF_SERVICES).write(ADD, DELETE, RENAME)),
                                all(Place.TOMBSTONES, tombstones()),
                                all(Place.IDENTITIES, identities()),
                                all(Place.SUSPENSIONS, suspensions(Grant.read(ALL_BUT_SECRETS)))))
                .flatMap(granted -> granted);
    }

    private static Grant suspensions(Grant reads) {
        return reads.modify(AttributeSet.of(OBJECT_CLASS, NAME, DESCRIPTION, SUSPENSION))
                .write(ADD, DELETE);
    }

    /** To add one is to erase an account; what is written later says who was admitted again. */
    private static Grant tombstones() {
        return Grant.read(ALL_BUT_SECRETS.andUngrouped())
                .modify(AttributeSet.of(OBJECT_CLASS).andUngrouped())
                .write(ADD);
    }

    /** Rulings are deleted with the account that is erased, and a merged account when it is put back. */
    private static Grant identities() {
        return Grant.read(ALL_BUT_SECRETS.andUngrouped())
                .modify(AttributeSet.of(OBJECT_CLASS, NAME, DESCRIPTION, IDENTITY_KEYS, AFFILIATIONS, LIFE_CYCLE)
                        .andUngrouped())
                .write(ADD, DELETE);
    }

    private static Stream<Granted> daemon() {
        Grant reads = Grant.read(ALL_BUT_SECRETS.andUngrouped());
        Grant others = reads.modify(WRITTEN_BY_DAEMON).write(ADD, DELETE, RENAME);
        return Stream.of(
                        ofTheServer(),
                        Stream.of(
                                all(Place.CONTAINER, reads),
                                all(
                                        Place.PEOPLE,
                                        reads.modify(OF_PEOPLE_WRITTEN_BY_DAEMON)
                                                .write(ADD)),
                                all(Place.STRUCTURES, others),
                                all(Place.GROUPS, others),
                                all(Place.TOMBSTONES, reads),
                                all(Place.IDENTITIES, reads),
                                all(Place.SUSPENSIONS, Grant.read(ALL_BUT_SECRETS))))
                .flatMap(granted -> granted);
    }

    private static Stream<Granted> replication() {
        return Stream.concat(
                ofTheServer(),
                Stream.of(
                                Place.CONTAINER,
                                Place.PEOPLE,
                                Place.STRUCTURES,
                                Place.GROUPS,
                                Place.ROLE_GROUPS,
                                Place.SERVICES,
                                Place.TOMBSTONES,
                                Place.SUSPENSIONS,
                                Place.IDENTITIES)
                        .map(place -> all(place, Grant.read(AttributeSet.EVERYTHING))));
    }
}
