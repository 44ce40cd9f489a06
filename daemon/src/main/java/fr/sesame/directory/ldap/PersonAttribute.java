package fr.sesame.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.matchingrules.MatchingRule;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import fr.sesame.account.InvalidValueException;
import fr.sesame.schema.TimeText;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** One attribute that the entry of a person may have. */
public final class PersonAttribute {
    /** What RFC 4517 says of a syntax, as far as values of text go. */
    private record Syntax(String expected, Predicate<String> test) {
        static Syntax matching(String expected, String pattern) {
            return new Syntax(expected, Pattern.compile(pattern).asMatchPredicate());
        }
    }

    private static final String PREFIX = "1.3.6.1.4.1.1466.115.121.1.";
    private static final String PRINTABLE = "[A-Za-z0-9 '()+,./:=?-]+";
    private static final Map<String, Syntax> SYNTAXES = Map.ofEntries(
            Map.entry(PREFIX + "7", Syntax.matching("TRUE or FALSE", "TRUE|FALSE")),
            Map.entry(PREFIX + "11", Syntax.matching("the two letters of a country", "[A-Z]{2}")),
            Map.entry(PREFIX + "12", new Syntax("a DN", text -> !text.isBlank() && DN.isValidDN(text))),
            Map.entry(PREFIX + "15", new Syntax("text", text -> !text.isBlank())),
            Map.entry(PREFIX + "22", Syntax.matching("a telephone number", "\\+?[0-9 ()-]+")),
            Map.entry(
                    PREFIX + "24", new Syntax("an instant in UTC such as 20260831220000Z", PersonAttribute::isInstant)),
            Map.entry(PREFIX + "26", Syntax.matching("ASCII alone", "\\p{ASCII}+")),
            Map.entry(PREFIX + "27", Syntax.matching("a whole number", "0|-?[1-9][0-9]{0,17}")),
            Map.entry(PREFIX + "36", Syntax.matching("digits and spaces alone", "[0-9 ]+")),
            Map.entry(PREFIX + "41", Syntax.matching("lines joined by $", "[^$]+(\\$[^$]+)*")),
            Map.entry(
                    PREFIX + "44",
                    Syntax.matching("letters without accents, digits, spaces and '()+,-./:=?", PRINTABLE)),
            Map.entry(PREFIX + "50", Syntax.matching("a telephone number", "\\+?[0-9 ()-]+")));

    private final String name;
    private final boolean own;
    private final boolean single;
    private final String syntax;
    private final MatchingRule equality;

    PersonAttribute(String name, boolean own, boolean single, String syntax, MatchingRule equality) {
        this.name = name;
        this.own = own;
        this.single = single;
        this.syntax = syntax;
        this.equality = equality;
    }

    /** Its first name in the schema. */
    public String name() {
        return name;
    }

    /** Whether Sésame decides what is in it. */
    public boolean isOwn() {
        return own;
    }

    /** Whether it has one value at most. */
    public boolean isSingle() {
        return single;
    }

    /** Whether its values are text of a form that is known here: a photograph's are not. */
    public boolean isText() {
        return SYNTAXES.containsKey(syntax);
    }

    /** What its syntax expects in the place of that value; empty if it takes it. */
    public Optional<String> refusal(String value) {
        Syntax known = SYNTAXES.get(syntax);
        if (known == null) {
            return Optional.of("a value that is no text");
        }
        return known.test().test(value) ? Optional.empty() : Optional.of(known.expected());
    }

    /** The same text for two values that are equal by its matching rule. */
    public String normal(String value) {
        try {
            return equality.normalize(new ASN1OctetString(value)).stringValue();
        } catch (LDAPException e) {
            return value; // it is no value of that syntax: refusal says so
        }
    }

    private static boolean isInstant(String text) {
        try {
            TimeText.parse(text);
            return true;
        } catch (InvalidValueException e) {
            return false;
        }
    }
}
