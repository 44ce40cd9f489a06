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
        Differential.Difference shortest = found;
        List<Operation> writes = new ArrayList<>();
        for (int i = 0; i < found.operations().size(); i++) {
            Operation operation = found.operations().get(i);
            boolean last = i == found.operations().size() - 1;
            if (last || operation instanceof Operation.Write || operation instanceof Operation.Aborted) {
                writes.add(operation);
            }
        }
        Differential.Difference again = differential.replay(writes);
        if (again != null) {
            shortest = again;
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
