package fr.sesame.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import fr.sesame.account.Account;
import fr.sesame.account.Erasure;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.account.Ruling;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureTree;
import fr.sesame.account.Timeline;
import fr.sesame.account.Tombstone;
import fr.sesame.account.UnreadableAccount;
import fr.sesame.directory.Change;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Due;
import fr.sesame.directory.Groups;
import fr.sesame.directory.Locks;
import fr.sesame.directory.Merges;
import fr.sesame.directory.PlannedWindows;
import fr.sesame.directory.Snapshot;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.Identifiers;
import fr.sesame.schema.ObjectClasses;
import fr.sesame.schema.Projections;
import fr.sesame.schema.TimeText;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory reached over LDAP, whichever server it is. */
public final class LdapDirectory implements Directory {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofMinutes(5);
    /** One for each of those who write at a time, and some for whoever reads meanwhile. */
    private static final int MAX_CONNECTIONS = 10;

    private final LDAPConnectionPool pool;
    private final String where;
    private final Tree tree;
    private final EntryMapping accounts;
    private final StructureMapping structures;
    private final Showing showing;
    private final VisibleState visible;
    private volatile @Nullable StructureTree known;

    private LdapDirectory(LDAPConnectionPool pool, String where, Tree tree, EntryMapping accounts, Showing showing) {
        this.pool = pool;
        this.where = where;
        this.tree = tree;
        this.accounts = accounts;
        this.structures = new StructureMapping(tree);
        this.showing = showing;
        this.visible = new VisibleState(showing.projections(), showing.dialect());
    }

    /**
     * How an account's state, and what else follows from it, is made visible.
     *
     * @param dialect which server it is
     * @param projections what is to be shown
     * @param clock the instant of a state that becomes visible because a password was set
     */
    public record Showing(Dialect dialect, Projections projections, Clock clock) {}

    /**
     * Where the directory is, and who we are there.
     *
     * @param host a name or address
     * @param port a TCP port
     * @param encryption how the way there is encrypted
     * @param trust a PEM file of the authorities that its certificate is believed from; none: those of the JDK
     * @param user the DN we bind as
     * @param password its password
     */
    public record Access(
            String host, int port, Encryption encryption, Optional<Path> trust, String user, String password) {
        /** In the clear: to this host. */
        public Access(String host, int port, String user, String password) {
            this(host, port, Encryption.NONE, Optional.empty(), user, password);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return user + " at " + host + ":" + port;
        }
    }

    /**
     * Connects and binds.
     *
     * @param supannIdentifiers by source: the SUPANN attribute that carries its key
     * @throws DirectoryException if nobody answers there, or refuses the bind
     */
    public static LdapDirectory connect(
            Access access, Tree tree, Map<String, String> supannIdentifiers, Showing showing)
            throws DirectoryException {
        return connect(access, tree, supannIdentifiers, Set.of(), showing);
    }

    /**
     * Connects and binds.
     *
     * @param supannIdentifiers by source: the SUPANN attribute that carries its key
     * @param attributes that sources give
     * @throws DirectoryException if nobody answers there, or refuses the bind
     */
    public static LdapDirectory connect(
            Access access, Tree tree, Map<String, String> supannIdentifiers, Set<String> attributes, Showing showing)
            throws DirectoryException {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis((int) CONNECT_TIMEOUT.toMillis());
        options.setResponseTimeoutMillis(RESPONSE_TIMEOUT.toMillis());
        options.setUseSynchronousMode(true);
        String where = access.host() + ":" + access.port();
        try {
            LDAPConnectionPool pool = Connecting.pool(access, options, MAX_CONNECTIONS);
            pool.setRetryFailedOperationsDueToInvalidConnections(true);
            return new LdapDirectory(pool, where, tree, new EntryMapping(tree, supannIdentifiers, attributes), showing);
        } catch (LDAPException e) {
            throw translate("cannot bind as " + access.user() + " at " + where, e);
        }
    }

    /** Again if a source once gave an attribute that none gives any more: what is there has to be known, since it goes. */
    @Override
    public Snapshot snapshot() throws DirectoryException {
        int known = accounts.read().length;
        Snapshot snapshot = readAll();
        return accounts.read().length == known ? snapshot : readAll();
    }

    private Snapshot readAll() throws DirectoryException {
        List<Account> people = new ArrayList<>();
        List<UnreadableAccount> unreadable = new ArrayList<>();
        Set<String> aliases = new HashSet<>();
        BiConsumer<Account, Entry> take = (account, entry) -> {
            people.add(account);
            SortedSet<String> names = TombstoneMapping.names(entry);
            names.removeAll(List.of(account.login().value(), account.mail().value()));
            aliases.addAll(names);
        };
        Map<String, DirectoryException> wrong = new TreeMap<>();
        search(personFilter(), take, (entry, e) -> wrong.put(entry.getDN(), e), with(Identifiers.ATTRIBUTES));
        for (Map.Entry<String, DirectoryException> one : wrong.entrySet()) {
            unreadable.add(unreadable(one.getKey(), one.getValue()));
        }
        people.sort(Comparator.comparing(Account::login));
        merges().all().forEach(merged -> aliases.addAll(merged.names()));
        return new Snapshot(people, structures(), tombstones(), aliases, rulings(), unreadable);
    }

