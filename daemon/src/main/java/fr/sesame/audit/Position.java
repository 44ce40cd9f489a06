package fr.sesame.audit;

/**
 * The end of a trail: its last line.
 *
 * @param seq the line's number, from 1; 0 for a trail that is empty
 * @param chain the line's chain value
 */
record Position(long seq, String chain) {
    static final Position START = new Position(0, "0".repeat(Chain.DIGITS));

    /** @throws IllegalArgumentException if it is not {@code SEQ:CHAIN} */
    static Position parse(String text) {
        int colon = text.indexOf(':');
        String chain = text.substring(colon + 1);
        if (colon < 1 || !Chain.isValue(chain)) {
            throw new IllegalArgumentException("'" + text + "' is not a position; expected SEQ:CHAIN, a number and "
                    + Chain.DIGITS + " hexadecimal digits");
        }
        return new Position(Long.parseLong(text.substring(0, colon)), chain);
    }

    @Override
    public String toString() {
        return seq + ":" + chain;
    }
}
