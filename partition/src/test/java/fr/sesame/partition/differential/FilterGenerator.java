package fr.sesame.partition.differential;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.apache.directory.api.ldap.model.filter.FilterEncoder;

/** Random filters over the {@link Alphabet}, nested up to three levels. */
final class FilterGenerator {
    private final RandomGenerator random;

    FilterGenerator(RandomGenerator random) {
        this.random = random;
    }

    String filter(int depth) {
        int choice = random.nextInt(depth == 0 ? 10 : 16);
        if (choice < 10) {
            return item();
        }
        if (choice < 12) {
            return "(!" + filter(depth - 1) + ")";
        }
        StringBuilder text = new StringBuilder(choice < 14 ? "(&" : "(|");
        for (int i = 2 + random.nextInt(2); i > 0; i--) {
            text.append(filter(depth - 1));
        }
        return text.append(')').toString();
    }

    private String item() {
        if (random.nextInt(12) == 0) {
            return "(objectClass=" + one(Alphabet.CLASSES) + ")";
        }
        if (random.nextInt(40) == 0) {
            return "(objectClass=*)";
        }
        Alphabet kind = random.nextInt(30) == 0 ? Alphabet.NAME : one(Alphabet.ALL);
        List<String> forms = kind.rules().chars().mapToObj(Character::toString).toList();
        if (forms.isEmpty() || random.nextInt(7) == 0) {
            return "(" + kind.attribute() + "=*)";
        }
        return switch (one(forms)) {
            case "<" -> "(" + kind.attribute() + (random.nextBoolean() ? ">=" : "<=") + value(kind) + ")";
            case "*" -> substring(kind);
            default -> "(" + kind.attribute() + (random.nextInt(6) == 0 ? "~=" : "=") + value(kind) + ")";
        };
    }

    private String value(Alphabet kind) {
        String value = one(kind.values());
        return kind.isBinary() ? value.replaceAll("..", "\\\\$0") : FilterEncoder.encodeFilterValue(value);
    }

    private String substring(Alphabet kind) {
        StringBuilder text = new StringBuilder("(").append(kind.attribute()).append('=');
        boolean initial = random.nextBoolean();
        boolean end = random.nextBoolean();
        int any = random.nextInt(initial || end ? 2 : 3);
        if (!initial && !end && any == 0) {
            any = 1;
        }
        String value = one(kind.values());
        if (initial) {
            text.append(FilterEncoder.encodeFilterValue(piece(value, true)));
        }
        text.append('*');
        for (int i = 0; i < any; i++) {
            text.append(FilterEncoder.encodeFilterValue(
                            piece(random.nextBoolean() ? value : one(kind.values()), false)))
                    .append('*');
        }
        if (end) {
            text.append(FilterEncoder.encodeFilterValue(tail(value)));
        }
        return text.append(')').toString();
    }

    private String piece(String value, boolean fromStart) {
        int from = fromStart ? 0 : random.nextInt(value.length());
        int to = Math.min(value.length(), from + 1 + random.nextInt(4));
        return varied(value.substring(from, to), value);
    }

    private String tail(String value) {
        return varied(value.substring(random.nextInt(value.length())), value);
    }

    /** Another case at times; and never signs or blanks alone, which some syntaxes do not allow. */
    private String varied(String piece, String whole) {
        String text = piece;
        if (piece.codePoints().noneMatch(Character::isLetterOrDigit)) {
            String signs = whole.replaceAll("[^\\p{L}\\p{N}]", "");
            text = signs.isEmpty() ? "x" : signs.substring(0, 1);
        }
        return random.nextInt(3) == 0 ? text.toUpperCase(Locale.ROOT) : text;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
