package fr.sesame.directory;

import fr.sesame.account.ComputedGroup;
import fr.sesame.account.Login;
import fr.sesame.account.StructureTree;
import java.time.Instant;
import java.util.List;

/** The entries of the computed groups. Who is in them follows from the accounts, and is shown with them. */
public interface Groups {

    /** All of them, ordered by name; not those that people keep by hand. */
    List<ComputedGroup> all() throws DirectoryException;

    /**
     * Makes one, or gives one that is there its label.
     *
     * @throws DirectoryException if a group of that name is kept by hand
     */
    void put(ComputedGroup group) throws DirectoryException;

    /** Takes one away. */
    void remove(String name) throws DirectoryException;

    /**
     * Whose entries show other groups than they should at that instant, for the structures were changed. Reads everybody.
     *
     * @param structures those that there are now
     */
    List<Login> shownOtherwise(StructureTree structures, Instant at) throws DirectoryException;
}
