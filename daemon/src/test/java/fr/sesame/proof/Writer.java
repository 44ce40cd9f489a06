package fr.sesame.proof;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes as fast as it is answered, until the service is killed under it. */
final class Writer implements Runnable {
    private final Instance instance;
    private final Journal journal;
    private final Repertoire repertoire;
    private final AtomicBoolean killed;
    private final Queue<String> problems;

    /**
     * @param killed is set before the kill: a connection that is lost earlier is a problem
     * @param problems what was answered and should not have been
     */
    Writer(Instance instance, Journal journal, Repertoire repertoire, AtomicBoolean killed, Queue<String> problems) {
        this.instance = instance;
        this.journal = journal;
        this.repertoire = repertoire;
        this.killed = killed;
        this.problems = problems;
    }

    @Override
    public void run() {
        try (LDAPConnection connection = instance.operator()) {
            while (true) {
                Operation operation = repertoire.next(journal.entries());
                journal.begin(operation);
                operation.send(connection);
                journal.acknowledge();
            }
        } catch (LDAPException e) {
            if (e.getResultCode().isConnectionUsable()) {
                journal.refuse();
                problems.add(journal.owner() + ": " + e.getExceptionMessage());
            } else if (!killed.get()) {
                problems.add(journal.owner() + " lost its connection before the kill: " + e.getExceptionMessage());
            }
        } catch (IOException | RuntimeException e) {
            problems.add(journal.owner() + ": " + e);
        }
    }
}
