package fr.sesame.partition;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.directory.api.ldap.model.entry.DefaultModification;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.server.core.api.interceptor.context.ModifyOperationContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** A modify of one attribute, acknowledged after its commit: by one thread alone, and by eight that share commits. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StoreWrites {
    /** How many people there are. */
    @Param("100000")
    public int people;

    /** Whether a commit waits for the disk. */
    @Param({"true", "false"})
    public boolean durable;

    private BenchDirectory directory;

    @Setup(Level.Trial)
    public void fill() throws IOException, LdapException {
        directory = new BenchDirectory(people, durable);
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        directory.close();
    }

    @Benchmark
    @Threads(1)
    public boolean commitAlone() throws Exception {
        return modify();
    }

    @Benchmark
    @Threads(8)
    public boolean commitShared() throws Exception {
        return modify();
    }

    private boolean modify() throws Exception {
        int number = ThreadLocalRandom.current().nextInt(people);
        Modification title = new DefaultModification(
                ModificationOperation.REPLACE_ATTRIBUTE,
                directory.schema.getAttributeType("title"),
                "title " + ThreadLocalRandom.current().nextInt());
        ModifyOperationContext context = new ModifyOperationContext(null, directory.dn(number), List.of(title));
        return directory.store.write(view -> {
            directory.partition.modify(context);
            return true;
        });
    }
}
