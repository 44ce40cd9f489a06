package fr.sesame.partition.differential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes a history that shows a difference short enough to be read: leaves out piece after piece and looks if it stays. */
final class Reduction {
    private final Differential differential;
    private final long until;

    Reduction(Differential differential, Duration patience) {
        this.differential = differential;
        this.until = System.nanoTime() + patience.toNanos();
    }

    Differential.Difference of(Differential.Difference found) throws Exception {
        // A directory made anew as it was, and the last operation, if that is enough; else everything that changed it.
        List<Operation> anew = new ArrayList<>(found.before());
        anew.add(found.last());
        Differential.Difference shortest = differential.replay(anew);
        if (shortest == null) {
            List<Operation> writes = new ArrayList<>();
            for (Operation operation : found.operations()) {
                if (operation instanceof Operation.Write || operation instanceof Operation.Aborted) {
                    writes.add(operation);
                }
            }
            writes.add(found.last());
            shortest = differential.replay(writes);
        }
        if (shortest == null) {
            return found;
        }
        for (int piece = shortest.operations().size() / 2; piece > 0 && patient(); piece /= 2) {
            for (int from = 1; from < shortest.operations().size() && patient(); ) {
                List<Operation> fewer = new ArrayList<>(shortest.operations());
                fewer.subList(from, Math.min(from + piece, fewer.size())).clear();
                Differential.Difference difference = differential.replay(fewer);
                if (difference == null) {
                    from += piece;
                } else {
                    shortest = difference;
                }
            }
        }
        return shortest;
    }

    private boolean patient() {
        return System.nanoTime() < until;
    }
}
