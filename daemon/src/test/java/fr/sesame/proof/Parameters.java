package fr.sesame.proof;

/** The numbers of a proof: system properties {@code proof.<name>}, with the defaults that docs/proofs.md gives. */
final class Parameters {
    private Parameters() {}

    static int number(String name, int absent) {
        return Integer.getInteger("proof." + name, absent);
    }

    /** Another one in each run, unless it is given; printed, so that a run can be had again. */
    static long seed(String proof) {
        long seed = Long.getLong("proof.seed", System.currentTimeMillis());
        System.out.println(proof + ": -Dproof.seed=" + seed);
        return seed;
    }
}
