package fr.sesame.cli;

import fr.sesame.account.AttributeRules;
import fr.sesame.account.Calendar;
import fr.sesame.account.Suspensions;
import fr.sesame.audit.AuditException;
import fr.sesame.audit.AuditFolder;
import fr.sesame.config.ConfigurationException;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.history.HistoryFolder;
import fr.sesame.progress.Progress;
import fr.sesame.reconcile.Eraser;
import fr.sesame.reconcile.Merger;
import fr.sesame.reconcile.Pairs;
import fr.sesame.run.ClockWatch;
import fr.sesame.run.LocalAccounts;
import fr.sesame.run.Replays;
import fr.sesame.run.RunException;
import fr.sesame.run.RunStore;
import fr.sesame.run.Runner;
import fr.sesame.store.StoreTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One configured Sésame, as the commands see it. */
public interface Installation {

    /** Opens the one whose configuration is in that directory. */
    interface Opener {
        Installation open(Path configuration) throws ConfigurationException;
    }

    /** The rules by population, and the zone. */
    Calendar calendar();

    /** All sources that are switched on, in the order of the configuration. */
    List<String> sources();

    /** Who has the last word on each attribute that a source gives. */
    AttributeRules attributeRules();

    /** Base of the tree. */
    String base();

    /** Whether the directory is Sésame's own; if not, it is another's, and is followed. */
    boolean hasOwnDirectory();

    /** The DN of a service: {@code cas} is {@code cn=cas,ou=services,…}. */
    String service(String name);

    /** The file of a service's password. */
    Path passwordFile(String service);

    /** Connects to the running directory with the operator's credentials. */
    Directory connect() throws DirectoryException;

    /** What that directory has planned for everybody, as its binds heed it. */
    Suspensions suspensions(Directory directory) throws DirectoryException;

    /**
     * What runs the sources against that directory.
     *
     * @param progress is told how far it is, and may stop it between two entries
     */
    Runner runner(Directory directory, Progress progress) throws RunException;

    /** What carries out, or takes back, what earlier runs of that directory have planned. */
    Replays replays(Directory directory) throws RunException;

    /** What acts on the accounts of that directory that people make by hand. */
    LocalAccounts localAccounts(Directory directory) throws RunException;

    /** What erases accounts of that directory. */
    Eraser eraser(Directory directory);

    /** What keeps decisions of who is who in that directory. */
    Pairs pairs(Directory directory);

    /** What makes one account of two in that directory. */
    Merger merger(Directory directory);

    /** The runs on disk. */
    RunStore runs() throws RunException;

    /** What watches the clock for the calendar's day. */
    ClockWatch clockWatch() throws RunException;

    /** The storage of the directory on this host. */
    StoreTools store();

    /**
     * For a command that replaces what the stopped directory has: the audit trail is told how it ended.
     *
     * @throws AuditException if the trail cannot be written; then nothing is to be replaced
     */
    Replacement replacement(String how) throws AuditException, IOException;

    /** Ends with an event: refused, unless {@link #done} was said. */
    interface Replacement extends AutoCloseable {
        void done();

        @Override
        void close();
    }

    /** The audit trail on this host, to be read. */
    AuditFolder audit() throws AuditException;

    /** The changes of accounts that are kept on this host. */
    HistoryFolder history();

    /** For how many months the audit trail and the history are kept. */
    int keepMonths();

    /** The language of what is written for people. */
    Locale language();

    /** Whom people are to turn to; empty if the configuration does not say. */
    String contact();

    /**
     * The calendar with the {@code populations} of another file in the place of its own; those that it does not name keep their rule.
     *
     * @throws ConfigurationException with every problem of that file
     */
    Calendar calendarWith(Path rules) throws ConfigurationException;

    /**
     * What came of reading the configuration again.
     *
     * @param done whether it is in force
     * @param problems why it is not; that before it is in force then
     */
    record Reloaded(boolean done, List<String> problems) {
        /** It is in force. */
        public static final Reloaded DONE = new Reloaded(true, List.of());

        public Reloaded {
            problems = List.copyOf(problems);
        }

        /** It is not, and nothing has changed. */
        public static Reloaded refused(List<String> problems) {
            return new Reloaded(false, problems);
        }
    }

    /** Starts the directory, unless it is another's, the schedules and HTTP. */
    Service serve() throws Exception;

    /** A Sésame that serves until it is closed. */
    interface Service extends AutoCloseable {
        /** Where the directory listens, whoever's it is. */
        int ldapPort();

        int httpPort();

        /** Reads the configuration again and takes it over: all of it, or nothing. */
        Reloaded reload();

        /**
         * Obeys whoever has started the process, from now on: tells systemd that it serves, and reloads when it is told to (SIGHUP).
         *
         * @param environment of the process
         * @throws Exception if it does not answer through its own port
         */
        void supervised(Map<String, String> environment) throws Exception;

        @Override
        void close();
    }
}
