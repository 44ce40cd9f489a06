package fr.sesame.run;

import fr.sesame.source.Extract;
import fr.sesame.source.rows.ChangeColumn;
import fr.sesame.source.rows.ChangesSeen;
import fr.sesame.source.rows.Position;
import fr.sesame.source.rows.Reading;
import fr.sesame.source.rows.Row;
import fr.sesame.source.rows.RowDigest;
import fr.sesame.source.rows.Rows;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Rows of hourly teachers that say when they changed. */
final class DatedRows implements Rows {
    private record Line(LocalDateTime changed, Map<String, String> values) {}

    private final List<Line> lines = new ArrayList<>();
    private int wholeReads;

    /** One row of that person for that year; who has one gets another. */
    void put(LocalDateTime changed, String key, String name, int year) {
        drop(key);
        lines.add(new Line(
                changed,
                Map.of(
                        "ID_INTERVENANT",
                        key,
                        "NOM",
                        name,
                        "PRENOM",
                        "Zoé",
                        "DATE_NAISSANCE",
                        "19" + (60 + Integer.parseInt(key.substring(1)) % 40) + "-05-17",
                        "ANNEE",
                        Integer.toString(year),
                        "COMPOSANTE",
                        "UFRLET")));
    }

    void drop(String key) {
        lines.removeIf(line -> key.equals(line.values.get("ID_INTERVENANT")));
    }

    int wholeReads() {
        return wholeReads;
    }

    @Override
    public Extract.Facts read(Reading reading, Consumer<Row> each) {
        ChangeColumn asked = reading.changes();
        LocalDateTime mark = asked == null || asked.since() == null ? null : LocalDateTime.parse(asked.since());
        wholeReads += mark == null ? 1 : 0;
        Set<String> keys = lines.stream()
                .filter(line -> mark == null || !line.changed.isBefore(mark.minus(asked.overlap())))
                .map(line -> line.values.get("ID_INTERVENANT"))
                .collect(Collectors.toSet());
        ChangesSeen seen =
                new ChangesSeen(mark, LocalDateTime.ofInstant(reading.clock().instant(), ZoneOffset.UTC));
        RowDigest digest = new RowDigest();
        Map<String, Integer> columns = new HashMap<>();
        List<String> names = List.copyOf(reading.columns());
        names.forEach(name -> columns.put(name, columns.size()));
        int count = 0;
        for (Line line : lines) {
            if (keys.contains(line.values.get("ID_INTERVENANT"))) {
                count++;
                List<String> fields = names.stream().map(line.values::get).toList();
                digest.add(fields);
                seen.see(line.changed);
                each.accept(new Row(new Position("teachers", "row", count), fields, columns));
            }
        }
        return new Extract.Facts(
                "teachers",
                count,
                reading.clock().instant(),
                digest.hex(),
                asked == null ? null : seen.end(asked.since(), LocalDateTime::toString));
    }
}
