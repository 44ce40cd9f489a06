package fr.sesame.server;

import java.io.Serial;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.Normalizer;
import org.apache.directory.api.ldap.model.schema.PrepareString.AssertionType;
import org.apache.directory.api.ldap.model.schema.normalizers.DeepTrimNormalizer;
import org.apache.directory.api.ldap.model.schema.normalizers.DeepTrimToLowerNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * Prepares text for comparison as RFC 4518 asks, which is quickly done where it is ASCII without two spaces in a row or at an end:
 * nearly always. Everything else is left to LDAP API's own, whose result for such text is the same and takes ten times as long; every
 * value of a write and every name of a bind passes here.
 */
final class AsciiNormalizer extends Normalizer {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Normalizer general;
    private final boolean ignoreCase;

    private AsciiNormalizer(Normalizer general, boolean ignoreCase) {
        super(general.getOid());
        this.general = general;
        this.ignoreCase = ignoreCase;
    }

    /** The same as that one, but faster; that one itself, if it does something else. */
    static Normalizer faster(Normalizer general) {
        if (general.getClass() == DeepTrimToLowerNormalizer.class) {
            return new AsciiNormalizer(general, true);
        }
        return general.getClass() == DeepTrimNormalizer.class ? new AsciiNormalizer(general, false) : general;
    }

    @Override
    public @Nullable String normalize(@Nullable String value) throws LdapException {
        String prepared = value == null ? null : prepared(value);
        return prepared == null ? general.normalize(value) : prepared;
    }

    @Override
    public @Nullable String normalize(@Nullable String value, AssertionType type) throws LdapException {
        return type == AssertionType.ATTRIBUTE_VALUE ? normalize(value) : general.normalize(value, type);
    }

    /** A space before and after, and each between two words doubled; null if the text is not so simple. */
    private @Nullable String prepared(String value) {
        int spaces = 0;
        boolean inWord = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && !inWord)) {
                return null;
            }
            inWord = c != ' ';
            spaces += inWord ? 0 : 1;
        }
        if (!inWord) {
            return null;
        }
        char[] prepared = new char[value.length() + spaces + 2];
        int at = 0;
        prepared[at++] = ' ';
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ') {
                prepared[at++] = ' ';
            }
            prepared[at++] = ignoreCase && c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
        }
        prepared[at] = ' ';
        return new String(prepared);
    }
}
