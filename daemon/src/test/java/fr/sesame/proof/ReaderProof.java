package fr.sesame.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Large results: the first page comes at once, a slow client costs no memory, and one that is gone leaves nothing behind. */
@Tag("proofs")
@Tag("reader")
class ReaderProof {
    private static final int ENTRIES = Parameters.number("entries", 20_000);
    private static final int PAGE = 500;
    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final int LOADERS = 8;
    private static final int SLOW = 8;
    /** More than the slots of a store's reader table. */
    private static final int VANISHING = 200;

    private static final int FLAT_MEGABYTES = 24;
    private static final int BYTES = 1_000;
    private static Instance instance;

    @BeforeAll
    static void load() throws Exception {
        long seed = Parameters.seed("ReaderProof");
        instance = Instance.make("reader");
        instance.start();
        long from = System.nanoTime();
        Queue<String> problems = new ConcurrentLinkedQueue<>();
        List<Thread> loaders = new ArrayList<>();
        for (int i = 0; i < LOADERS; i++) {
            int number = i;
            Thread loader = new Thread(() -> load(number, new Random(seed + number), problems));
            loader.start();
            loaders.add(loader);
        }
        for (Thread loader : loaders) {
            loader.join();
        }
        assertThat(problems).as("while loading").isEmpty();
        try (SlowReader everything = new SlowReader(instance)) {
            everything.takeAll(); // what a service keeps of what is read, it keeps from now on
        }
        System.out.printf(
                "ReaderProof: %d entries loaded in %d s%n",
                ENTRIES, Duration.ofNanos(System.nanoTime() - from).toSeconds());
    }

    private static void load(int loader, Random random, Queue<String> problems) {
        People people = new People(random);
        try (LDAPConnection operator = instance.operator()) {
            for (int i = loader; i < ENTRIES; i += LOADERS) {
                Entry entry = people.entry(person(i), "r-" + i, "r-" + i + "@univ.example");
                entry.setAttribute("description", "d".repeat(BYTES));
                operator.add(entry);
            }
        } catch (LDAPException | IOException e) {
            problems.add(e.toString());
        }
    }

    private static DN person(int i) {
        return new DN(new RDN("uid", "r-" + i), Repertoire.branch("people"));
    }

    @AfterAll
    static void stop() throws Exception {
        instance.commands().verifyIsOk();
        instance.close();
    }

    private static SearchRequest everybody() throws LDAPException {
        return new SearchRequest(
                Repertoire.branch("people").toString(), SearchScope.ONE, "(objectClass=sesameAccount)", "*");
    }

    @Test
    void everyPageComesAtOnceAndEveryEntryOnce() throws Exception {
        List<Duration> took = new ArrayList<>();
        try (LDAPConnection operator = instance.operator()) {
            for (int warm = 0; warm < 3; warm++) {
                pages(operator, new ArrayList<>());
            }
            pages(operator, took);
        }
        List<Duration> sorted = took.stream().sorted().toList();
        System.out.printf(
                "ReaderProof: pages of %d: first %d ms, median %d ms, slowest %d ms%n",
                PAGE,
                took.get(0).toMillis(),
                sorted.get(sorted.size() / 2).toMillis(),
                sorted.get(sorted.size() - 1).toMillis());
        assertThat(took.get(0)).as("the first page").isLessThan(AT_ONCE);
        assertThat(sorted.get(sorted.size() / 2)).as("the median page").isLessThan(AT_ONCE);
    }

    private static void pages(LDAPConnection operator, List<Duration> took) throws LDAPException {
        SearchRequest request = everybody();
        Set<DN> found = new HashSet<>();
        int entries = 0;
        ASN1OctetString cookie = null;
        do {
            request.setControls(new SimplePagedResultsControl(PAGE, cookie, true));
            long from = System.nanoTime();
            SearchResult page = operator.search(request);
            took.add(Duration.ofNanos(System.nanoTime() - from));
            for (SearchResultEntry entry : page.getSearchEntries()) {
                found.add(entry.getParsedDN());
            }
            entries += page.getEntryCount();
            cookie = SimplePagedResultsControl.get(page).getCookie();
            assertThat(page.getEntryCount()).isLessThanOrEqualTo(PAGE);
        } while (cookie.getValueLength() > 0);
        assertThat(entries).isEqualTo(ENTRIES);
        assertThat(found).hasSize(ENTRIES);
    }

    /** Who does not read must not have the result kept for them, nor keep others from reading and writing. */
    @Test
    void aSlowClientCostsNoMemoryAndHoldsNobodyUp() throws Exception {
        Footprint before = Footprint.of(instance);
        List<SlowReader> slow = new ArrayList<>();
        List<Long> megabytes = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                SlowReader reader = new SlowReader(instance);
                slow.add(reader);
                reader.take(10);
            }
            for (int look = 0; look < 5; look++) {
                Thread.sleep(2_000);
                megabytes.add(Footprint.of(instance).megabytes());
                othersGoOn(look);
            }
            System.out.printf(
                    "ReaderProof: heap before %d MB, with %d clients that do not read their %d entries %s MB%n",
                    before.megabytes(), SLOW, ENTRIES, megabytes);
            assertThat(megabytes).as("megabytes in use").allMatch(used -> used - before.megabytes() < FLAT_MEGABYTES);
            // The base and its branches and services are in it too.
            assertThat(slow.get(0).takeAll() + 10)
                    .as("entries that a slow client gets")
                    .isGreaterThan(ENTRIES);
        } finally {
            for (SlowReader reader : slow) {
                reader.close();
            }
        }
        nothingIsLeftOf(before);
    }

    private static void othersGoOn(int look) throws Exception {
        long from = System.nanoTime();
        try (LDAPConnection operator = instance.operator()) {
            operator.modify(
                    person(look).toString(), new Modification(ModificationType.REPLACE, "description", "look " + look));
            assertThat(operator.getEntry(person(look).toString()).getAttributeValue("description"))
                    .isEqualTo("look " + look);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - from))
                .as("a bind, a write and a read meanwhile")
                .isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aClientThatVanishesLeavesNothingBehind() throws Exception {
        Footprint before = Footprint.of(instance);
        for (int i = 0; i < VANISHING; i++) {
            SlowReader reader = new SlowReader(instance);
            reader.take(1 + i % 10);
            reader.vanish();
        }
        try (LDAPConnection operator = instance.operator()) {
            for (int i = 0; i < VANISHING; i++) {
                try (LDAPConnection paging = instance.operator()) {
                    SearchRequest request = everybody();
                    request.setControls(new SimplePagedResultsControl(10, true));
                    assertThat(paging.search(request).getEntryCount()).isEqualTo(10);
                }
            }
            assertThat(operator.getEntry(person(0).toString())).isNotNull();
        }
        nothingIsLeftOf(before);
    }

    /** Soon. */
    private static void nothingIsLeftOf(Footprint before) throws Exception {
        Footprint after = Footprint.of(instance);
        for (int i = 0; i < 20 && !isLike(before, after); i++) {
            Thread.sleep(1_000);
            after = Footprint.of(instance);
        }
        System.out.printf("ReaderProof: before %s, after %s%n", before, after);
        assertThat(after.readers()).as("open read transactions").isZero();
        assertThat(isLike(before, after))
                .as("before %s, after %s", before, after)
                .isTrue();
    }

    private static boolean isLike(Footprint before, Footprint after) {
        // An open file or two more is the process's own business.
        return after.readers() == 0
                && after.descriptors() <= before.descriptors() + 3
                && after.megabytes() - before.megabytes() < FLAT_MEGABYTES;
    }
}
