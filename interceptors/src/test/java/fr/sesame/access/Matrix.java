package fr.sesame.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The tables written by hand that say what each role may do. */
final class Matrix {
    static final List<String> COLUMNS = List.of("anon", "self", "cas", "sup", "off", "reg", "oper", "daem", "repl");

    private static final AccessSettings SETTINGS = new AccessSettings(
            true,
            AccessSettings.SELF_WRITES,
            Map.of(),
            Set.of(),
            Set.of("hosted", "partner"),
            Map.of(),
            Map.of(),
            AccessSettings.standardLimits());
    static final AccessTable OPEN = new AccessTable(SETTINGS);
    static final AccessTable CLOSED = new AccessTable(AccessSettings.standard());

    private Matrix() {}

    /** The lines of a table, each cut at its blanks. */
    static List<List<String>> lines(String table) {
        List<List<String>> lines = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(Matrix.class.getResourceAsStream(table), table);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    lines.add(Arrays.asList(line.trim().split("\\s+")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    static Rights rights(String column, AccessTable table) {
        return switch (column) {
            case "cas" -> table.rights(ServiceAccess.reading(AccessSettings.SINGLE_SIGN_ON_READS));
            default -> table.rights(Set.of(role(column)));
        };
    }

    static Role role(String column) {
        return switch (column) {
            case "anon" -> Role.ANONYMOUS;
            case "self" -> Role.SELF;
            case "sup" -> Role.SUPPORT;
            case "off" -> Role.SECURITY_OFFICER;
            case "reg" -> Role.REGISTRAR;
            case "oper" -> Role.OPERATOR;
            case "daem" -> Role.DAEMON;
            case "repl" -> Role.REPLICATION;
            default -> throw new IllegalArgumentException(column);
        };
    }

    /** The columns of people.txt: somebody else's entry in the white pages, one's own, or anybody's. */
    static Grant onPeople(String column, AccessTable table) {
        return switch (column) {
            case "white" -> table.rights(Set.of(Role.ANONYMOUS)).on(Place.PEOPLE, false, true);
            case "self" -> table.rights(Set.of(Role.SELF)).on(Place.PEOPLE, true, false);
            default -> rights(column, table).on(Place.PEOPLE, false, false);
        };
    }

    static Place place(String word) {
        return Arrays.stream(Place.values())
                .filter(place -> place.name().replace('_', '-').equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow();
    }

    /** What a grant says of an attribute, in the letters of the tables. */
    static String letters(Grant grant, AttributeGroups groups, String attribute) {
        AttributeGroup group = groups.of(List.of(attribute));
        StringBuilder letters = new StringBuilder();
        if (grant.sees() && grant.reads().contains(group, List.of(attribute))) {
            letters.append('r');
        }
        boolean modifies = grant.writes().contains(EntryWrite.MODIFY);
        boolean sets = modifies && grant.sets().contains(group, List.of(attribute));
        boolean clears = modifies && grant.clears().contains(group, List.of(attribute));
        if (sets) {
            letters.append(clears ? "w" : "s");
        } else if (clears) {
            letters.append('c');
        }
        if (group == AttributeGroup.AFFILIATIONS && !grant.populations().isEmpty()) {
            letters.append('p');
        }
        return letters.isEmpty() ? "." : letters.toString();
    }

    /** What the letters of two roles give to who holds both. */
    static String union(String one, String other) {
        StringBuilder both = new StringBuilder();
        for (char letter : "rwcp".toCharArray()) {
            boolean has = one.indexOf(letter) >= 0 || other.indexOf(letter) >= 0;
            boolean implied = letter == 'c' && both.indexOf("w") >= 0;
            if (has && !implied) {
                both.append(letter);
            }
        }
        return both.isEmpty() ? "." : both.toString();
    }
}
