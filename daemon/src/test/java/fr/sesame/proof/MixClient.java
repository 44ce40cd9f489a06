package fr.sesame.proof;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.IOException;
import java.util.Queue;
import java.util.Random;

/** One client that does a bit of everything until its time is over, on entries of its own and on shared ones. */
final class MixClient implements Runnable {
    private static final String PASSWORD = "open sesame";

    private final Instance instance;
    private final Journal journal;
    private final Repertoire repertoire;
    private final SharedEntries shared;
    private final int sharedNumber;
    private final Random random;
    private final long until;
    private final Queue<String> problems;
    private final Searches searches;
    private int done;

    /**
     * @param until a {@link System#nanoTime()}
     * @param problems every answer that is not what it has to be
     */
    MixClient(
            Instance instance,
            Journal journal,
            SharedEntries shared,
            int sharedNumber,
            Random random,
            long until,
            Queue<String> problems) {
        this.instance = instance;
        this.journal = journal;
        this.repertoire = new Repertoire(journal.owner(), random);
        this.shared = shared;
        this.sharedNumber = sharedNumber;
        this.random = random;
        this.until = until;
        this.problems = problems;
        this.searches = new Searches(random, journal);
    }

    /** How many requests it has made, or pairs of them; to be asked when it has ended. */
    int done() {
        return done;
    }

    @Override
    public void run() {
        try (LDAPConnection connection = instance.operator()) {
            addTheOneThatBinds(connection);
            while (System.nanoTime() < until) {
                attempt(connection);
                done++;
            }
        } catch (LDAPException | IOException | RuntimeException e) {
            problems.add(journal.owner() + " ended: " + e);
        }
    }

    private DN binder() {
        return new DN(new RDN("uid", "binder-" + journal.owner()), Repertoire.branch("people"));
    }

    private void addTheOneThatBinds(LDAPConnection connection) throws LDAPException {
        String uid = "binder-" + journal.owner();
        Entry entry = new People(random).entry(binder(), uid, uid + "@univ.example");
        entry.addAttribute("userPassword", PASSWORD);
        connection.add(entry);
    }

    private void attempt(LDAPConnection connection) throws LDAPException, IOException {
        int dice = random.nextInt(100);
        try {
            if (dice < 35) {
                write(connection);
            } else if (dice < 60) {
                searches.one(connection).forEach(line -> problems.add(journal.owner() + " " + line));
            } else if (dice < 65) {
                searches.paged(connection).forEach(line -> problems.add(journal.owner() + " paged " + line));
            } else if (dice < 67) {
                searches.leave(instance);
            } else if (dice < 77) {
                bind(PASSWORD, ResultCode.SUCCESS);
            } else if (dice < 83) {
                bind("not it", ResultCode.INVALID_CREDENTIALS);
            } else if (dice < 92) {
                shared.raise(connection, random.nextInt(sharedNumber));
            } else if (dice < 96) {
                String value = "mix:" + journal.owner() + "-" + done;
                shared.collect(connection, random.nextInt(sharedNumber), value, random.nextInt(3) == 0);
            } else {
                shared.contest(connection, random.nextInt(sharedNumber), random.nextBoolean());
            }
        } catch (LDAPException e) {
            problems.add(journal.owner() + " after " + done + ", dice " + dice + ": " + e.getExceptionMessage());
            if (!e.getResultCode().isConnectionUsable()) {
                throw e;
            }
        }
    }

    private void write(LDAPConnection connection) throws LDAPException {
        Operation operation = repertoire.next(journal.entries());
        journal.begin(operation);
        try {
            operation.send(connection);
            journal.acknowledge();
        } catch (LDAPException e) {
            journal.refuse();
            throw e;
        }
    }

    private void bind(String password, ResultCode expected) throws LDAPException {
        ResultCode code;
        try (LDAPConnection stranger = instance.stranger()) {
            try {
                code = stranger.bind(binder().toString(), password).getResultCode();
            } catch (LDAPException e) {
                code = e.getResultCode();
            }
        }
        if (!code.equals(expected)) {
            problems.add(journal.owner() + " bind: " + expected + " expected, answered " + code);
        }
    }
}
