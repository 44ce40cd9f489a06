package fr.sesame.server;

import fr.sesame.interceptors.PasswordQuality;
import fr.sesame.interceptors.PasswordRight;
import fr.sesame.interceptors.PasswordWrite;
import fr.sesame.interceptors.StoredCredentials;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.directory.api.ldap.model.constants.PasswordPolicySchemaConstants;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.DefaultModification;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.server.core.api.DirectoryService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a bind leaves to be written, done when nobody waits for it: the hash of an earlier directory is replaced by one of today's,
 * and a login after the password has expired is counted. One thread, which rests four times as long as it works, so that an
 * institution's first morning leaves the processors to those who log in. What does not fit into its queue is done at the next
 * bind; what waits there is lost at a kill.
 */
final class Afterwards implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Afterwards.class);
    private static final int MOST = 256;
    private static final int REST = 4;

    private final PasswordQuality passwords;
    private final StoredCredentials credentials;
    private final DirectoryService service;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MOST),
            task -> {
                Thread made = new Thread(task, "after-bind");
                made.setDaemon(true);
                return made;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    Afterwards(DirectoryService service, PasswordQuality passwords, StoredCredentials credentials) {
        this.service = service;
        this.passwords = passwords;
        this.credentials = credentials;
    }

    /** The password was right by that hash, which is not one that would be made today. */
    void rehash(Dn dn, byte[] stored, byte[] password) {
        thread.execute(() -> {
            long begin = System.nanoTime();
            attempt(dn, () -> {
                byte[] hash = passwords.hash(password);
                Modification replacement = replace(SchemaConstants.USER_PASSWORD_AT, hash);
                service.getOperationManager()
                        .modify(new PasswordWrite(
                                service.getAdminSession(),
                                dn,
                                PasswordRight.FULL,
                                List.of(replacement),
                                List.of(stored),
                                List.of()));
                credentials.remember(dn.getNormName(), hash, password);
            });
            rest(System.nanoTime() - begin);
        });
    }

    /** A login with a password that has expired. */
    void countGrace(Dn dn, String generalizedTime) {
        thread.execute(() -> attempt(
                dn,
                () -> service.getAdminSession()
                        .modify(
                                dn,
                                new DefaultModification(
                                        ModificationOperation.ADD_ATTRIBUTE,
                                        PasswordPolicySchemaConstants.PWD_GRACE_USE_TIME_AT,
                                        generalizedTime))));
    }

    private interface Work {
        void run() throws LdapException;
    }

    private static void attempt(Dn dn, Work work) {
        try {
            work.run();
        } catch (LdapException e) {
            LOG.warn("not written after a bind dn={}: {}", dn.getName(), e.getMessage());
        }
    }

    private Modification replace(String type, byte[] value) throws LdapException {
        return new DefaultModification(
                ModificationOperation.REPLACE_ATTRIBUTE,
                service.getSchemaManager().getAttributeType(type),
                value);
    }

    private static void rest(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos * REST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
