package fr.sesame.partition.differential;

/**
 * Where ApacheDS's AvlPartition (2.0.0.AM27) is no oracle, and why. Because of these the oracle is {@link ModelPartition}: a
 * sorted map of entries, searched with ApacheDS's own evaluators; and AvlPartition is only asked whether it agrees with that
 * model where it can ({@link AvlSubject}). What is {@link #NOT_ASKED} of anybody is counted, and a proof prints the counts.
 */
enum OracleDifference {
    /**
     * Its trees lose keys: a removal rebalances by flags that the last search has left in the nodes, so that a DN is found or
     * not according to what was looked up before. Some thousand operations with a hundred entries are enough.
     */
    LOST_KEYS,
    /**
     * With a user index: an attribute that an entry gets by REPLACE is not in the presence index, and {@code (a=*)} misses the
     * entry (RFC 4511, 4.6 and 4.5.1.7); a rename drops the old value under the partition's name in place of the entry's, and
     * the index keeps it (4.9).
     */
    USER_INDICES,
    /** Its transactions are empty: what was written before an abort stays. */
    ABORTED,
    /**
     * A new superior that is not there: move answers operationsError, moveAndRename stores the entry under nobody, where it is
     * lost. RFC 4511, 4.9 and appendix A.2: noSuchObject, and nothing changes.
     */
    MOVED_TO_NOWHERE,
    /**
     * An alias to an entry that is not there, or to an alias, is refused (aliasProblem, aliasDereferencingProblem), but after
     * its object classes went into the index. The model gives the same codes, and keeps nothing.
     */
    ALIAS_REFUSED,
    /**
     * What an alias adds to a search depends on the index that the optimiser takes: the subtree below the target, the target
     * alone, or nothing. RFC 4511, 4.5.1.3: the search goes on in the subtree of the target; with one level, at the target
     * alone. So does the model; an alias whose target is gone adds nothing.
     */
    ALIASES_IN_SEARCH,
    /**
     * Its alias indices are written with the alias, and not when its target, or an entry above one of the two, is moved, renamed
     * or deleted. The model looks for the target when it is asked.
     */
    ALIAS_TARGET_CHANGED,
    /**
     * {@code >=} and {@code <=} without an ordering rule, substrings without a substring rule: RFC 4511, 4.5.1.7 says Undefined,
     * also under a not; ApacheDS compares with the equality rule, or takes everything. The evaluators are the model's, too, so
     * filters are made of what the schema allows.
     */
    NO_MATCHING_RULE,
    /** RFC 4525: it gives the entry values without a type, and some of them before it finds an overflow. None is made. */
    INCREMENT,
    /**
     * Not asked of anybody: an alias as the base with derefInSearching (RFC 4511, 4.5.1.3 speaks of subordinates only, and
     * ApacheDS leaves the base out); moves to below an alias (RFC 4512, 2.6 gives an alias no subordinates; for adds,
     * ExceptionInterceptor sees to it, for moves nobody does); a move to where the entry is (a rename to
     * the same name is allowed by ExceptionInterceptor, a move answers operationsError, RFC 4511, 4.9 says nothing); another
     * name or place for the partition's top, or its end.
     */
    NOT_ASKED
}
