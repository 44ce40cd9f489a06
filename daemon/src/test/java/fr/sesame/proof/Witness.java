package fr.sesame.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/** One writer through a fault: what it is answered, what it finds, and what /health says meanwhile. */
final class Witness {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PASSWORD = "open sesame";
    private static final DN BINDER = new DN(new RDN("uid", "binder"), Repertoire.branch("people"));
    private static final int READERS = 40;
    private static final int ATTEMPTS_AFTER = 20;
    private static final int BIG = 16_000;

    private final Instance instance;
    private final Random random;
    private final Journal journal = new Journal("w");
    private final Repertoire repertoire;

    Witness(Instance instance, Random random) {
        this.instance = instance;
        this.random = random;
        this.repertoire = new Repertoire("w", new Random(random.nextLong()));
    }

    /** Some entries of each kind, and a person who can bind. */
    void prepare() throws Exception {
        try (LDAPConnection operator = instance.operator()) {
            Entry binder = new People(random).entry(BINDER, "binder", "binder@univ.example");
            binder.addAttribute("userPassword", PASSWORD);
            operator.add(binder);
            for (int i = 0; i < 200; i++) {
                write(operator, repertoire.next(journal.entries()));
            }
        }
        assertThat(instance.health().store().ok()).as("the store before").isTrue();
    }

    private void write(LDAPConnection connection, Operation operation) throws LDAPException {
        journal.begin(operation);
        try {
            operation.send(connection);
            journal.acknowledge();
        } catch (LDAPException e) {
            journal.refuse();
            throw e;
        }
    }

    /** Writes until a write is refused, and some more; whatever is refused is refused with that reason. */
    void isRefusedBecause(Pattern reason) throws Exception {
        long limit = System.nanoTime() + LIMIT.toNanos();
        int refused = 0;
        try (LDAPConnection operator = instance.operator()) {
            for (int after = 0; after < ATTEMPTS_AFTER; ) {
                try {
                    boolean big = refused == 0 || random.nextBoolean();
                    write(operator, big ? repertoire.addPersonOf(BIG) : repertoire.next(journal.entries()));
                } catch (LDAPException e) {
                    refused++;
                    assertThat(e.getResultCode())
                            .as("a refused write; it was told: %s", e.getDiagnosticMessage())
                            .isIn(ResultCode.UNWILLING_TO_PERFORM, ResultCode.OTHER);
                    assertThat(e.getDiagnosticMessage())
                            .as("what a refused client is told")
                            .containsPattern(reason);
                }
                if (refused > 0) {
                    after++;
                } else if (System.nanoTime() > limit) {
                    fail("no write was refused for " + LIMIT);
                }
            }
        }
    }

    /** All that was acknowledged is found, and nothing that was refused, by many at once; binds are answered as ever. */
    void readsAndBindsGoOn() throws Exception {
        Queue<String> problems = new ConcurrentLinkedQueue<>();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            Thread reader = new Thread(() -> {
                try (LDAPConnection operator = instance.operator()) {
                    Entries mine = Agreement.scan(operator).where(journal::owns);
                    problems.addAll(journal.entries().differencesTo(mine));
                } catch (Exception e) { // of whatever kind: it is a reader that does not go on
                    problems.add(e.toString());
                }
            });
            reader.start();
            readers.add(reader);
        }
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(problems).as("reads").isEmpty();
        assertThat(bind(PASSWORD)).isEqualTo(ResultCode.SUCCESS);
        assertThat(bind("not it")).isEqualTo(ResultCode.INVALID_CREDENTIALS);
    }

    private ResultCode bind(String password) throws LDAPException {
        try (LDAPConnection stranger = instance.stranger()) {
            return stranger.bind(BINDER.toString(), password).getResultCode();
        } catch (LDAPException e) {
            return e.getResultCode();
        }
    }

    /** Soon, with HTTP's 503. */
    void healthSays(Pattern reason) throws Exception {
        Health.Store store = instance.health().store();
        for (long limit = System.nanoTime() + LIMIT.toNanos(); store.ok() && System.nanoTime() < limit; ) {
            Thread.sleep(200);
            store = instance.health().store();
        }
        assertThat(store.ok()).as("health of the store: %s", store).isFalse();
        assertThat(store.status()).isEqualTo(503);
        assertThat(store.detail()).containsPattern(reason);
    }

    /** Tries until a write is acknowledged, and /health is well again. */
    void recoversByItself() throws Exception {
        LDAPException last = null;
        for (long limit = System.nanoTime() + LIMIT.toNanos(); System.nanoTime() < limit; ) {
            try (LDAPConnection operator = instance.operator()) {
                write(operator, repertoire.addPerson());
                Health.Store store = instance.health().store();
                if (store.ok() && store.status() == 200) {
                    return;
                }
            } catch (LDAPException e) {
                last = e; // told below, if it is the last
            }
            Thread.sleep(200);
        }
        fail("it did not recover in " + LIMIT + "; health " + instance.health().store() + ", last refusal "
                + (last == null ? "none" : last.getResultCode() + " " + last.getDiagnosticMessage()));
    }

    /** Deletes of what it has, as somebody does who is told that there is no room. */
    void deletesSome() throws Exception {
        try (LDAPConnection operator = instance.operator()) {
            List<DN> leaves = journal.entries().names().stream()
                    .filter(name -> !Repertoire.isPerson(name))
                    .filter(name -> journal.entries().below(name).findFirst().isEmpty())
                    .toList();
            assertThat(leaves).isNotEmpty();
            for (DN leaf : leaves) {
                write(operator, new Operation.Delete(leaf));
            }
        }
    }

    /** Now, and after a restart. */
    void nothingIsLost() throws Exception {
        compare();
        instance.stop();
        instance.commands().verifyIsOk();
        instance.start();
        compare();
    }

    private void compare() throws Exception {
        try (LDAPConnection operator = instance.operator()) {
            assertThat(journal.settle(Agreement.scan(operator)))
                    .as("lost, changed, or there though it was refused")
                    .isEmpty();
            assertThat(Agreement.disagreements(operator, random, repertoire.givenMails()))
                    .as("disagreements")
                    .isEmpty();
        }
        instance.commands().verifyIsOk();
    }
}
