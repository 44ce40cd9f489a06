package fr.sesame.server;

import fr.sesame.server.door.Door;
import fr.sesame.server.door.StartTls;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.directory.api.ldap.model.filter.BranchNode;
import org.apache.directory.api.ldap.model.filter.EqualityNode;
import org.apache.directory.api.ldap.model.filter.ExprNode;
import org.apache.directory.api.ldap.model.filter.NotNode;
import org.apache.directory.api.ldap.model.filter.OrNode;
import org.apache.directory.api.ldap.model.message.BindRequest;
import org.apache.directory.api.ldap.model.message.SearchRequest;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.message.controls.PagedResults;
import org.apache.mina.core.filterchain.DefaultIoFilterChainBuilder;
import org.apache.mina.core.session.IoEvent;
import org.apache.mina.filter.executor.UnorderedThreadPoolExecutor;

/**
 * Who does a request. What is done in microseconds, a bind or the search for one entry, is done by the thread that read it from
 * the network: handing it over would cost more than doing it. Everything else, and whatever waits for the disk, is handed over
 * to threads of which there are many more than ApacheDS's three: a write holds one until it is on the disk, and those that wait
 * together share a commit.
 */
final class RequestThreads extends UnorderedThreadPoolExecutor {
    private static final int MOST = 256;
    private static final int IDLE_SECONDS = 30;

    private final Set<String> identifying;

    /** @param identifying names, in lower case, of indexed attributes of which few entries share a value */
    RequestThreads(Set<String> identifying) {
        super(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, RequestThread::new);
        this.identifying = Set.copyOf(identifying);
    }

    /** What stands beside them: below the codec what puts answers together, and next to the directory what holds them back. */
    static void besides(DefaultIoFilterChainBuilder chain) {
        chain.addBefore(Door.CODEC, "one-write", new OneWrite());
        chain.addLast("entry-encoder", new EntryEncoder());
        chain.addLast("slow-clients", new SlowClients());
    }

    /** A thread that may wait. */
    private static final class RequestThread extends Thread {
        RequestThread(Runnable work) {
            super(work, "ldap-request");
        }
    }

    /** Whether it is one of those that may wait for a disk or a client. */
    static boolean isOne(Thread thread) {
        return thread instanceof RequestThread;
    }

    @Override
    public void execute(Runnable task) {
        if (task instanceof IoEvent event && isQuick(event.getParameter())) {
            task.run();
        } else {
            super.execute(task);
        }
    }

    private boolean isQuick(Object message) {
        if (message instanceof SearchRequest search) {
            return !search.hasControl(PagedResults.OID)
                    && (search.getScope() == SearchScope.OBJECT || findsFew(search.getFilter()));
        }
        return message instanceof BindRequest || StartTls.isAskedBy(message);
    }

    /** Whether every match has one certain value of an identifying attribute. */
    private boolean findsFew(ExprNode filter) {
        if (filter instanceof EqualityNode<?> equality) {
            return identifying.contains(equality.getAttribute().toLowerCase(Locale.ROOT));
        }
        if (filter instanceof OrNode or) {
            return or.getChildren().size() <= 4 && or.getChildren().stream().allMatch(this::findsFew);
        }
        return filter instanceof BranchNode and
                && !(and instanceof NotNode)
                && and.getChildren().stream().anyMatch(this::findsFew);
    }
}
