package fr.sesame.cli;

import fr.sesame.account.Login;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.password.Argon2Settings;
import fr.sesame.password.PasswordHashes;
import fr.sesame.progress.Progress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives all imaginary people one password, of which one hash is made: one for each would be the demo's longest part. */
final class DemoPasswords {
    static final String PASSWORD = "sesame-demo";
    private static final int WRITERS = 8;

    private final Directory directory;
    private final Progress progress;

    DemoPasswords(Directory directory, Progress progress) {
        this.directory = directory;
        this.progress = progress;
    }

    void set(List<Login> logins) throws DirectoryException, InterruptedException {
        byte[] hash = new PasswordHashes(Argon2Settings.DEFAULT, new SecureRandom())
                .hash(PASSWORD.getBytes(StandardCharsets.UTF_8));
        String password = new String(hash, StandardCharsets.US_ASCII);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        AtomicInteger next = new AtomicInteger();
        try (Progress.Stretch stretch = progress.begin("passwords", logins.size())) {
            List<Future<?>> working = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                working.add(writers.submit(() -> {
                    for (int n = next.getAndIncrement(); n < logins.size(); n = next.getAndIncrement()) {
                        if (progress.goesOn()) {
                            directory.setPassword(logins.get(n), password);
                            stretch.at(n + 1L);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : working) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DirectoryException failure) {
                throw failure;
            }
            throw new IllegalStateException("a password could not be set", e.getCause());
        } finally {
            writers.shutdown();
        }
    }
}
