package fr.sesame.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.configuration2.YAMLConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** A YAML file as a {@link Section}; a file that is none is one problem, and an empty section. */
final class YamlFile {
    private static final Pattern LINE = Pattern.compile("line (\\d+), column (\\d+)");

    private YamlFile() {}

    static Section read(Path file, List<Problem> problems) {
        return new Section(file.toString(), "", root(file, problems), problems);
    }

    private static ImmutableNode root(Path file, List<Problem> problems) {
        ImmutableNode nothing = new ImmutableNode.Builder().create();
        YAMLConfiguration yaml = new YAMLConfiguration();
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            String text = Files.readString(file);
            Object read = new Yaml(new SafeConstructor(options)).load(text);
            if (!(read instanceof Map<?, ?>)) {
                throw new YAMLException("no settings");
            }
            check(read);
            yaml.read(new StringReader(text), options);
            ImmutableNode root = yaml.getNodeModel().getNodeHandler().getRootNode();
            return root == null ? nothing : root;
        } catch (NoSuchFileException e) {
            problems.add(new Problem(file.toString(), "", "no such file", "a file in YAML"));
        } catch (IOException e) {
            problems.add(new Problem(file.toString(), "", "a file that cannot be read (" + e + ")", "a file in UTF-8"));
        } catch (YAMLException e) {
            problems.add(new Problem(file.toString(), "", "what is not YAML: " + where(e), "a file in YAML"));
        } catch (org.apache.commons.configuration2.ex.ConfigurationException e) {
            problems.add(new Problem(file.toString(), "", "what is not YAML: " + where(e), "a file in YAML"));
        }
        return nothing;
    }

    /** What the library's reading assumes and does not check: the file is a map, and every key is text. */
    private static void check(Object read) {
        if (read instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String)) {
                    throw new YAMLException("the key " + entry.getKey() + " is no text; put it in quotes");
                }
                check(entry.getValue());
            }
        } else if (read instanceof Iterable<?> list) {
            list.forEach(YamlFile::check);
        }
    }

    /** The parser's messages run over many lines; the last place they name is where it stopped. */
    private static String where(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        Matcher matcher = LINE.matcher(message);
        String at = "";
        while (matcher.find()) {
            at = " (line " + matcher.group(1) + ", column " + matcher.group(2) + ")";
        }
        String reason = message.lines()
                .filter(line -> !line.startsWith(" "))
                .filter(line -> !line.isBlank())
                .reduce((first, last) -> last)
                .orElse(message);
        return reason + at;
    }
}
