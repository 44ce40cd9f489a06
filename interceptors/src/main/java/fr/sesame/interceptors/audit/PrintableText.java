package fr.sesame.interceptors.audit;

/**
 * Text that others have sent, made fit for a log: of bounded length, on one line, and without characters that a terminal obeys
 * (escape sequences) or that show it in another order than it has (Unicode bidirectional controls).
 */
final class PrintableText {
    private static final String CUT = "…";

    private PrintableText() {}

    /** At most that many characters of it; what cannot be printed stands as <code>&#92;u{202e}</code>. */
    static String of(String text, int most) {
        return isPlain(text) && text.length() <= most ? text : cleaned(text, most);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static String cleaned(String text, int most) {
        StringBuilder clean = new StringBuilder();
        int next = 0;
        while (next < text.length()) {
            int character = text.codePointAt(next);
            String shown = isPrintable(character)
                    ? Character.toString(character)
                    : "\\u{" + Integer.toHexString(character) + "}";
            if (clean.length() + shown.length() > most - CUT.length()) {
                return rest(text, next, clean, most);
            }
            clean.append(shown);
            next += Character.charCount(character);
        }
        return clean.toString();
    }

    /** The last character may just fit without the mark of a cut. */
    private static String rest(String text, int next, StringBuilder clean, int most) {
        int last = text.codePointAt(next);
        boolean fits = next + Character.charCount(last) == text.length()
                && isPrintable(last)
                && clean.length() + Character.charCount(last) <= most;
        return fits ? clean.appendCodePoint(last).toString() : clean.append(CUT).toString();
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
