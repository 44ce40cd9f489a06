package fr.sesame.directory;

class InMemoryDirectoryTest extends DirectoryContract {
    @Override
    protected Directory directory() {
        return new InMemoryDirectory();
    }
}
