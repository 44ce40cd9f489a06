package fr.sesame.partition.differential;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.directory.api.ldap.model.cursor.CursorException;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.message.AliasDerefMode;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.shared.DefaultDnFactory;

/** Says what the right answer is, or that it does not know ({@link OracleDifference}). */
final class Oracle {
    private final Server server;
    private final Entries texts;
    private final Map<OracleDifference, Integer> met = new EnumMap<>(OracleDifference.class);
    private Population population;

    Oracle(SchemaManager schema) throws LdapException {
        OraclePartition partition = new OraclePartition(schema, new DefaultDnFactory(schema, 1000));
        partition.setId("oracle");
        partition.setSuffixDn(new Dn(schema, Generator.SUFFIX));
        partition.initialize();
        this.texts = new Entries(schema);
        this.server = new Server(schema, partition);
        this.population = new Population(texts, List.of());
    }

    Population population() {
        return population;
    }

    Map<OracleDifference, Integer> differencesMet() {
        return met;
    }

    /** What must come of it; nothing if that is not known, and then the operation must not be done. */
    Optional<Outcome> expect(Operation operation) throws LdapException {
        if (operation instanceof Operation.Aborted aborted) {
            for (Operation.Write write : aborted.writes()) {
                if (unknown(write)) {
                    return Optional.empty();
                }
            }
            count(OracleDifference.ABORTED);
            return Optional.of(Outcome.DONE);
        }
        if (operation instanceof Operation.Search search && search.aliases() != AliasDerefMode.NEVER_DEREF_ALIASES) {
            return searchWithAliases(search);
        }
        if (operation instanceof Operation.Write write) {
            if (unknown(write)) {
                return Optional.empty();
            }
            Outcome outcome = server.apply(write);
            if (outcome.isDone()) {
                population = new Population(texts, server.everything());
            } else {
                count(outcome, write);
            }
            return Optional.of(outcome);
        }
        return Optional.of(server.apply(operation));
    }

    private boolean unknown(Operation.Write write) throws LdapException {
        if (write instanceof Operation.Delete delete) {
            return tied(delete.dn());
        } else if (write instanceof Operation.Rename rename) {
            return isSuffix(rename.dn()) || tied(rename.dn());
        } else if (write instanceof Operation.Move move) {
            return isSuffix(move.dn()) || tied(move.dn()) || aliasAbove(move.newSuperior());
        } else if (write instanceof Operation.MoveAndRename both) {
            return isSuffix(both.dn()) || tied(both.dn()) || aliasAbove(both.newSuperior());
        }
        return false;
    }

    /** The top of a partition is the server's to name and to move; what is asked of a partition is below it. */
    private boolean isSuffix(String dn) throws LdapException {
        return texts.dn(dn).equals(server.partition().getSuffixDn());
    }

    private boolean tied(String dn) throws LdapException {
        return population.isTiedToAliases(texts.dn(dn)) && count(OracleDifference.ALIAS_TARGET_CHANGED);
    }

    private boolean aliasAbove(String dn) throws LdapException {
        return population.isAlias(texts.dn(dn)) && count(OracleDifference.ALIAS_AS_SUPERIOR);
    }

    private void count(Outcome refused, Operation.Write write) {
        if (refused.code() == ResultCodeEnum.ALIAS_PROBLEM
                || refused.code() == ResultCodeEnum.ALIAS_DEREFERENCING_PROBLEM) {
            count(OracleDifference.ALIAS_REFUSED);
        } else if (refused.code() == ResultCodeEnum.NO_SUCH_OBJECT
                && (write instanceof Operation.Move || write instanceof Operation.MoveAndRename)) {
            count(OracleDifference.MOVED_TO_NOWHERE);
        }
    }

    private boolean count(OracleDifference difference) {
        met.merge(difference, 1, Integer::sum);
        return true;
    }

    /** {@link OracleDifference#ALIASES_IN_SEARCH}: what the filter finds anywhere, if it is in the scope with aliases. */
    private Optional<Outcome> searchWithAliases(Operation.Search search) throws LdapException {
        Dn base = texts.dn(search.base());
        if (!population.has(base)) {
            return Optional.of(server.apply(search));
        }
        if (population.isAlias(base)) {
            if (search.aliases().isDerefFindingBase()) {
                base = population.target(population.get(base));
            } else if (search.aliases().isDerefInSearching()) {
                count(OracleDifference.ALIAS_AS_SEARCHED_BASE);
                return Optional.empty();
            }
        }
        Map<String, Entry> scope =
                search.scope() != SearchScope.OBJECT && search.aliases().isDerefInSearching()
                        ? dereferenced(base, search.scope())
                        : plain(base, search.scope());
        Operation.Search everywhere = new Operation.Search(
                Generator.SUFFIX, SearchScope.SUBTREE, AliasDerefMode.NEVER_DEREF_ALIASES, search.filter());
        try {
            List<String> found = new ArrayList<>();
            for (Entry entry : server.search(everywhere)) {
                if (scope.containsKey(entry.getDn().getNormName())) {
                    found.add(Entries.text(entry));
                }
            }
            count(OracleDifference.ALIASES_IN_SEARCH);
            return Optional.of(Outcome.found(found));
        } catch (IOException | CursorException e) {
            throw new IllegalStateException("in memory, and yet", e);
        }
    }

    private Map<String, Entry> plain(Dn base, SearchScope scope) {
        Map<String, Entry> candidates = new LinkedHashMap<>();
        for (Entry entry : population.all()) {
            Dn dn = entry.getDn();
            boolean in = switch (scope) {
                case OBJECT -> dn.equals(base);
                case ONELEVEL -> dn.getParent().equals(base);
                default -> dn.isDescendantOf(base);
            };
            if (in) {
                candidates.put(dn.getNormName(), entry);
            }
        }
        return candidates;
    }

    private Map<String, Entry> dereferenced(Dn base, SearchScope scope) throws LdapException {
        Map<String, Entry> candidates = new LinkedHashMap<>();
        Map<String, Dn> done = new LinkedHashMap<>();
        Deque<Dn> bases = new ArrayDeque<>(List.of(base));
        while (!bases.isEmpty()) {
            Dn next = bases.remove();
            if (done.put(next.getNormName(), next) != null) {
                continue;
            }
            // With one level, a target is searched at itself and not below.
            SearchScope here = scope == SearchScope.ONELEVEL && done.size() > 1 ? SearchScope.OBJECT : scope;
            for (Entry entry : plain(next, here).values()) {
                if (population.isAlias(entry.getDn())) {
                    bases.add(population.target(entry));
                } else {
                    candidates.put(entry.getDn().getNormName(), entry);
                }
            }
        }
        return candidates;
    }

    /** The whole directory as text. */
    Outcome everything() {
        return Outcome.found(population.all().stream().map(Entries::text).toList());
    }
}
