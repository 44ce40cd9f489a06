package fr.sesame;

import fr.sesame.metrics.PasswordFigures;
import fr.sesame.server.PasswordLoad;

/** The work that passwords make, as the meters ask for it. */
record HashingFigures(PasswordLoad load) implements PasswordFigures {
    @Override
    public long remembered() {
        return load.remembered();
    }

    @Override
    public long known() {
        return load.hits();
    }

    @Override
    public long hashed() {
        return load.hashed();
    }

    @Override
    public long busy() {
        return load.busy();
    }

    @Override
    public int waiting() {
        return load.waiting();
    }
}
