package fr.sesame.partition;

import java.util.ArrayList;
import java.util.List;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.filter.SubstringNode;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.MatchingRule;
import org.apache.directory.api.ldap.model.schema.Normalizer;
import org.apache.directory.api.ldap.model.schema.PrepareString.AssertionType;
import org.apache.directory.api.ldap.model.schema.normalizers.NoOpNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of a substring assertion, in the form that values are compared in.
 *
 * @param initial what the value begins with
 * @param any what follows, in this order and without overlap
 * @param end what it ends with
 */
record Substrings(
        @Nullable String initial,
        List<String> any,
        @Nullable String end) {

    static Substrings of(SubstringNode node) throws LdapException {
        AttributeType type = node.getAttributeType();
        MatchingRule rule = type.getSubstring() == null ? type.getEquality() : type.getSubstring();
        Normalizer normalizer = rule == null ? new NoOpNormalizer(type.getSyntaxOid()) : rule.getNormalizer();
        List<String> any = new ArrayList<>();
        if (node.getAny() != null) {
            for (String piece : node.getAny()) {
                String normalized = normalizer.normalize(piece, AssertionType.SUBSTRING_ANY);
                any.add(normalized.isEmpty() ? " " : normalized);
            }
        }
        String initial = node.getInitial();
        String end = node.getFinal();
        return new Substrings(
                initial == null ? null : normalizer.normalize(initial, AssertionType.SUBSTRING_INITIAL),
                any,
                end == null ? null : normalizer.normalize(end, AssertionType.SUBSTRING_FINAL));
    }

    boolean match(@Nullable String normalized) {
        if (normalized == null || (initial != null && !normalized.startsWith(initial))) {
            return false;
        }
        int from = initial == null ? 0 : initial.length();
        for (String piece : any) {
            int at = normalized.indexOf(piece, from);
            if (at < 0) {
                return false;
            }
            from = at + piece.length();
        }
        return end == null || (normalized.length() - end.length() >= from && normalized.endsWith(end));
    }

    /** Every three characters that any matching value has. */
    List<byte[]> grams() {
        List<byte[]> grams = new ArrayList<>();
        if (initial != null) {
            grams.addAll(AttributeIndex.grams(initial));
        }
        any.forEach(piece -> grams.addAll(AttributeIndex.grams(piece)));
        if (end != null) {
            grams.addAll(AttributeIndex.grams(end));
        }
        return grams;
    }
}
