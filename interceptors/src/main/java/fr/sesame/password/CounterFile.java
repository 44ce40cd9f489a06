package fr.sesame.password;

import fr.sesame.password.FailureCounters.Key;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The counters as text, one a line, after a line with the version:
 *
 * <pre>
 * sesame-failures 1
 * account jdupont - 1767225900000 1767225600000
 * account jdupont 192.0.2.7 1767225900000 1767225600000
 * address 2001:db8:0:1::/64 1767225900000 1767225600000
 * familiar jdupont 192.0.2.7 2001:db8:0:1::/64
 * </pre>
 *
 * Names are in URL encoding; the times, in milliseconds since 1970, are when no failure is left, and the last failure.
 */
final class CounterFile {
    private static final String HEAD = "sesame-failures 1";
    private static final String ELSEWHERE = "-";

    private final Map<Key, Failures> accounts = new LinkedHashMap<>();
    private final Map<ClientNetwork, Failures> addresses = new LinkedHashMap<>();
    private final Map<String, List<ClientNetwork>> familiar = new LinkedHashMap<>();

    void account(Key key, Failures failures) {
        accounts.put(key, failures);
    }

    void address(ClientNetwork network, Failures failures) {
        addresses.put(network, failures);
    }

    void familiar(String account, List<ClientNetwork> networks) {
        familiar.put(account, networks);
    }

    Map<Key, Failures> accounts() {
        return accounts;
    }

    Map<ClientNetwork, Failures> addresses() {
        return addresses;
    }

    Map<String, List<ClientNetwork>> familiar() {
        return familiar;
    }

    /** Writes it beside the file, to the disk, and then in its place: a reader finds the one or the other. */
    void write(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(
                directory,
                file.getFileName() + ".",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileChannel channel = FileChannel.open(temporary, Set.of(StandardOpenOption.WRITE))) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        accounts.forEach((key, failures) -> line(
                text,
                "account",
                URLEncoder.encode(key.account(), StandardCharsets.UTF_8),
                key.from() == null ? ELSEWHERE : key.from(),
                failures.clean().toEpochMilli(),
                failures.last().toEpochMilli()));
        addresses.forEach((network, failures) -> line(
                text,
                "address",
                network,
                failures.clean().toEpochMilli(),
                failures.last().toEpochMilli()));
        familiar.forEach((account, networks) -> {
            List<Object> words =
                    new ArrayList<>(List.of("familiar", URLEncoder.encode(account, StandardCharsets.UTF_8)));
            words.addAll(networks);
            line(text, words.toArray());
        });
        return text.toString();
    }

    private static void line(StringBuilder text, Object... words) {
        for (int i = 0; i < words.length; i++) {
            text.append(i == 0 ? "" : " ").append(words[i]);
        }
        text.append('\n');
    }

    static CounterFile read(Path file) throws IOException {
        CounterFile content = new CounterFile();
        if (Files.notExists(file)) {
            return content;
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
            throw new IOException(file + ", line 1: found '" + (lines.isEmpty() ? "" : lines.get(0)) + "'; expected '"
                    + HEAD + "'. Without the file all counters begin at zero");
        }
        for (int i = 1; i < lines.size(); i++) {
            try {
                content.add(lines.get(i).split(" ", -1));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IOException(
                        file + ", line " + (i + 1) + ": found '" + lines.get(i)
                                + "'; expected an account, an address or a familiar one. Without the file all counters begin at zero",
                        e);
            }
        }
        return content;
    }

    private void add(String[] words) {
        switch (words[0]) {
            case "account" -> accounts.put(new Key(name(words[1]), from(words[2])), failures(words[3], words[4]));
            case "address" -> addresses.put(ClientNetwork.parse(words[1]), failures(words[2], words[3]));
            case "familiar" ->
                familiar.put(
                        name(words[1]),
                        List.of(words).subList(2, words.length).stream()
                                .limit(FailureCounters.FAMILIAR_ADDRESSES)
                                .map(ClientNetwork::parse)
                                .toList());
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    private static String name(String word) {
        return URLDecoder.decode(word, StandardCharsets.UTF_8);
    }

    private static @Nullable ClientNetwork from(String word) {
        return word.equals(ELSEWHERE) ? null : ClientNetwork.parse(word);
    }

    private static Failures failures(String clean, String last) {
        return new Failures(Instant.ofEpochMilli(Long.parseLong(clean)), Instant.ofEpochMilli(Long.parseLong(last)));
    }
}
