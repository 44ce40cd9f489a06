package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import fr.sesame.ShippedInstance.Said;
import fr.sesame.account.Account;
import fr.sesame.account.AccountState;
import fr.sesame.account.Login;
import fr.sesame.cli.Installation;
import fr.sesame.directory.Directory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody is erased by the command, comes back in the extract, and is admitted. */
class ErasureEndToEndTest {
    @SuppressWarnings("TimeInStaticInitializer") // this is when the test begins
    private static final Clock CLOCK = ShippedInstance.dayOfTheExtracts();

    @TempDir
    Path folder;

    private ShippedInstance instance;

    @BeforeEach
    void configure() throws IOException {
        instance = ShippedInstance.in(folder, CLOCK);
    }

    private Said sesame(String... words) {
        return instance.sesame(words);
    }

    private static List<Account> accounts(Directory directory, Predicate<Account> wanted) throws Exception {
        List<Account> found = new ArrayList<>();
        directory.forEachAccount(account -> {
            if (wanted.test(account)) {
                found.add(account);
            }
        });
        return found;
    }

    private static Predicate<Account> lasting(AccountState state) {
        Instant now = CLOCK.instant();
        return account -> account.stateAt(now) == state
                && account.nextChangeAfter(now).isEmpty()
                && account.keys().size() == 1;
    }

    @Test
    void anErasedPersonIsHeldUntilSomebodyAdmitsThem() throws Exception {
        int port = instance.port();
        LocalInstallation installation = instance.open();
        Path key = folder.resolve("var/secrets/tombstone.key");
        try (Installation.Service service = installation.serve();
                Directory directory = installation.connect()) {
            assertThat(service.ldapPort()).isEqualTo(port);
            assertThat(sesame("run").code()).isZero();
            Account gone = accounts(directory, lasting(AccountState.INACTIVE)).get(0);
            String active = accounts(directory, lasting(AccountState.ACTIVE))
                    .get(0)
                    .login()
                    .value();
            String uid = gone.login().value();
            String record = gone.keys().iterator().next().toString();

            Said refused = sesame("erase", active, "--reason", "request", "--yes");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("is active");
            assertThat(sesame("erase", uid, "--reason", "Marie asked", "--yes").code())
                    .isEqualTo(2);
            assertThat(sesame("erase", uid, "--yes").code()).isEqualTo(2);
            assertThat(sesame("admit", uid, record).code()).isEqualTo(1);
            assertThat(key).doesNotExist();
            assertThat(directory.find(gone.login())).isPresent();

            assertThat(kept(gone.login(), installation)).isOne();
            Said erased = sesame("erase", uid, "--reason", "request", "--by", "dpo", "--yes");
            assertThat(erased.err()).contains("is erased", gone.mail().value());
            assertThat(erased.code()).isZero();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
            assertThat(directory.find(gone.login())).isEmpty();
            assertThat(directory.tombstones()).singleElement().satisfies(tombstone -> {
                assertThat(tombstone.login()).isEqualTo(gone.login());
                assertThat(tombstone.erasure().by()).isEqualTo("dpo");
            });
            assertThat(sesame("erase", uid, "--reason", "request", "--yes").code())
                    .isEqualTo(1);

            assertThat(kept(gone.login(), installation)).isZero();
            assertThat(sesame("history", uid, "--format", "csv").out())
                    .contains(";erasure;;;;;by=dpo reason=request;")
                    .doesNotContain(record);

            assertThat(sesame("run").code()).isZero();
            assertThat(sesame("held", "--format", "csv").out())
                    .contains(record.replace(':', ';') + ";erased;")
                    .contains("sesame admit " + uid + " " + record);
            assertThat(directory.find(gone.login())).isEmpty();
            assertThat(giveMailOf(gone, active, port)).isEqualTo(ResultCode.CONSTRAINT_VIOLATION);

            assertThat(sesame("admit", uid, record).code()).isZero();
            assertThat(sesame("run").out()).contains("applied");
            assertThat(accounts(directory, account -> account.keys().equals(gone.keys())))
                    .singleElement()
                    .satisfies(account -> {
                        assertThat(account.login()).isNotEqualTo(gone.login());
                        assertThat(account.mail()).isNotEqualTo(gone.mail());
                    });
            assertThat(sesame("run").err()).contains("nothing to change");
            assertThat(sesame("verify").code()).isZero();
        }
    }

    private static int kept(Login login, Installation installation) throws IOException {
        return installation.history().of(login).recorded().size();
    }

    private ResultCode giveMailOf(Account gone, String uid, int port) throws IOException {
        String password = Files.readString(folder.resolve("var/secrets/operator.password"));
        try (LDAPConnection operator =
                new LDAPConnection("127.0.0.1", port, "cn=operator,ou=services,dc=univ,dc=example", password)) {
            Modification mail =
                    new Modification(ModificationType.ADD, "mail", gone.mail().value());
            return operator.modify("uid=" + uid + ",ou=people,dc=univ,dc=example", mail)
                    .getResultCode();
        } catch (LDAPException e) {
            return e.getResultCode();
        }
    }
}
