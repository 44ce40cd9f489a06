package fr.sesame.source.csv;

/** Whether bytes, taken one after another, are UTF-8 with something beyond ASCII in it. */
final class Utf8Check {
    private static final int FIRST_HIGH = 0x80;
    private static final int LAST_FOLLOWING = 0xBF;

    private boolean high;
    private boolean broken;
    private int missing;
    private int low = FIRST_HIGH;
    private int top = LAST_FOLLOWING;

    void accept(byte next) {
        int value = next & 0xFF;
        if (missing > 0) {
            broken |= value < low || value > top;
            low = FIRST_HIGH;
            top = LAST_FOLLOWING;
            missing--;
        } else if (value >= FIRST_HIGH) {
            high = true;
            lead(value);
        }
    }

    /** RFC 3629, 4: how many bytes follow, and what the first of them may be. */
    private void lead(int value) {
        if (value >= 0xC2 && value <= 0xDF) {
            missing = 1;
        } else if (value >= 0xE0 && value <= 0xEF) {
            missing = 2;
            low = value == 0xE0 ? 0xA0 : FIRST_HIGH;
            top = value == 0xED ? 0x9F : LAST_FOLLOWING;
        } else if (value >= 0xF0 && value <= 0xF4) {
            missing = 3;
            low = value == 0xF0 ? 0x90 : FIRST_HIGH;
            top = value == 0xF4 ? 0x8F : LAST_FOLLOWING;
        } else {
            broken = true;
        }
    }

    /** Whether a byte beyond ASCII has come. */
    boolean hasHigh() {
        return high;
    }

    /** Whether all of it is UTF-8 and some of it could be nothing else. */
    boolean isUtf8() {
        return high && !broken && missing == 0;
    }
}
