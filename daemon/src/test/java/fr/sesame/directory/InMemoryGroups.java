package fr.sesame.directory;

import fr.sesame.account.ComputedGroup;
import fr.sesame.account.Login;
import fr.sesame.account.StructureTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Computed groups without a server. */
public final class InMemoryGroups implements Groups {
    private final TreeMap<String, ComputedGroup> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> byHand = new HashSet<>();
    private final List<Login> otherwise = new ArrayList<>();

    /** From now on there is a group of that name that people keep. */
    public void keptByHand(String name) {
        byHand.add(name);
    }

    /** From now on that one is in other groups than the entry shows. */
    public void showsOtherwise(Login login) {
        otherwise.add(login);
    }

    @Override
    public List<ComputedGroup> all() {
        return List.copyOf(byName.values());
    }

    @Override
    public void put(ComputedGroup group) throws DirectoryException {
        if (byHand.contains(group.name())) {
            throw DirectoryException.refused(group.name() + " is kept by hand", null);
        }
        byName.put(group.name(), group);
    }

    @Override
    public void remove(String name) {
        byName.remove(name);
    }

    @Override
    public List<Login> shownOtherwise(StructureTree structures, Instant at) {
        return List.copyOf(otherwise);
    }
}
