package fr.sesame.proof;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Entries that the daemon takes for people, and changes to them that it would make, in indexed attributes above all. */
final class People {
    private static final String ACTIVE = "active";
    private static final String[] NAMES = {"martin", "bernard", "dubois", "thomas", "robert", "petit", "leroy", "moreau"
    };

    private final Random random;

    People(Random random) {
        this.random = random;
    }

    Entry entry(DN name, String uid, String mail) {
        Entry entry = new Entry(name);
        entry.addAttribute(
                "objectClass",
                "top",
                "person",
                "organizationalPerson",
                "inetOrgPerson",
                "supannPerson",
                "sesameAccount");
        String family = family();
        entry.addAttribute("uid", uid);
        entry.addAttribute("mail", mail);
        entry.addAttribute("sn", family);
        entry.addAttribute("givenName", "claude");
        entry.addAttribute("cn", "claude " + family);
        entry.addAttribute("supannNomDeNaissance", family);
        entry.addAttribute("supannOIDCDateDeNaissance", "1990-01-11");
        entry.addAttribute("sesameState", "active");
        entry.addAttribute("sesameSourceKey", "apogee:" + uid);
        if (random.nextBoolean()) {
            String end = someDay();
            entry.addAttribute("sesameTimeline", activeUntil(end));
            entry.addAttribute("sesameNextChange", end);
        } else {
            entry.addAttribute("sesameTimeline", ACTIVE);
        }
        return entry;
    }

    /** Several attributes at once, so that a half of it can be told from the whole. */
    List<Modification> changes(Entry before, String mark) {
        List<Modification> all = new ArrayList<>();
        String family = family();
        all.add(new Modification(ModificationType.REPLACE, "sn", family));
        all.add(new Modification(ModificationType.REPLACE, "cn", "claude " + family));
        if (random.nextInt(4) == 0) {
            all.add(new Modification(ModificationType.REPLACE, "sesameTimeline", ACTIVE));
            all.add(new Modification(ModificationType.REPLACE, "sesameNextChange"));
        } else {
            String end = someDay();
            all.add(new Modification(ModificationType.REPLACE, "sesameTimeline", activeUntil(end)));
            all.add(new Modification(ModificationType.REPLACE, "sesameNextChange", end));
        }
        String[] keys = before.getAttributeValues("supannRefId");
        if (keys != null && keys.length > 4) {
            all.add(new Modification(ModificationType.DELETE, "supannRefId", keys[random.nextInt(keys.length)]));
        } else {
            all.add(new Modification(ModificationType.ADD, "supannRefId", "{SIHAM}" + mark));
        }
        if (random.nextInt(10) == 0) {
            all.add(new Modification(ModificationType.REPLACE, "description", longText()));
        }
        return all;
    }

    /** Longer than a page of a store. */
    String longText() {
        return (char) ('a' + random.nextInt(26)) + "x".repeat(2_000 + random.nextInt(8_000));
    }

    private static String activeUntil(String end) {
        return ACTIVE + " " + end + "=inactive";
    }

    private String family() {
        return NAMES[random.nextInt(NAMES.length)] + random.nextInt(30);
    }

    /** Not before 2030: the daemon itself would follow what is due. */
    String someDay() {
        return String.format(Locale.ROOT, "20%02d%02d01000000Z", 30 + random.nextInt(60), 1 + random.nextInt(12));
    }
}
