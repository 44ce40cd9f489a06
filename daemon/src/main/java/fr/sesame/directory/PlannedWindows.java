package fr.sesame.directory;

import fr.sesame.account.Login;
import fr.sesame.account.Suspension;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The suspensions of access that are planned in a directory. */
public interface PlannedWindows {

    /** All of them, by their begin, those that are over too. */
    List<Suspension> all() throws DirectoryException;

    /** Plans one. @throws DirectoryException if there is one of that name, or the directory does not keep any */
    void plan(Suspension suspension) throws DirectoryException;

    /** Gives one another end, and keeps who gave it. */
    void end(Suspension suspension) throws DirectoryException;

    /** Takes one away, as if it had never been planned. */
    void cancel(Suspension suspension) throws DirectoryException;

    /** The people who are members of a group; none if there is no such group. */
    Set<Login> members(String group) throws DirectoryException;

    /** The people who are members of any of these groups. */
    default Set<Login> members(Collection<String> groups) throws DirectoryException {
        Set<Login> all = new TreeSet<>();
        for (String group : groups) {
            all.addAll(members(group));
        }
        return all;
    }
}
