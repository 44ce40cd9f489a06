package fr.sesame.config;

import fr.sesame.server.door.DoorSettings;
import fr.sesame.server.door.TlsSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Which settings a running service cannot change: it has to be started again for them. All others it can: sources, schedules, guard,
 * logins and mail addresses, limits of the ports, and the files of the certificate.
 */
public final class NeedsRestart {
    private final Configuration running;
    private final Configuration read;
    private final List<String> keys = new ArrayList<>();

    private NeedsRestart(Configuration running, Configuration read) {
        this.running = running;
        this.read = read;
    }

    /**
     * The keys whose settings are others and need a restart; empty if there are none.
     *
     * @param running what the service was started with, or has taken over since
     * @param read what is in the files now
     */
    public static List<String> between(Configuration running, Configuration read) {
        NeedsRestart look = new NeedsRestart(running, read);
        look.atAll();
        return look.keys;
    }

    private void atAll() {
        compare("state", Configuration::state);
        compare("institution.zone", all -> all.institution().zone());
        compare("institution.mail-domain", all -> all.institution().mailDomain());
        compare("institution.uai", all -> all.institution().uai());
        compare("directory", Configuration::directory);
        compare("server.address", all -> all.server().address());
        compare("server.ldap-port", all -> all.server().ldapPort());
        compare("server.http-port", all -> all.server().httpPort());
        compare("server.max-store-megabytes", all -> all.server().maxStoreBytes());
        compare("server.active-directory-codes", all -> all.server().activeDirectoryCodes());
        compare(
                "server.tls (whether there is a certificate)",
                all -> door(all).tls().isPresent());
        compare("server.ldaps-port", all -> door(all).tls().map(TlsSettings::ldapsPort));
        compare(
                "server.tls.client-authorities (whether there are some)",
                all -> door(all).tls().flatMap(TlsSettings::clientAuthorities).isPresent());
        compare("server.tls.plain-binds", all -> door(all).plainPasswords());
        compare("passwords", Configuration::passwords);
        compare("populations", all -> List.of(all.calendar(), all.supannPopulations()));
        compare("supann-states", Configuration::supannStates);
        compare("groups", Configuration::groups);
        compare("access", Configuration::access);
        compare("audit", Configuration::audit);
    }

    private static DoorSettings door(Configuration configuration) {
        return configuration.server().door();
    }

    private void compare(String key, Function<Configuration, Object> setting) {
        if (!setting.apply(running).equals(setting.apply(read))) {
            keys.add(key);
        }
    }
}