    private UnreadableAccount unreadable(String dn, DirectoryException why) throws DirectoryException {
        try {
            Entry whole = pool.getEntry(dn);
            return UnreadableMapping.account(whole == null ? new Entry(dn) : whole, String.valueOf(why.getMessage()));
        } catch (LDAPException e) {
            throw translate("cannot read " + dn + " at " + where, e);
        }
    }

    private String[] with(List<String> also) {
        return Stream.concat(Arrays.stream(accounts.read()), also.stream())
                .distinct()
                .toArray(String[]::new);
    }

    @Override
    public List<Structure> structures() throws DirectoryException {
        List<Structure> units = new ArrayList<>();
        Filter isStructure = Filter.createEqualityFilter("objectClass", ObjectClasses.SUPANN_STRUCTURE);
        for (SearchResultEntry entry : search(tree.structures(), isStructure, StructureMapping.READ)) {
            try {
                units.add(structures.structure(entry));
            } catch (InvalidValueException e) {
                throw DirectoryException.refused(e.getMessage() + "; mend the entry, then run again", e);
            }
        }
        units.sort(Comparator.comparing(Structure::code));
        return units;
    }

    @Override
    public void forEachAccount(Consumer<Account> consumer, Consumer<DirectoryException> unreadable)
            throws DirectoryException {
        search(
                personFilter(),
                (account, entry) -> consumer.accept(account),
                (entry, e) -> unreadable.accept(e),
                accounts.read());
    }

    /** The same, each with its entry. */
    void forEachEntry(BiConsumer<Account, Entry> consumer, String also) throws DirectoryException {
        search(personFilter(), consumer, with(List.of(also)));
    }

    /** Every account that the filter finds, one after the other. */
    void forEach(Filter filter, Consumer<Account> consumer) throws DirectoryException {
        search(
                Filter.createANDFilter(personFilter(), filter),
                (account, entry) -> consumer.accept(account),
                accounts.read());
    }

    private void search(Filter filter, BiConsumer<Account, Entry> consumer, String... attributes)
            throws DirectoryException {
        List<DirectoryException> unreadable = new ArrayList<>();
        search(filter, consumer, (entry, e) -> unreadable.add(e), attributes);
        if (!unreadable.isEmpty()) {
            throw unreadable.get(0);
        }
    }

    private void search(
            Filter filter,
            BiConsumer<Account, Entry> consumer,
            BiConsumer<Entry, DirectoryException> unreadable,
            String... attributes)
            throws DirectoryException {
        AccountListener listener = new AccountListener(consumer, unreadable);
        SearchRequest all = new SearchRequest(listener, tree.people(), SearchScope.ONE, filter, attributes);
        try {
            pool.search(all);
        } catch (LDAPException e) {
            throw translate("cannot search " + tree.people() + " at " + where, e);
        }
    }

    /** Hands accounts on as they arrive, and what cannot be read. Thousands have the same timeline: they share it. */
    private final class AccountListener implements SearchResultListener {
        private static final long serialVersionUID = 1L;
        private final transient Map<String, Timeline> timelines = new HashMap<>();
        private final transient BiConsumer<Account, Entry> consumer;
        private final transient BiConsumer<Entry, DirectoryException> unreadable;

        AccountListener(BiConsumer<Account, Entry> consumer, BiConsumer<Entry, DirectoryException> unreadable) {
            this.consumer = consumer;
            this.unreadable = unreadable;
        }

        @Override
        public void searchEntryReturned(SearchResultEntry entry) {
            try {
                consumer.accept(toAccount(entry, text -> timelines.computeIfAbsent(text, Timeline::parse)), entry);
            } catch (DirectoryException e) {
                unreadable.accept(entry, e);
            }
        }

        @Override
        public void searchReferenceReturned(SearchResultReference reference) {
            // What is elsewhere is not ours.
        }
    }

    @Override
    public Optional<Account> find(Login login) throws DirectoryException {
        Filter filter =
                Filter.createANDFilter(personFilter(), Filter.createEqualityFilter(Attributes.UID, login.value()));
        int known = accounts.read().length;
        Optional<Account> found = read(filter);
        return accounts.read().length == known ? found : read(filter);
    }

