package fr.sesame.directory;

import fr.sesame.account.Login;
import fr.sesame.account.Suspension;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Suspensions without a server; there are no groups. */
final class InMemoryWindows implements PlannedWindows {
    private final TreeMap<String, Suspension> byId = new TreeMap<>();

    @Override
    public List<Suspension> all() {
        return byId.values().stream().sorted().toList();
    }

    @Override
    public void plan(Suspension suspension) throws DirectoryException {
        if (byId.putIfAbsent(suspension.id(), suspension) != null) {
            throw DirectoryException.refused(suspension.id() + " is there already", null);
        }
    }

    @Override
    public void end(Suspension suspension) {
        byId.put(suspension.id(), suspension);
    }

    @Override
    public void cancel(Suspension suspension) {
        byId.remove(suspension.id());
    }

    @Override
    public Set<Login> members(String group) {
        return Set.of();
    }
}
