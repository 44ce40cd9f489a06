package fr.sesame.partition.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.jspecify.annotations.Nullable;

/** A history of random operations on a subject and the oracle, compared at each step. */
final class Differential {
    /** After so many operations the whole content is compared, too. */
    private static final int WHOLE = 50;

    private final SchemaManager schema;
    private final Subject.Factory subjects;

    /**
     * A difference, after these operations.
     *
     * @param before the operations that make the directory as it was before the last of them
     */
    record Difference(List<Operation> operations, List<Operation> before, String text) {
        Operation last() {
            return operations.get(operations.size() - 1);
        }
    }

    /** What was done; the difference is null if there was none. */
    record Result(@Nullable Difference difference, Oracle oracle, Tally tally) {}

    Differential(SchemaManager schema, Subject.Factory subjects) {
        this.schema = schema;
        this.subjects = subjects;
    }

    /** Random operations, as many as asked for or up to the first difference. */
    Result run(long seed, int operations, int reopenEvery) throws Exception {
        Generator generator = new Generator(new SplittableRandom(seed));
        Oracle oracle = new Oracle(schema);
        Tally tally = new Tally();
        List<Operation> history = new ArrayList<>();
        try (Subject subject = subjects.make()) {
            Operation next = generator.suffix();
            while (tally.operations() < operations) {
                history.add(next);
                String difference = step(next, oracle, subject, tally);
                if (difference == null && history.size() % WHOLE == 0) {
                    difference = whole(oracle, subject);
                }
                if (difference != null) {
                    return new Result(new Difference(history, oracle.before().asAdds(), difference), oracle, tally);
                }
                next = history.size() % reopenEvery == 0 ? new Operation.Reopen() : generator.next(oracle.population());
            }
        }
        return new Result(null, oracle, tally);
    }

    /** The same operations again; null if nothing differs. */
    @Nullable
    Difference replay(List<Operation> operations) throws Exception {
        Oracle oracle = new Oracle(schema);
        try (Subject subject = subjects.make()) {
            for (int i = 0; i < operations.size(); i++) {
                String difference = step(operations.get(i), oracle, subject, new Tally());
                if (difference == null && i == operations.size() - 1) {
                    difference = whole(oracle, subject);
                }
                if (difference != null) {
                    return new Difference(
                            operations.subList(0, i + 1), oracle.before().asAdds(), difference);
                }
            }
        }
        return null;
    }

    private @Nullable String step(Operation operation, Oracle oracle, Subject subject, Tally tally) throws Exception {
        if (operation instanceof Operation.Reopen) {
            subject.reopen();
            return whole(oracle, subject);
        }
        if (!oracle.answers(operation) || !subject.answers(operation, oracle.population())) {
            return null;
        }
        Outcome expected = oracle.expect(operation);
        Outcome got;
        try {
            got = subject.apply(operation);
        } catch (RuntimeException | AssertionError e) {
            return operation + "\n" + stack(e);
        }
        tally.count(operation, expected);
        return got.agreesWith(expected) ? null : operation + "\n" + got.against(expected);
    }

    private static @Nullable String whole(Oracle oracle, Subject subject) throws LdapException {
        Outcome expected = oracle.everything();
        Outcome got;
        try {
            got = Outcome.found(
                    subject.server().everything().stream().map(Entries::text).toList());
        } catch (RuntimeException | AssertionError e) {
            return "all entries\n" + stack(e);
        }
        if (!got.agreesWith(expected)) {
            return "all entries\n" + got.against(expected);
        }
        List<String> problems = subject.problems();
        return problems.isEmpty() ? null : "within itself: " + problems;
    }

    private static String stack(Throwable error) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            text.append(cause).append('\n');
            for (int i = 0; i < Math.min(8, cause.getStackTrace().length); i++) {
                text.append("    at ").append(cause.getStackTrace()[i]).append('\n');
            }
        }
        return text.toString();
    }
}
