package fr.sesame.setup;

import fr.sesame.account.InvalidValueException;
import fr.sesame.config.Configuration;
import fr.sesame.config.ConfigurationException;
import fr.sesame.config.SourceSettings;
import fr.sesame.password.Argon2Settings;
import fr.sesame.password.PasswordHashes;
import fr.sesame.server.door.KeyFiles;
import fr.sesame.server.door.TlsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A configuration that does not exist yet, and the first operator's secret: made of what is shipped and of some answers. */
public final class FirstInstallation {
    private static final String SETTINGS = "sesame.yaml";
    private static final String SOURCES = "sources";
    private static final String ENDING = ".yaml";

    private final Path shipped;
    private final Path folder;

    /**
     * @param home where the program lies: its {@code conf} is what is changed
     * @param folder where the configuration is to be
     */
    public FirstInstallation(Path home, Path folder) {
        shipped = home.resolve("conf");
        this.folder = folder.toAbsolutePath().normalize();
        if (!Files.isRegularFile(shipped.resolve(SETTINGS))) {
            throw new InvalidValueException("the program in " + home + " has no conf/" + SETTINGS
                    + "; start it from a built or unpacked distribution");
        }
    }

    /** The names of the sources that are shipped, in the order in which they are believed. */
    public List<String> shippedSources() {
        try {
            return Configuration.load(shipped).sources().stream()
                    .map(SourceSettings::name)
                    .toList();
        } catch (ConfigurationException e) {
            throw new InvalidValueException("the shipped configuration cannot be used: " + e.getMessage());
        }
    }

    /** The configuration that is there already, or what else would be written over: nothing, or it cannot be made. */
    public List<Path> inTheWay() {
        Path settings = folder.resolve(SETTINGS);
        return Files.exists(settings) ? List.of(settings) : List.of();
    }

    /** The same, when it is known where the state will be: entries that are there have another configuration. */
    public List<Path> inTheWay(Path state) throws IOException {
        Path entries = state.resolve("directory");
        if (!Files.isDirectory(entries)) {
            return inTheWay();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(entries)) {
            return Stream.concat(inTheWay().stream(), found.iterator().hasNext() ? Stream.of(entries) : Stream.empty())
                    .toList();
        }
    }

    /** The same, when everything is known. */
    public List<Path> inTheWay(Answers answers, String password) throws IOException {
        List<Path> found = new ArrayList<>(inTheWay(answers.state()));
        files(answers, password).inTheWay().stream()
                .filter(file -> !found.contains(file))
                .forEach(found::add);
        return found;
    }

    /**
     * Whose the service is, if that is somebody else than who makes this.
     *
     * @param state the folder of the state, which a package may have made already
     * @param me the name of the user of this process
     */
    public static Optional<String> serviceOf(Path state, String me) throws IOException {
        return Files.isDirectory(state)
                ? Optional.of(Files.getOwner(state).getName()).filter(owner -> !owner.equals(me))
                : Optional.empty();
    }

    /**
     * When the certificate ends.
     *
     * @throws InvalidValueException if a file cannot be read, or the certificate is not the key's
     */
    public static Instant endOf(Answers.Tls tls) {
        try {
            return new KeyFiles.Pem(tls.certificate(), tls.key(), Optional.empty()).notAfter();
        } catch (TlsException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Makes all files, or none.
     *
     * @param password the first operator's, of which a hash is kept
     * @throws ConfigurationException if the configuration could not be used; nothing is made then
     * @throws IOException if a file cannot be made; none is made then
     */
    public void make(Answers answers, String password) throws IOException, ConfigurationException {
        tryOut(answers);
        files(answers, password).write();
    }

    /** One that is there already stays, if it is of that password. */
    private static String secret(Path file, String password) throws IOException {
        PasswordHashes hashes = new PasswordHashes(Argon2Settings.DEFAULT, new SecureRandom());
        byte[] chosen = password.getBytes(StandardCharsets.UTF_8);
        if (Files.isRegularFile(file) && hashes.verify(chosen, Files.readAllBytes(file))) {
            return Files.readString(file);
        }
        return new String(hashes.hash(chosen), StandardCharsets.US_ASCII);
    }

    private NewFiles files(Answers answers, String password) throws IOException {
        Access own = Access.secret(answers.state());
        Access read = Access.configuration(answers.state());
        Path secret = answers.state().resolve("secrets").resolve(answers.operator() + ".password");
        NewFiles files = new NewFiles();
        files.addFolder(answers.state().resolve("extracts"), own);
        files.add(secret, secret(secret, password), own);
        for (String source : answers.sources()) {
            files.add(folder.resolve(SOURCES).resolve(source + ENDING), Files.readString(shippedSource(source)), read);
        }
        files.add(folder.resolve(SETTINGS), settings(answers), read); // from here on there is a configuration
        return files;
    }

    private Path shippedSource(String name) {
        return shipped.resolve(SOURCES).resolve(name + ENDING);
    }

    /** Reads it as it will be read, from a folder that goes away again. */
    private void tryOut(Answers answers) throws IOException, ConfigurationException {
        Path trial = Files.createTempDirectory("sesame-init-");
        try {
            Files.createDirectory(trial.resolve(SOURCES));
            for (String source : answers.sources()) {
                Files.copy(shippedSource(source), trial.resolve(SOURCES).resolve(source + ENDING));
            }
            Files.writeString(trial.resolve(SETTINGS), settings(answers));
            Configuration.load(trial);
        } finally {
            try (Stream<Path> files = Files.walk(trial)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    String settings(Answers answers) throws IOException {
        SettingsText text = new SettingsText(Files.readString(shipped.resolve(SETTINGS)));
        text.set("state", SettingsText.quoted(answers.state().toString()));
        text.set("institution.name", SettingsText.quoted(answers.name()));
        text.set("institution.zone", answers.zone());
        text.set("institution.mail-domain", answers.mailDomain());
        text.set("institution.uai", answers.uai());
        text.set("institution.language", answers.language().getLanguage());
        text.set("directory.base", answers.base());
        text.set("directory.port", Integer.toString(answers.ports().ldap()));
        text.set("server.ldap-port", Integer.toString(answers.ports().ldap()));
        text.set("server.http-port", Integer.toString(answers.ports().http()));
        if (answers.tls().isPresent()) {
            Answers.Tls tls = answers.tls().get();
            text.set("server.ldaps-port", Integer.toString(answers.ports().ldaps()));
            text.set(
                    "server.tls.certificate",
                    SettingsText.quoted(tls.certificate().toString()));
            text.set("server.tls.key", SettingsText.quoted(tls.key().toString()));
        }
        text.add("access.services", answers.operator(), "{role: operator}  # the first one who administers");
        text.set("sources", "[" + String.join(", ", answers.sources()) + "]");
        return text.toString();
    }
}
