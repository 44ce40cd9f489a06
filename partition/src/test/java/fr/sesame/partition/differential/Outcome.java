package fr.sesame.partition.differential;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;

/**
 * What an operation answered: an LDAP result code, and the entries in their text form, sorted.
 *
 * @param detail the message of a refusal; it is for the reader and takes no part in comparisons
 */
public record Outcome(ResultCodeEnum code, List<String> entries, String detail) {
    static final Outcome DONE = new Outcome(ResultCodeEnum.SUCCESS, List.of(), "");

    static Outcome found(Collection<String> entries) {
        return new Outcome(ResultCodeEnum.SUCCESS, List.copyOf(new TreeSet<>(entries)), "");
    }

    static Outcome refused(ResultCodeEnum code, String detail) {
        return new Outcome(code, List.of(), detail);
    }

    boolean agreesWith(Outcome other) {
        return code == other.code && entries.equals(other.entries);
    }

    public boolean isDone() {
        return code == ResultCodeEnum.SUCCESS;
    }

    /** What differs, for a person. */
    String against(Outcome expected) {
        StringBuilder text = new StringBuilder();
        if (code != expected.code) {
            text.append("expected ").append(expected.code).append(' ').append(expected.detail);
            text.append("\n but was ").append(code).append(' ').append(detail).append('\n');
        }
        list(text, "missing", expected.entries, entries);
        list(text, "too much", entries, expected.entries);
        return text.toString();
    }

    private static void list(StringBuilder text, String title, List<String> these, List<String> without) {
        these.stream()
                .filter(entry -> !without.contains(entry))
                .forEach(entry -> text.append(title).append(": ").append(entry).append('\n'));
    }
}
