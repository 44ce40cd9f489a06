package fr.sesame.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Entries as LDIF (RFC 2849), one after another, so that a million of them need no memory. */
final class LdifLines {
    private final Writer out;
    private boolean first = true;

    LdifLines(Writer out) {
        this.out = out;
    }

    void entry(String dn, String... objectClasses) throws IOException {
        if (!first) {
            out.write('\n');
        }
        first = false;
        line("dn", dn);
        for (String objectClass : objectClasses) {
            line("objectClass", objectClass);
        }
    }

    void line(String name, String value) throws IOException {
        out.write(name);
        if (isSafe(value)) {
            out.write(": ");
            out.write(value);
        } else {
            out.write(":: ");
            out.write(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
        }
        out.write('\n');
    }

    private static boolean isSafe(String value) {
        return value.codePoints().allMatch(c -> c >= ' ' && c < 0x7f)
                && !value.isEmpty()
                && " :<".indexOf(value.charAt(0)) < 0
                && !value.endsWith(" ");
    }
}
