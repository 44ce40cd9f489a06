package fr.sesame.partition;

import java.io.IOException;
import org.apache.directory.server.core.api.partition.PartitionWriteTxn;

/**
 * A write transaction as ApacheDS hands it around. Within another of the same thread it is a part of that: its commit says
 * nothing yet, its abort takes back what it did itself.
 */
final class WriteTransaction extends PartitionWriteTxn {
    private final GroupCommit commits;
    private final WriteView view;
    private final boolean part;
    private final int mark;
    private boolean closed;

    private WriteTransaction(GroupCommit commits, WriteView view, boolean part) {
        this.commits = commits;
        this.view = view;
        this.part = part;
        this.mark = view.mark();
    }

    static WriteTransaction begin(GroupCommit commits) {
        WriteView current = commits.current();
        return current == null
                ? new WriteTransaction(commits, commits.begin(), false)
                : new WriteTransaction(commits, current, true);
    }

    @Override
    public void commit() throws IOException {
        end(true);
    }

    @Override
    public void abort() throws IOException {
        end(false);
    }

    private void end(boolean commit) throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (part) {
            if (!commit) {
                view.rollbackTo(mark);
            }
            return;
        }
        try {
            commits.end(commit);
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** Not committed: taken back. */
    @Override
    public void close() throws IOException {
        end(false);
    }
}