    private Optional<Account> read(Filter filter) throws DirectoryException {
        List<SearchResultEntry> entries = search(tree.people(), filter, accounts.read());
        return entries.isEmpty() ? Optional.empty() : Optional.of(toAccount(entries.get(0)));
    }

    @Override
    public List<Due> dueBy(Instant instant, Consumer<DirectoryException> unreadable) throws DirectoryException {
        Filter isDue = Filter.createLessOrEqualFilter(Attributes.NEXT_CHANGE, TimeText.format(instant));
        List<Due> due = new ArrayList<>();
        for (SearchResultEntry entry : search(tree.people(), isDue, Attributes.UID, Attributes.NEXT_CHANGE)) {
            try {
                due.add(new Due(
                        new Login(String.valueOf(entry.getAttributeValue(Attributes.UID))),
                        TimeText.parse(String.valueOf(entry.getAttributeValue(Attributes.NEXT_CHANGE)))));
            } catch (InvalidValueException e) {
                unreadable.accept(
                        DirectoryException.refused(entry.getDN() + ": " + e.getMessage() + "; mend the entry", e));
            }
        }
        due.sort(Comparator.naturalOrder());
        return due;
    }

    @Override
    public List<Account> notShown(int most, Consumer<DirectoryException> unreadable) throws DirectoryException {
        SearchRequest request = new SearchRequest(
                tree.people(),
                SearchScope.ONE,
                Filter.createANDFilter(personFilter(), Filter.createORFilter(signsOfNotShown())),
                accounts.read());
        request.setSizeLimit(most);
        List<SearchResultEntry> entries;
        try {
            entries = pool.search(request).getSearchEntries();
        } catch (LDAPSearchException e) {
            if (!e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                throw translate("cannot search " + tree.people() + " at " + where, e);
            }
            entries = e.getSearchEntries();
        }
        List<Account> found = new ArrayList<>();
        for (SearchResultEntry entry : entries) {
            try {
                found.add(toAccount(entry));
            } catch (DirectoryException e) {
                unreadable.accept(e);
            }
        }
        return found;
    }

    /** Without eduPerson's class an entry was last written by a version that did not show what somebody is. */
    private List<Filter> signsOfNotShown() {
        List<Filter> signs = new ArrayList<>();
        signs.add(Filter.createNOTFilter(Filter.createPresenceFilter(Attributes.MAY_BIND)));
        if (showing.projections().objectClasses().contains(ObjectClasses.EDU_PERSON)) {
            signs.add(Filter.createNOTFilter(Filter.createEqualityFilter("objectClass", ObjectClasses.EDU_PERSON)));
        }
        return signs;
    }

    private static Filter personFilter() {
        return Filter.createEqualityFilter("objectClass", ObjectClasses.SESAME_ACCOUNT);
    }

    private Account toAccount(SearchResultEntry entry) throws DirectoryException {
        return toAccount(entry, Timeline::parse);
    }

    private Account toAccount(SearchResultEntry entry, Function<String, Timeline> timelines) throws DirectoryException {
        try {
            return accounts.account(entry, timelines);
        } catch (InvalidValueException e) {
            throw DirectoryException.refused(e.getMessage() + "; mend the entry, then run again", e);
        }
    }

    private List<SearchResultEntry> search(String base, Filter filter, String... attributes) throws DirectoryException {
        try {
            return pool.search(new SearchRequest(base, SearchScope.ONE, filter, attributes))
                    .getSearchEntries();
        } catch (LDAPException e) {
            throw translate("cannot search " + base + " at " + where + " for " + filter, e);
        }
    }

    @Override
    public void apply(Change change, Instant asOf) throws DirectoryException {
        String dn = "";
        try {
            if (change instanceof Change.CreateAccount create) {
                dn = tree.person(create.account().login());
                Entry entry = accounts.entry(create.account());
                visible.addTo(entry, create.account(), asOf, structureTree());
                pool.add(entry);
            } else if (change instanceof Change.UpdateAccount update) {
                dn = tree.person(update.after().login());
                List<Modification> modifications =
                        new ArrayList<>(accounts.modifications(update.before(), update.after()));
                modifications.addAll(visible.modifications(update.after(), asOf, stored(dn), false, structureTree()));
                pool.modify(dn, modifications);
            } else if (change instanceof Change.ShowState show) {
                dn = tree.person(show.account().login());
                pool.modify(dn, visible.modifications(show.account(), asOf, stored(dn), false, structureTree()));
            } else if (change instanceof Change.CreateStructure create) {
                dn = tree.structure(create.structure().code());
                pool.add(structures.entry(create.structure()));
            } else if (change instanceof Change.UpdateStructure update) {
                dn = tree.structure(update.after().code());
                pool.modify(dn, structures.modifications(update.after()));
            }
            if (change instanceof Change.CreateStructure || change instanceof Change.UpdateStructure) {
                known = null;
            }
        } catch (LDAPException e) {
            throw translate("cannot write " + dn + " at " + where, e);
        }
    }

