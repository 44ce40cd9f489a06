package fr.sesame.bench;

import com.unboundid.ldap.sdk.examples.AuthRate;
import com.unboundid.ldap.sdk.examples.ModRate;
import com.unboundid.ldap.sdk.examples.SearchRate;
import fr.sesame.schema.Attributes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the clients do at full speed: each operation is on a person drawn from all of them. */
final class Rates {
    private final Settings settings;
    private final Path log;

    Rates(Settings settings, Path log) {
        this.settings = settings;
        this.log = log;
    }

    /** Binds by DN, without a search before, with the hashes that were imported. */
    RateTool binds() {
        return binds(Tree.anyPerson(settings.entries()), Tree.PASSWORD);
    }

    /** The same of few people again and again, with the hashes that the server itself makes. */
    RateTool repeatedBinds() {
        return binds(Tree.anyRegular(), Regulars.PASSWORD);
    }

    private RateTool binds(String dn, String password) {
        return tool(AuthRate.class, settings.connections(), "--bindOnly", "--baseDN", dn, "--credentials", password);
    }

    /** Searches by uid, as a service, for everything that it may read. */
    RateTool searchesOfAllAttributes() {
        return searches();
    }

    /** The same, for as many attributes as a single sign-on server asks for. */
    RateTool searchesOfThreeAttributes() {
        return searches(Attributes.UID, Attributes.MAIL, Attributes.DISPLAY_NAME);
    }

    private RateTool searches(String... attributes) {
        List<String> arguments = new ArrayList<>(List.of(
                "--bindDN",
                Tree.READER,
                "--bindPassword",
                Tree.SERVICE_PASSWORD,
                "--baseDN",
                Tree.PEOPLE,
                "--scope",
                "sub",
                "--filter",
                "(uid=user.[1-" + settings.entries() + "])"));
        for (String attribute : attributes) {
            arguments.add("--attribute");
            arguments.add(attribute);
        }
        return tool(SearchRate.class, settings.connections(), arguments.toArray(String[]::new));
    }

    /** Replaces an attribute that has no index, as the operator; each is synced to the disk before it is answered. */
    RateTool modifies() {
        return modifies(settings.connections());
    }

    /** The same, beside binds that are timed. */
    RateTool writers() {
        return modifies(settings.writers());
    }

    private RateTool modifies(int threads) {
        return tool(
                ModRate.class,
                threads,
                "--bindDN",
                Tree.OPERATOR,
                "--bindPassword",
                Tree.SERVICE_PASSWORD,
                "--entryDN",
                Tree.anyPerson(settings.entries()),
                "--attribute",
                "telephoneNumber",
                "--valuePattern",
                "+33 [100000000-999999999]");
    }

    private RateTool tool(Class<?> tool, int threads, String... arguments) {
        return new RateTool(tool, threads, log, List.of(arguments));
    }
}
