package fr.sesame.cli;

/** What the commands' exit codes mean; {@code sesame --help} lists them. */
final class ExitCode {
    /** Done. */
    static final int OK = 0;
    /** Something was refused or failed: a source, a change, an account that is not there. */
    static final int REFUSED = 1;
    /** The command line or the configuration is wrong; nothing was done. */
    static final int USAGE = 2;
    /** The directory does not answer. */
    static final int UNREACHABLE = 3;
    /** Another run is going on. */
    static final int BUSY = 4;

    private ExitCode() {}
}
