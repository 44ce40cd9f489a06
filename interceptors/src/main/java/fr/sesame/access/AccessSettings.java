package fr.sesame.access;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an institution decides of the rules of access.
 *
 * @param whitePages whether strangers may read the public white pages
 * @param selfWrites what people may write of their own entry
 * @param groups by role of {@link Role#BY_GROUP}: the DN of the group whose members hold it
 * @param groupWriters the roles beside the operator that may write those groups
 * @param validated the populations whose affiliations the registrar writes
 * @param services by name
 * @param more attributes of the institution's own schema, by the group that they are put in
 * @param limits by role; none is unlimited
 */
public record AccessSettings(
        boolean whitePages,
        AttributeSet selfWrites,
        Map<Role, String> groups,
        Set<Role> groupWriters,
        Set<String> validated,
        Map<String, ServiceAccess> services,
        Map<AttributeGroup, List<String>> more,
        Map<Role, SearchLimits> limits) {
    /** What people may write of their own entry unless the institution says less. */
    public static final AttributeSet SELF_WRITES = AttributeSet.of(
            AttributeGroup.OFFICE_PHONE,
            AttributeGroup.OTHER_PHONES,
            AttributeGroup.PRIVATE_PHONES,
            AttributeGroup.WEB_SITE,
            AttributeGroup.LISTE_ROUGE,
            AttributeGroup.PASSWORD);
    /** What single sign-on reads unless the institution says otherwise. */
    public static final AttributeSet SINGLE_SIGN_ON_READS = AttributeSet.of(
            AttributeGroup.LOGIN,
            AttributeGroup.NAME,
            AttributeGroup.MAIL,
            AttributeGroup.OTHER_MAIL,
            AttributeGroup.OFFICE_PHONE,
            AttributeGroup.STRUCTURE,
            AttributeGroup.PROFILE,
            AttributeGroup.NUMBERS,
            AttributeGroup.STATE,
            AttributeGroup.LIFE_CYCLE,
            AttributeGroup.PROJECTION,
            AttributeGroup.MEMBERSHIP,
            AttributeGroup.PWD_STATE,
            AttributeGroup.CONSENT);

    private static final SearchLimits FOR_EVERYBODY = new SearchLimits(50, 5);
    private static final SearchLimits FOR_STAFF = new SearchLimits(1000, 30);

    public AccessSettings {
        groups = Map.copyOf(groups);
        groupWriters = Set.copyOf(groupWriters);
        validated = Set.copyOf(validated);
        services = Map.copyOf(services);
        more = Map.copyOf(more);
        limits = Map.copyOf(limits);
    }

    /** For who says nothing: no white pages, nobody with a role, single sign-on as the one service. */
    public static AccessSettings standard() {
        return new AccessSettings(
                false,
                SELF_WRITES,
                Map.of(),
                Set.of(),
                Set.of(),
                Map.of("cas", ServiceAccess.reading(SINGLE_SIGN_ON_READS)),
                Map.of(),
                standardLimits());
    }

    /** Strangers and people 50 entries in 5 seconds, who holds a role 1,000 in 30, everybody else without a limit. */
    public static Map<Role, SearchLimits> standardLimits() {
        Map<Role, SearchLimits> limits = new EnumMap<>(Role.class);
        limits.put(Role.ANONYMOUS, FOR_EVERYBODY);
        limits.put(Role.SELF, FOR_EVERYBODY);
        limits.put(Role.SUPPORT, FOR_STAFF);
        limits.put(Role.SECURITY_OFFICER, FOR_STAFF);
        limits.put(Role.REGISTRAR, FOR_STAFF);
        return limits;
    }
}
