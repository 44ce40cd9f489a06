package fr.sesame;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may know whom: docs/architecture.md draws the same arrows. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("fr.sesame");

    @ParameterizedTest(name = "{0} may know {1}")
    @CsvSource(delimiter = '|', nullValues = "nobody", textBlock = """
            access         | password
            account        | nobody
            schema         | account
            partition      | nobody
            interceptors   | access account interceptors.audit password password.rules schema
            interceptors.audit | nobody
            audit          | interceptors.audit
            password       | password.rules
            password.rules | nobody
            source         | account
            source.rows    | account source
            source.csv     | account source source.rows
            source.jdbc    | account source source.rows
            source.ldap    | account directory directory.ldap source source.rows
            directory      | account
            history        | account directory schema
            directory.ldap | account directory schema
            identity       | account
            demo           | account
            progress       | nobody
            logging        | nobody
            setup          | account config password server.door
            reconcile      | account directory identity logging progress source
            local          | account
            run            | account directory identity local logging reconcile source
            schedule       | nobody
            systemd        | nobody
            server         | access account interceptors interceptors.audit partition password password.rules schema server.door
            server.door    | nobody
            store          | partition progress schema server
            metrics        | account interceptors.audit reconcile run
            http           | nobody
            config         | access account audit directory.ldap identity password password.rules reconcile schema server.door source.csv source.jdbc source.ldap source.rows systemd
            cli            | account audit config demo directory history identity local partition password password.rules progress reconcile run schema setup source store
            """)
    void aRoomKnowsOnlyThoseItMayKnow(String room, String known) {
        DescribedPredicate<JavaClass> allowed =
                resideOutsideOfPackage("fr.sesame..").or(resideInAPackage("fr.sesame." + room));
        for (String other : known == null ? new String[0] : known.split(" ")) {
            allowed = allowed.or(resideInAPackage("fr.sesame." + other));
        }
        classes()
                .that()
                .resideInAPackage("fr.sesame." + room)
                .should()
                .onlyDependOnClassesThat(allowed)
                .check(CLASSES);
    }

    @Test
    void thereIsNoCycle() {
        slices().matching("fr.sesame.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theModelIsJavaAndNothingElse() {
        classes()
                .that()
                .resideInAPackage("fr.sesame.account")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("fr.sesame.account", "java..", "org.jspecify.."))
                .andShould()
                .onlyDependOnClassesThat(resideOutsideOfPackage("java.io.."))
                .check(CLASSES);
    }

    @Test
    void theRulesOfAccessAreJavaAndNothingElse() {
        classes()
                .that()
                .resideInAPackage("fr.sesame.access")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("fr.sesame.access", "fr.sesame.password", "java..", "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void nobodyAsksTheClockBehindTheCompositionRoot() {
        noClasses()
                .that()
                .resideOutsideOfPackage("fr.sesame")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @ParameterizedTest(name = "{0} only in {1}")
    @CsvSource({
        "com.unboundid..,                     directory.ldap source.ldap store",
        "com.zaxxer..,                        source.jdbc",
        "de.siegmar..,                        source.csv cli",
        "org.apache.commons.compress..,       source.csv",
        "org.quartz..,                        schedule config",
        "io.javalin..,                        http",
        "org.eclipse.jetty..,                 http",
        "io.micrometer..,                     metrics",
        "picocli..,                           cli",
        "me.tongfei.progressbar..,            cli",
        "com.ibm.icu..,                       identity",
        "org.apache.commons.configuration2..,  config",
        "org.apache.directory..,              server server.door store interceptors partition",
        "org.apache.mina..,                   interceptors server server.door",
        "org.lmdbjava..,                      partition",
        "jnr.ffi..,                           systemd",
        "ch.qos.logback..,                    logging",
        "com.github.benmanes.caffeine..,      password",
        "org.apache.commons.codec..,          password",
        "org.bouncycastle..,                  password server.door"
    })
    void aLibraryStaysInItsRoom(String library, String rooms) {
        DescribedPredicate<JavaClass> elsewhere = resideInAPackage("fr.sesame..");
        for (String room : rooms.split(" ")) {
            elsewhere = elsewhere.and(resideOutsideOfPackage("fr.sesame." + room));
        }
        noClasses()
                .that(elsewhere)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }
}
