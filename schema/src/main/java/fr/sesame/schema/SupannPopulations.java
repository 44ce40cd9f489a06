package fr.sesame.schema;

import fr.sesame.account.Population;
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
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;

/** SUPANN's nomenclature of populations, and what the populations of the shipped configuration are in it. */
public final class SupannPopulations {
    private static final String FILE = "supann-populations.tsv";
    private static final NavigableMap<String, SupannPopulation> BY_CODE = read();
    /** By the name in the configuration; docs/adr/0013-affiliations.md says why these. */
    private static final Map<String, String> SHIPPED = Map.of(
            "student", "AGE",
            "staff", "RGP",
            "hosted", "RHJ",
            "teacher-hourly", "RGIE",
            "partner", "PXI");

    private SupannPopulations() {}

    /** What SUPANN says of that code; empty if it is not in the nomenclature. */
    public static Optional<SupannPopulation> of(PopulationCode code) {
        return code.isOfSupann() ? Optional.ofNullable(BY_CODE.get(code.code())) : Optional.empty();
    }

    /** Every code of the nomenclature, without its label. */
    public static NavigableSet<String> codes() {
        return BY_CODE.navigableKeySet();
    }

    /** What a population is unless the configuration says otherwise; nothing, if it is not one of the shipped ones. */
    public static SupannPopulation shipped(Population population) {
        String code = SHIPPED.get(population.name());
        return code == null
                ? SupannPopulation.NONE
                : of(new PopulationCode(PopulationCode.SUPANN, code)).orElseThrow();
    }

    private static NavigableMap<String, SupannPopulation> read() {
        NavigableMap<String, SupannPopulation> rows = new TreeMap<>();
        for (String line : lines()) {
            String[] fields = line.split("\t", -1);
            rows.put(
                    fields[0],
                    new SupannPopulation(
                            new PopulationCode(PopulationCode.SUPANN, fields[0]),
                            affiliations(fields[2]),
                            fields[1].isEmpty() ? 0 : Integer.parseInt(fields[1])));
        }
        // What only divides others has no weight of its own: it is as heavy as the heaviest of them.
        rows.replaceAll((code, row) -> row.weight() > 0
                ? row
                : new SupannPopulation(
                        row.code(),
                        row.affiliations(),
                        rows.subMap(code, code + Character.MAX_VALUE).values().stream()
                                .mapToInt(SupannPopulation::weight)
                                .max()
                                .orElse(0)));
        return rows;
    }

    private static List<EduPersonAffiliation> affiliations(String words) {
        return words.isEmpty()
                ? List.of()
                : Arrays.stream(words.split(" "))
                        .map(EduPersonAffiliation::ofWord)
                        .toList();
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = open()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " is in the program, and yet cannot be read", e);
        }
        return lines;
    }

    private static BufferedReader open() {
        InputStream in = SupannPopulations.class.getResourceAsStream(FILE);
        if (in == null) {
            throw new IllegalStateException(FILE + " is not in the program");
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
