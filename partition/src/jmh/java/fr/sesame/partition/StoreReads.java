package fr.sesame.partition;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
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
import org.openjdk.jmh.annotations.Warmup;

/** What the store takes for what every request does: find a name, find a value in an index, read an entry. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StoreReads {
    /** How many people there are. */
    @Param("100000")
    public int people;

    private BenchDirectory directory;
    private EntryFormat format;
    private Tree tree;
    private AttributeIndex uids;
    private Set<AttributeType> four;

    @Setup(Level.Trial)
    public void fill() throws IOException, LdapException {
        directory = new BenchDirectory(people, false);
        format = new EntryFormat(new AttributeTable(directory.store, directory.schema), directory.schema);
        tree = new Tree(directory.store, directory.schema, new Dn(directory.schema, BenchDirectory.BASE));
        uids = new AttributeIndex(
                directory.store, directory.schema.getAttributeType("uid"), AttributeIndex.Kind.VALUES);
        four = Set.of(
                directory.schema.getAttributeType("objectClass"),
                directory.schema.getAttributeType("userPassword"),
                directory.schema.getAttributeType("uid"),
                directory.schema.getAttributeType("mail"));
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        directory.close();
    }

    private int anybody() {
        return ThreadLocalRandom.current().nextInt(people);
    }

    /** An entry's 16 attributes as a search has them: their values still bytes. */
    @Benchmark
    public Entry entryRead() throws LdapException {
        try (View view = directory.store.read()) {
            return format.read(tree.record(view, anybody() + 2L), type -> true);
        }
    }

    /** The same with an object for each value. */
    @Benchmark
    public Entry entryDecode() throws LdapException {
        try (View view = directory.store.read()) {
            return format.readWhole(tree.record(view, anybody() + 2L));
        }
    }

    /** An entry's attributes, but four, passed over; two of the four are looked at, as a bind does. */
    @Benchmark
    public Object entryDecodeOfFour() throws LdapException {
        try (View view = directory.store.read()) {
            Entry entry = format.read(tree.record(view, anybody() + 2L), four::contains);
            return List.of(entry.get("objectClass").get(), entry.get("uid").get());
        }
    }

    /** From a value to the identifier that it leads to; the value is normalised as a filter's is. */
    @Benchmark
    public long indexSeek() throws LdapException {
        try (View view = directory.store.read()) {
            byte[] key = uids.keys().of(new Value(uids.type(), "user." + anybody()));
            return new Candidates.OfKey(uids.database(), key).next(view);
        }
    }

    /** From a DN, parsed, to an identifier. */
    @Benchmark
    public long nameSeek() throws LdapException {
        try (View view = directory.store.read()) {
            return tree.find(view, directory.dn(anybody()));
        }
    }
}