    @Override
    public void setPassword(Login login, String password) throws DirectoryException {
        String dn = tree.person(login);
        try {
            List<Modification> modifications = new ArrayList<>();
            if (showing.dialect().hashesModifiedPasswords()) {
                modifications.add(new Modification(ModificationType.REPLACE, Attributes.USER_PASSWORD, password));
            } else {
                passwordModify(dn, password);
            }
            if (!showing.dialect().projects()) {
                Optional<Account> account = find(login);
                if (account.isPresent()) {
                    Instant now = showing.clock().instant();
                    modifications.addAll(visible.modifications(account.get(), now, stored(dn), true, structureTree()));
                }
            }
            if (!modifications.isEmpty()) {
                pool.modify(dn, modifications);
            }
        } catch (LDAPException e) {
            throw translate("cannot set the password of " + dn + " at " + where, e);
        }
    }

    /** RFC 3062: the server hashes it, whatever its settings are. */
    private void passwordModify(String dn, String password) throws LDAPException {
        ExtendedResult result = pool.processExtendedOperation(new PasswordModifyExtendedRequest(dn, null, password));
        if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
            throw new LDAPException(result);
        }
    }

    /** Of which groups follow, where the daemon has to say who is in them: read once, and after each change. */
    StructureTree structureTree() throws DirectoryException {
        if (showing.dialect().projects()) {
            return StructureTree.EMPTY;
        }
        StructureTree read = known;
        if (read == null) {
            read = new StructureTree(structures());
            known = read;
        }
        return read;
    }

    /** What must be known of an entry before its state is written; null where the server does that, or has no such entry. */
    private @Nullable Entry stored(String dn) throws LDAPException {
        return showing.dialect().projects()
                ? null
                : pool.getEntry(dn, showing.dialect().reads(showing.projections()));
    }

    @Override
    public List<Tombstone> tombstones() throws DirectoryException {
        return new LdapTombstones(this, pool, tree).all();
    }

    @Override
    public Tombstone erase(Account account, SortedSet<String> hashes, Erasure erasure) throws DirectoryException {
        return new LdapTombstones(this, pool, tree).erase(account, hashes, erasure);
    }

    @Override
    public void admit(Login erased, String admission) throws DirectoryException {
        new LdapTombstones(this, pool, tree).admit(erased, admission);
    }

    @Override
    public List<Ruling> rulings() throws DirectoryException {
        return new LdapRulings(this, pool, tree).all();
    }

    @Override
    public void keep(Ruling ruling) throws DirectoryException {
        new LdapRulings(this, pool, tree).keep(ruling);
    }

    @Override
    public Merges merges() {
        return new LdapMerges(this, pool, tree, showing.dialect());
    }

    @Override
    public Locks locks() {
        return new LdapLocks(this, pool, tree, showing);
    }

    @Override
    public Groups groups() {
        return new LdapGroups(this, pool, tree, showing.projections());
    }

    @Override
    public PlannedWindows suspensions() {
        return new LdapSuspensions(this, pool, tree, showing.dialect());
    }

    DirectoryException translated(String what, LDAPException e) {
        return translate(what + " at " + where, e);
    }

    @Override
    public void close() {
        pool.close();
    }

    static DirectoryException translate(String what, LDAPException e) {
        ResultCode code = e.getResultCode();
        String message = what + ": " + code.getName() + " (" + code.intValue() + ") "
                + (e.getDiagnosticMessage() == null ? e.getMessage() : e.getDiagnosticMessage()) + wayOut(e);
        return code.isConnectionUsable() && !code.equals(ResultCode.UNAVAILABLE) && !code.equals(ResultCode.BUSY)
                ? DirectoryException.refused(message, e)
                : DirectoryException.unreachable(message + "; is the directory running?", e);
    }

    /** What another server may have to be told first. */
    private static String wayOut(LDAPException e) {
        ResultCode code = e.getResultCode();
        if (code.equals(ResultCode.SIZE_LIMIT_EXCEEDED)
                || code.equals(ResultCode.TIME_LIMIT_EXCEEDED)
                || code.equals(ResultCode.ADMIN_LIMIT_EXCEEDED)) {
            return "; who reads everybody must have no limits there: lift them for directory.user";
        }
        boolean unknownClass = code.equals(ResultCode.INVALID_ATTRIBUTE_SYNTAX)
                && String.valueOf(e.getDiagnosticMessage()).startsWith("objectClass");
        return unknownClass || code.equals(ResultCode.UNDEFINED_ATTRIBUTE_TYPE)
                ? "; does that server have the schema of this version? sesame schema DIR writes it"
                : "";
    }
}
