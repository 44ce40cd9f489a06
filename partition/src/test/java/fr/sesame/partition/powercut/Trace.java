package fr.sesame.partition.powercut;

import java.util.ArrayList;
import java.util.List;

/**
 * What a process asked for, in order. A place is a number of this order; every call has two, where it began and where it
 * returned.
 */
final class Trace {
    static final int NEVER = Integer.MAX_VALUE;

    /**
     * Bytes written to the data file.
     *
     * @param durable from which place on the disk has them: a sync that began after this write had returned has returned, or
     *     this write itself has and was a synchronous one (O_DSYNC)
     */
    // Never compared: the bytes may be an array.
    @SuppressWarnings("ArrayRecordComponent")
    record Write(int began, int returned, long offset, byte[] bytes, int durable) {
        long end() {
            return offset + bytes.length;
        }
    }

    /** A line that the process said; it counts as said when it began to. */
    record Line(int began, String text) {}

    private final List<Write> writes;
    private final List<Line> lines;
    private final int syncs;
    private final int length;

    Trace(List<Write> writes, List<Line> lines, int syncs, int length) {
        this.writes = List.copyOf(writes);
        this.lines = List.copyOf(lines);
        this.syncs = syncs;
        this.length = length;
    }

    List<Write> writes() {
        return writes;
    }

    int syncs() {
        return syncs;
    }

    /** The last place. */
    int length() {
        return length;
    }

    /** The place of a line that was said once. */
    int placeOf(String text) {
        return lines.stream()
                .filter(line -> line.text().equals(text))
                .mapToInt(Line::began)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("never said: " + text));
    }

    /** How many writes of a thread had begun, or were done, at a place. */
    int last(int thread, String verb, int place) {
        String start = thread + " " + verb + " ";
        int last = 0;
        for (Line line : lines) {
            if (line.began() <= place && line.text().startsWith(start)) {
                last = Math.max(last, Integer.parseInt(line.text().substring(start.length())));
            }
        }
        return last;
    }

    /** Places just before and after something became durable: where a mistake in the order of writes would show. */
    List<Integer> edges() {
        List<Integer> edges = new ArrayList<>();
        for (Write write : writes) {
            for (int place : new int[] {write.began(), write.returned(), write.durable()}) {
                if (place != NEVER) {
                    edges.add(place - 1);
                    edges.add(place);
                }
            }
        }
        return edges;
    }
}
