package fr.sesame.partition.differential;

/**
 * Where ApacheDS's AvlPartition (2.0.0.AM27) is no oracle, why, and what is done instead. Each counts how often it was met;
 * a proof prints the counts, so that nothing is left out without a word.
 */
enum OracleDifference {
    USER_INDICES("""
            An attribute with an index is got wrong after a REPLACE (not in the presence index, so (a=*) misses the entry) and
            after a rename (old values are dropped under the partition's name instead of the entry's, and stay). RFC 4511, 4.6
            and 4.9. The oracle has no user index: it evaluates every filter on the entries."""),
    ABORTED("""
            Its transactions are empty: what was written stays. The oracle does not get what will be aborted."""),
    MOVED_TO_NOWHERE("""
            A new superior that is not there: move answers operationsError, moveAndRename stores the entry under no parent,
            where nobody finds it again. RFC 4511, 4.9 with 4.1.9: noSuchObject, and nothing changes. The oracle is asked
            for its entries only."""),
    ALIAS_REFUSED("""
            An alias to an entry that is not there, or to an alias, is refused after its object classes were put into the
            index, and stays there. The oracle is told before; the codes are its own (aliasProblem,
            aliasDereferencingProblem)."""),
    ALIASES_IN_SEARCH("""
            What an alias adds to a search depends on which index the optimiser takes: the subtree below a target, or only
            the target, or nothing. RFC 4511, 4.5.1.3: the search continues in the subtree of the target (with one level: at
            the target alone). The oracle finds what matches the filter without aliases; the scope is worked out here."""),
    ALIAS_TARGET_CHANGED("""
            Its alias indices are kept when the alias is written, not when its target, or something above either of them, is
            moved, renamed or deleted. RFC 4512, 2.6 leaves dangling aliases to the server. Not asked."""),
    ALIAS_AS_SEARCHED_BASE("""
            An alias as the base with derefInSearching: RFC 4511, 4.5.1.3 speaks of subordinates only, ApacheDS leaves the
            base out. Not asked."""),
    ALIAS_AS_SUPERIOR("""
            A move below an alias is not refused, an add is (by ExceptionInterceptor). RFC 4512, 2.6: an alias has no
            subordinates. Not asked."""),
    NO_MATCHING_RULE("""
            >= and <= without an ordering rule, substrings without a substring rule: RFC 4511, 4.5.1.7 says Undefined, and
            stays so under a not; the oracle compares with the equality rule, or takes everything. Filters are made of what
            the schema allows."""),
    INCREMENT("""
            RFC 4525: it gives the entry values without an attribute type, and changes some of them before it finds that one
            would overflow. Not asked.""");

    private final String text;

    OracleDifference(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
