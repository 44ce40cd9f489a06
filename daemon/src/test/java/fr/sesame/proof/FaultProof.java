package fr.sesame.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is wrong below the directory: it refuses writes and says why, goes on with reads and binds, loses nothing, and goes on
 * when the fault is over. Mounts and injects: needs root.
 */
@Tag("proofs")
@Tag("fault")
class FaultProof {
    private static final Pattern FULL = Pattern.compile("(?i)no space left|disk is full|disk full");
    private static final Pattern READ_ONLY = Pattern.compile("(?i)read-only");
    private static final Pattern IO_ERROR = Pattern.compile("(?i)input/output error|i/o error");
    private static final Pattern LIMIT = Pattern.compile("max-store-megabytes");
    private static final String WRITES = "write,writev,pwrite64,pwritev,fsync,fdatasync";
    private static final int MEGABYTES = 96;

    private static final long SEED = Parameters.seed("FaultProof");

    private final Random random = new Random(SEED);

    @Test
    void aFullDiskThatIsEmptiedAgain() throws Exception {
        Instance instance = Instance.make("fault-full");
        try (Volume volume = Volume.inMemory(instance.data(), MEGABYTES);
                instance) {
            instance.start();
            Witness witness = new Witness(instance, random);
            witness.prepare();
            volume.fill();
            witness.isRefusedBecause(FULL);
            witness.readsAndBindsGoOn();
            witness.healthSays(FULL);
            volume.empty();
            witness.recoversByItself();
            witness.nothingIsLost();
        }
    }

    /** A sync of the data fails, or the write of a page. The disk may be past mending: it may ask for a restart. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"'fsync,fdatasync', sync", "'write,writev,pwrite64,pwritev', write"})
    void anErrorOfTheDisk(String calls, String name) throws Exception {
        try (Instance instance = Instance.make("fault-error-" + name)) {
            instance.start();
            Witness witness = new Witness(instance, random);
            witness.prepare();
            try (Injection injection = injection(instance, calls, "EIO")) {
                witness.isRefusedBecause(IO_ERROR);
                witness.readsAndBindsGoOn();
                witness.healthSays(IO_ERROR);
                assertThat(injection.failed()).as("calls that failed").isPositive();
            }
            Health.Store after = instance.health().store();
            if (!after.ok() && after.detail().contains("restart")) {
                instance.stop();
                instance.start();
            }
            witness.recoversByItself();
            witness.nothingIsLost();
        }
    }

    @Test
    void whatCannotBeWrittenAndThenCanAgain() throws Exception {
        try (Instance instance = Instance.make("fault-refused")) {
            instance.start();
            Witness witness = new Witness(instance, random);
            witness.prepare();
            try (Injection injection = injection(instance, WRITES, "EROFS")) {
                witness.isRefusedBecause(READ_ONLY);
                witness.readsAndBindsGoOn();
                witness.healthSays(READ_ONLY);
                assertThat(injection.failed()).as("calls that failed").isPositive();
            }
            witness.recoversByItself();
            witness.nothingIsLost();
        }
    }

    /** The file system itself has given up; it has to be unmounted to be mended, and for that the service has to stop. */
    @Test
    void aFileSystemThatGoesReadOnlyUnderIt() throws Exception {
        Instance instance = Instance.make("fault-read-only");
        Path image = instance.data().resolveSibling("image");
        try (Volume volume = Volume.ext4(image, instance.data(), MEGABYTES);
                instance) {
            instance.start();
            Witness witness = new Witness(instance, random);
            witness.prepare();
            volume.fail();
            witness.isRefusedBecause(READ_ONLY);
            witness.readsAndBindsGoOn();
            witness.healthSays(READ_ONLY);
            instance.stop();
            volume.mend(image);
            instance.start();
            witness.recoversByItself();
            witness.nothingIsLost();
        }
    }

    @Test
    void aStartOnAReadOnlyFileSystemSaysSo() throws Exception {
        Instance instance = Instance.make("fault-read-only-start");
        try (Volume volume = Volume.inMemory(instance.data(), MEGABYTES);
                instance) {
            instance.start();
            Witness witness = new Witness(instance, random);
            witness.prepare();
            instance.stop();
            volume.setReadOnly(true);
            assertThatThrownBy(instance::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("(?is).*read-only.*");
            volume.setReadOnly(false);
            instance.start();
            witness.nothingIsLost();
        }
    }

    @Test
    void aStoreThatHasReachedItsLimitAndGetsAHigherOne() throws Exception {
        try (Instance instance = Instance.make("fault-limit")) {
            instance.set("max-store-megabytes", 16);
            instance.start();
            Witness witness = new Witness(instance, random);
            witness.prepare();
            witness.isRefusedBecause(LIMIT);
            witness.readsAndBindsGoOn();
            witness.healthSays(LIMIT);
            instance.stop();
            instance.set("max-store-megabytes", 64);
            instance.start();
            witness.recoversByItself();
            witness.nothingIsLost();
        }
    }

    /** Deletes free parts of pages, so that they alone do not make room for what is new; but they are taken. */
    @Test
    void aStoreThatHasReachedItsLimitTakesDeletes() throws Exception {
        try (Instance instance = Instance.make("fault-limit-deletes")) {
            instance.set("max-store-megabytes", 16);
            instance.start();
            Witness witness = new Witness(instance, random);
            witness.prepare();
            witness.isRefusedBecause(LIMIT);
            witness.deletesSome();
            instance.stop();
            instance.set("max-store-megabytes", 64);
            instance.start();
            witness.recoversByItself();
            witness.nothingIsLost();
        }
    }

    private static Injection injection(Instance instance, String calls, String error) throws Exception {
        return new Injection(instance.pid(), instance.store(), calls, error);
    }
}
