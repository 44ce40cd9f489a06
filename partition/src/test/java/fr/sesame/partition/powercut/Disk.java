package fr.sesame.partition.powercut;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The data file as a disk may hold it after a power cut: everything that was durable, and of the rest what had been begun,
 * each sector of it or not, by chance. A sector of 512 bytes is what a disk writes whole.
 */
final class Disk {
    static final int SECTOR = 512;

    /** What becomes of writes that were begun and not yet durable. */
    enum Loss {
        ALL_LOST,
        NONE_LOST,
        /** The first ones made it. */
        PREFIX,
        /** The last ones made it: a disk may write in any order. */
        SUFFIX,
        /** Any of them, each as a whole. */
        SOME,
        /** Any sectors of any of them. */
        TORN
    }

    private final List<Trace.Write> writes;
    private byte[] settled = new byte[0];
    /** Writes before this one are all in {@code settled}. */
    private int next;

    private int withLoss;

    Disk(Trace trace) {
        this.writes = trace.writes();
    }

    /** The file if nothing is lost. */
    static byte[] written(Trace trace) {
        byte[] image = new byte[0];
        for (Trace.Write write : trace.writes()) {
            image = put(image, write, 0, Integer.MAX_VALUE);
        }
        return image;
    }

    /** The file at a place; places must not go back. How long it is, is a matter of chance too. */
    byte[] at(int place, Loss loss, RandomGenerator random) {
        while (next < writes.size() && writes.get(next).durable() <= place) {
            settled = put(settled, writes.get(next++), 0, Integer.MAX_VALUE);
        }
        byte[] image = settled.clone();
        List<Trace.Write> later = writes.subList(next, writes.size()).stream()
                .filter(write -> write.began() <= place)
                .toList();
        long pending = later.stream().filter(write -> write.durable() > place).count();
        withLoss += pending > 0 && loss != Loss.NONE_LOST ? 1 : 0;
        long border = pending == 0 ? 0 : random.nextLong(pending + 1);
        long sure = image.length;
        long number = 0;
        for (Trace.Write write : later) {
            if (write.durable() <= place) {
                image = put(image, write, 0, Integer.MAX_VALUE);
                sure = Math.max(sure, write.end());
                continue;
            }
            boolean kept = switch (loss) {
                case ALL_LOST -> false;
                case NONE_LOST -> true;
                case PREFIX -> number < border;
                case SUFFIX -> number >= border;
                case SOME, TORN -> random.nextBoolean();
            };
            number++;
            if (kept) {
                image = loss == Loss.TORN ? torn(image, write, random) : put(image, write, 0, Integer.MAX_VALUE);
            }
        }
        return loss == Loss.NONE_LOST ? image : cut(image, sure, random);
    }

    /** In how many of the files something may have been lost: at other moments all was durable. */
    int withLoss() {
        return withLoss;
    }

    private static byte[] torn(byte[] file, Trace.Write write, RandomGenerator random) {
        byte[] image = file;
        for (long at = write.offset() / SECTOR * SECTOR; at < write.end(); at += SECTOR) {
            if (random.nextInt(4) > 0) {
                int from = (int) (Math.max(at, write.offset()) - write.offset());
                int to = (int) (Math.min(at + SECTOR, write.end()) - write.offset());
                image = put(image, write, from, to);
            }
        }
        return image;
    }

    /** The new length of a file is written like anything else: now and then it did not make it. */
    private static byte[] cut(byte[] image, long sure, RandomGenerator random) {
        if (image.length == sure || random.nextInt(3) > 0) {
            return image;
        }
        return Arrays.copyOf(image, (int) (sure + random.nextLong(image.length - sure)));
    }

    private static byte[] put(byte[] file, Trace.Write write, int from, int to) {
        int end = Math.min(to, write.bytes().length);
        int length = (int) Math.max(file.length, write.offset() + end);
        byte[] image = length > file.length ? Arrays.copyOf(file, length) : file;
        System.arraycopy(write.bytes(), from, image, (int) write.offset() + from, end - from);
        return image;
    }
}
