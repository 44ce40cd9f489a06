package fr.sesame.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of {@code docs/connect}: what it tells people to write is what is tried. */
final class ConnectPage {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    private final Path page;
    private final List<String> blocks;

    private ConnectPage(Path page, List<String> blocks) {
        this.page = page;
        this.blocks = blocks;
    }

    static ConnectPage read(String name) throws IOException {
        Path page = Path.of("..", "docs", "connect", name);
        Matcher found = BLOCK.matcher(Files.readString(page));
        return new ConnectPage(
                page, found.results().map(block -> block.group(2)).toList());
    }

    /** The one fenced block that begins with that line. */
    String block(String firstLine) {
        List<String> those = blocks.stream()
                .filter(block -> block.startsWith(firstLine + "\n"))
                .toList();
        if (those.size() != 1) {
            throw new IllegalStateException(
                    page + " has " + those.size() + " blocks that begin with '" + firstLine + "'; expected one");
        }
        return those.get(0);
    }

    /** Of a text: that of a trial in place of what the page has for a real instance. */
    static String with(String text, String found, String replacement) {
        if (!text.contains(found)) {
            throw new IllegalStateException("'" + found + "' is not in:\n" + text);
        }
        return text.replace(found, replacement);
    }
}
