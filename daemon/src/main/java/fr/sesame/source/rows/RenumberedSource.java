package fr.sesame.source.rows;

import fr.sesame.source.Extract;
import fr.sesame.source.Mark;
import fr.sesame.source.Source;
import fr.sesame.source.SourceException;
import java.util.Optional;

/**
 * A source that calls everybody by another key than before: a file says which was which, so that people keep their accounts. A file with
 * one row that is wrong is refused whole, and the extract with it.
 */
public final class RenumberedSource implements Source {
    private final Source source;
    private final KeyMapping keys;

    public RenumberedSource(Source source, KeyMapping keys) {
        this.source = source;
        this.keys = keys;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Extract read() throws SourceException {
        return renumbered(source.read());
    }

    @Override
    public boolean tellsChanges() {
        return source.tellsChanges();
    }

    @Override
    public Optional<Extract> readChanges(Mark mark) throws SourceException {
        Optional<Extract> extract = source.readChanges(mark);
        return extract.isPresent() ? Optional.of(renumbered(extract.get())) : extract;
    }

    private Extract renumbered(Extract extract) throws SourceException {
        return new Extract(extract.source(), extract.records(), extract.held(), extract.facts(), keys.read(name()));
    }
}
