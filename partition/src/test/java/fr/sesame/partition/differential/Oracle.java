package fr.sesame.partition.differential;

import java.util.List;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.message.AliasDerefMode;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/** Says what the right answer is: the model, and which questions have none. */
final class Oracle {
    private final Server server;
    private final Entries texts;
    private Population population;
    private Population before;
    private int notAsked;

    Oracle(SchemaManager schema) throws LdapException {
        ModelPartition partition = new ModelPartition(schema);
        partition.setId("oracle");
        partition.setSuffixDn(new Dn(schema, Generator.SUFFIX));
        partition.initialize();
        this.texts = new Entries(schema);
        this.server = new Server(schema, partition);
        this.population = new Population(List.of());
        this.before = population;
    }

    Population population() {
        return population;
    }

    /** As it was before the last operation. */
    Population before() {
        return before;
    }

    /** How often there was no right answer. */
    int notAsked() {
        return notAsked;
    }

    /** What must come of it. */
    Outcome expect(Operation operation) {
        before = population;
        Outcome outcome = server.apply(operation);
        if (operation instanceof Operation.Write && outcome.isDone()) {
            population = new Population(server.everything());
        }
        return outcome;
    }

    /** Whether the answer is known: {@link OracleDifference#NOT_ASKED}. */
    boolean answers(Operation operation) throws LdapException {
        boolean known = true;
        if (operation instanceof Operation.Aborted aborted) {
            for (Operation.Write write : aborted.writes()) {
                known &= mayBeWritten(write);
            }
        } else if (operation instanceof Operation.Search search) {
            known = search.aliases() != AliasDerefMode.DEREF_IN_SEARCHING
                    || !population.isAlias(texts.dn(search.base()));
        } else if (operation instanceof Operation.Write write) {
            known = mayBeWritten(write);
        }
        notAsked += known ? 0 : 1;
        return known;
    }

    private boolean mayBeWritten(Operation.Write write) throws LdapException {
        if (write instanceof Operation.Delete delete) {
            return !isTop(delete.dn());
        } else if (write instanceof Operation.Rename rename) {
            return !isTop(rename.dn());
        } else if (write instanceof Operation.Move move) {
            return !isTop(move.dn())
                    && !population.isAlias(texts.dn(move.newSuperior()))
                    && !texts.dn(move.dn()).getParent().equals(texts.dn(move.newSuperior()));
        } else if (write instanceof Operation.MoveAndRename both) {
            return !isTop(both.dn()) && !population.isAlias(texts.dn(both.newSuperior()));
        }
        return true;
    }

    private boolean isTop(String dn) throws LdapException {
        return texts.dn(dn).equals(server.partition().getSuffixDn());
    }

    /** The whole directory as text. */
    Outcome everything() {
        return Outcome.found(population.all().stream().map(Entries::text).toList());
    }
}
