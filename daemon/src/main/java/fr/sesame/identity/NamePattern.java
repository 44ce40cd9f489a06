package fr.sesame.identity;

import fr.sesame.account.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One pattern, read: literals, and parts that a name fills in. */
final class NamePattern {
    private static final Pattern TOKEN =
            Pattern.compile("\\{(?<part>[a-z]+)(?::(?<letters>[1-9][0-9]?))?\\}|(?<literal>[a-z0-9._@+-])");
    private static final Set<String> LOGIN_PARTS = Set.of("given", "family");
    private static final Set<String> MAIL_PARTS = Set.of("given", "family", "login", "domain");

    private final List<Token> tokens;

    private sealed interface Token {
        record Literal(String text) implements Token {}

        record Part(String name, int letters) implements Token {}
    }

    private NamePattern(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** @throws InvalidValueException if the text is not a pattern of logins */
    static NamePattern ofLogin(String text) {
        String expected =
                "expected such as {given:1}{family}, of {given} and {family}, a-z, 0-9, dot, hyphen, underscore";
        NamePattern pattern = parse(text, LOGIN_PARTS, expected);
        if (text.indexOf('@') >= 0 || text.indexOf('+') >= 0 || !pattern.namesSomebody()) {
            throw new InvalidValueException("'" + text + "' is not a pattern of logins; " + expected);
        }
        return pattern;
    }

    /** @throws InvalidValueException if the text is not a pattern of mail addresses */
    static NamePattern ofMail(String text) {
        String expected =
                "expected such as {given}.{family}@{domain}, of {given}, {family}, {login} before one @, {domain} after it";
        NamePattern pattern = parse(text, MAIL_PARTS, expected);
        int at = text.indexOf('@');
        boolean formed = at > 0 && text.indexOf('@', at + 1) < 0 && text.indexOf("{domain}") > at;
        if (!formed || !parse(text.substring(0, at), LOGIN_AND_NAMES, expected).namesSomebody()) {
            throw new InvalidValueException("'" + text + "' is not a pattern of mail addresses; " + expected);
        }
        parse(text.substring(at + 1), Set.of("domain"), expected);
        return pattern;
    }

    private static final Set<String> LOGIN_AND_NAMES = Set.of("given", "family", "login");

    private static NamePattern parse(String text, Set<String> parts, String expected) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int from = 0;
        while (matcher.find() && matcher.start() == from) {
            from = matcher.end();
            String part = matcher.group("part");
            if (part == null) {
                tokens.add(new Token.Literal(matcher.group("literal")));
            } else if (parts.contains(part)) {
                String letters = matcher.group("letters");
                tokens.add(new Token.Part(part, letters == null ? Integer.MAX_VALUE : Integer.parseInt(letters)));
            } else {
                throw new InvalidValueException("'{" + part + "}' has no place in '" + text + "'; " + expected);
            }
        }
        if (from < text.length()) {
            throw new InvalidValueException(
                    "'" + text + "' is not a pattern from '" + text.substring(from) + "' on; " + expected);
        }
        return new NamePattern(tokens);
    }

    private boolean namesSomebody() {
        return tokens.stream().anyMatch(token -> token instanceof Token.Part);
    }

    /** The text with those values in place of the parts. */
    String fill(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        for (Token token : tokens) {
            if (token instanceof Token.Literal literal) {
                text.append(literal.text());
            } else if (token instanceof Token.Part part) {
                String value = values.getOrDefault(part.name(), "");
                text.append(value, 0, Math.min(value.length(), part.letters()));
            }
        }
        return text.toString();
    }
}
