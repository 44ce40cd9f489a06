package fr.sesame.partition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for the files of one benchmark, on the disk of the build: commits are synced, and /tmp may be memory. */
final class BenchFolder implements AutoCloseable {
    private final Path path;

    private BenchFolder(Path path) {
        this.path = path;
    }

    static BenchFolder make() throws IOException {
        String parent = System.getProperty("jmh.folder");
        if (parent == null) {
            throw new IllegalStateException("-Djmh.folder is not given; docs/benchmarks.md has the command");
        }
        return new BenchFolder(Files.createTempDirectory(Files.createDirectories(Path.of(parent)), "data"));
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(path)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
