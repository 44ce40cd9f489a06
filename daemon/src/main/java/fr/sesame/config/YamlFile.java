package fr.sesame.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.configuration2.YAMLConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationRuntimeException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/** A file to its top section. A file that is not there or no YAML is one problem, and an empty section. */
final class YamlFile {

    private YamlFile() {}

    static Section read(Path file, List<Problem> problems) {
        YAMLConfiguration yaml = new YAMLConfiguration();
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        ImmutableNode root = new ImmutableNode.Builder().create();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            yaml.read(reader, options);
            root = yaml.getNodeModel().getInMemoryRepresentation();
        } catch (NoSuchFileException e) {
            problems.add(new Problem(file, "", "is not there"));
        } catch (IOException e) {
            problems.add(new Problem(file, "", "cannot be read: " + e));
        } catch (YAMLException | ConfigurationRuntimeException e) {
            problems.add(new Problem(file, "", "is no YAML: " + e.getMessage()));
        } catch (org.apache.commons.configuration2.ex.ConfigurationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            problems.add(new Problem(file, "", "is no YAML: " + cause.getMessage()));
        }
        return new Section(file, "", root, problems);
    }
}
