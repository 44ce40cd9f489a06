package fr.sesame.bench;

import java.nio.file.Path;

/**
 * What a run of the benchmark is told; the defaults are in the profile {@code bench} of daemon/pom.xml.
 *
 * @param entries how many people both directories hold
 * @param seed of the people and of the binds that are timed; the tools at full speed draw anew in each run
 * @param rounds how often each figure is measured on each server
 * @param seconds how long one measurement lasts, without the client's own warm-up
 * @param warmUpSeconds how long each server works before the first round of a figure
 * @param connections of the clients that go at full speed
 * @param writers how many clients write while binds are timed
 * @param bindsPerSecond the pace of the binds that are timed
 * @param starts how often each server is started to time the first bind
 * @param home the distribution of Sésame
 * @param folder everything the run writes; should be on the disk whose commits are of interest
 */
record Settings(
        int entries,
        long seed,
        int rounds,
        int seconds,
        int warmUpSeconds,
        int connections,
        int writers,
        int bindsPerSecond,
        int starts,
        Path home,
        Path folder) {

    static Settings ofSystemProperties() {
        return new Settings(
                atLeast("entries", 2 * Tree.REGULARS),
                Long.parseLong(property("seed")),
                atLeastOne("rounds"),
                atLeastOne("seconds"),
                atLeastOne("warm-up"),
                atLeastOne("connections"),
                atLeastOne("writers"),
                atLeastOne("binds-per-second"),
                atLeastOne("starts"),
                Path.of(property("home")).toAbsolutePath().normalize(),
                Path.of(property("folder")).toAbsolutePath().normalize());
    }

    private static int atLeastOne(String name) {
        return atLeast(name, 1);
    }

    private static int atLeast(String name, int least) {
        int value = Integer.parseInt(property(name));
        if (value < least) {
            throw new IllegalArgumentException(
                    "bench." + name + ": found " + value + "; expected " + least + " or more");
        }
        return value;
    }

    private static String property(String name) {
        String value = System.getProperty("bench." + name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    "-Dbench." + name + " is not given; start the benchmark as docs/benchmarks.md says");
        }
        return value;
    }
}
