package fr.sesame.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * LSC, the LDAP Synchronization Connector, as it was unpacked into a folder: its configuration for {@link Student}s in a table of H2, with an
 * index on the number, and a run of it as its own script does it.
 */
public final class Lsc {
    private static final String CONFIGURATION = """
            <?xml version="1.0" ?>
            <lsc xmlns="http://lsc-project.org/XSD/lsc-core-%1$s.xsd" revision="0">
              <connections>
                <ldapConnection>
                  <name>slapd</name>
                  <url>ldap://127.0.0.1:%2$d/%3$s</url>
                  <username>%4$s</username>
                  <password>%5$s</password>
                  <authentication>SIMPLE</authentication>
                  <referral>IGNORE</referral>
                  <derefAliases>NEVER</derefAliases>
                  <version>VERSION_3</version>
                  <pageSize>-1</pageSize>
                  <factory>com.sun.jndi.ldap.LdapCtxFactory</factory>
                  <tlsActivated>false</tlsActivated>
                </ldapConnection>
                <databaseConnection>
                  <name>table</name>
                  <url>%6$s</url>
                  <username>sa</username>
                  <password></password>
                  <driver>org.h2.Driver</driver>
                </databaseConnection>
              </connections>
              <tasks>
                <task>
                  <name>students</name>
                  <bean>org.lsc.beans.SimpleBean</bean>
                  <databaseSourceService>
                    <name>students-src</name>
                    <connection reference="table"/>
                    <requestNameForList>getList</requestNameForList>
                    <requestNameForObject>getOne</requestNameForObject>
                    <requestNameForClean>getClean</requestNameForClean>
                  </databaseSourceService>
                  <ldapDestinationService>
                    <name>students-dst</name>
                    <connection reference="slapd"/>
                    <baseDn>%3$s</baseDn>
                    <pivotAttributes>
                      <string>supannEtuId</string>
                    </pivotAttributes>
                    <fetchedAttributes>
                      <string>objectClass</string>
                      <string>uid</string>
                      <string>cn</string>
                      <string>sn</string>
                      <string>givenName</string>
                      <string>supannEtuId</string>
                      <string>supannEntiteAffectation</string>
                      <string>supannEtuEtape</string>
                    </fetchedAttributes>
                    <getAllFilter>(objectClass=supannPerson)</getAllFilter>
                    <getOneFilter>(&amp;(objectClass=supannPerson)(supannEtuId={supannEtuId}))</getOneFilter>
                  </ldapDestinationService>
                  <propertiesBasedSyncOptions>
                    <mainIdentifier>"uid=" + srcBean.getDatasetFirstValueById("supannEtuId") + ",%3$s"</mainIdentifier>
                    <defaultDelimiter>;</defaultDelimiter>
                    <defaultPolicy>FORCE</defaultPolicy>
                    <dataset>
                      <name>objectClass</name>
                      <policy>KEEP</policy>
                      <createValues>
                        <string>"inetOrgPerson"</string>
                        <string>"supannPerson"</string>
                      </createValues>
                    </dataset>
                  </propertiesBasedSyncOptions>
                </task>
              </tasks>
            </lsc>
            """;

    private static final String COLUMNS = """
            NUM AS "uid", NUM AS "supannEtuId", FAMILY AS "sn", GIVEN AS "givenName", GIVEN || ' ' || FAMILY AS "cn", \
            COMPONENT AS "supannEntiteAffectation", STEP AS "supannEtuEtape" FROM STUDENT""";

    private static final String REQUESTS = """
            <?xml version="1.0" encoding="UTF-8" standalone="no"?>
            <!DOCTYPE sqlMap PUBLIC "-//iBATIS.com//DTD SQL Map 2.0//EN" "http://www.ibatis.com/dtd/sql-map-2.dtd">
            <sqlMap namespace="Student"><!-- it hands the key over in lower case -->
              <select id="getOne" resultClass="java.util.HashMap" parameterClass="java.util.Map">
                SELECT %1$s WHERE NUM = #supannetuid#
              </select>
              <select id="getList" resultClass="java.util.HashMap">
                SELECT NUM AS "supannEtuId" FROM STUDENT
              </select>
              <select id="getClean" resultClass="java.util.HashMap" parameterClass="java.util.Map">
                SELECT NUM AS "supannEtuId" FROM STUDENT WHERE NUM = #supannetuid#
              </select>
            </sqlMap>
            """;

    private static final String REQUESTS_FILE = """
            <?xml version="1.0" encoding="UTF-8" ?>
            <!DOCTYPE sqlMapConfig PUBLIC "-//ibatis.apache.org//DTD SQL Map Config 2.0//EN"
              "http://ibatis.apache.org/dtd/sql-map-config-2.dtd">
            <sqlMapConfig>
              <transactionManager type="JDBC">
                <dataSource type="SIMPLE">
                  <property value="${driver}" name="JDBC.Driver" />
                  <property value="${url}" name="JDBC.ConnectionURL" />
                  <property value="${username}" name="JDBC.Username"/>
                  <property value="${password}" name="JDBC.Password"/>
                  <property value="15" name="Pool.MaximumActiveConnections"/>
                  <property value="15" name="Pool.MaximumIdleConnections"/>
                  <property value="1000" name="Pool.MaximumWait"/>
                </dataSource>
              </transactionManager>
              <sqlMap url="file:///${lsc.config}/sql-map-config.d/Student.xml"/>
            </sqlMapConfig>
            """;

    private static final String LOGGING = """
            <configuration>
              <property name="logdir" value="%1$s"/>
              <appender name="CONSOLE" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%%-5level %%msg%%n</pattern></encoder>
              </appender>
              <logger name="org.lsc" level="WARN"/>
              <logger name="org.lsc.AbstractSynchronize" level="INFO"/>
              <root level="WARN"><appender-ref ref="CONSOLE"/></root>
            </configuration>
            """;

    private static final Pattern WRITTEN = Pattern.compile("successfully modified entries: (\\d+)");

    private final Path home;
    private final Path folder;
    private final String url;

    /**
     * @param home where LSC was unpacked: {@code bin}, {@code lib}, …
     * @param folder for its configuration, its table and what it says
     */
    public Lsc(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
        this.url = "jdbc:h2:file:" + folder.resolve("students") + ";CASE_INSENSITIVE_IDENTIFIERS=FALSE";
    }

    /**
     * How a run ended.
     *
     * @param took with the start of its JVM
     * @param code of its process
     * @param written how many entries it says it has written or deleted
     * @param summary its own
     */
    public record Ended(Duration took, int code, int written, String summary) {}

    /** Writes its configuration, and gives it H2's driver. */
    public void configure(int port, String branch, String user, String password)
            throws IOException, ClassNotFoundException {
        Path requests = Files.createDirectories(folder.resolve("conf/sql-map-config.d"));
        Path conf = folder.resolve("conf");
        Files.writeString(
                conf.resolve("lsc.xml"),
                String.format(Locale.ROOT, CONFIGURATION, schema(), port, branch, user, password, url));
        Files.writeString(conf.resolve("sql-map-config.xml"), REQUESTS_FILE);
        Files.writeString(requests.resolve("Student.xml"), String.format(Locale.ROOT, REQUESTS, COLUMNS));
        Files.writeString(conf.resolve("logback.xml"), String.format(Locale.ROOT, LOGGING, folder));
        Path driver = Path.of(org.h2.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Files.copy(driver, home.resolve("lib/h2-of-the-benchmark.jar"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Its configuration's version, such as 2.3, as the name of its core tells it. */
    private String schema() throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            return jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.startsWith("lsc-core-"))
                    .map(name -> name.replaceFirst("^lsc-core-(\\d+\\.\\d+).*", "$1"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no lsc-core in " + home.resolve("lib")));
        }
    }

    /** Puts these into its table, and nobody else. */
    public void give(List<Student> students) throws IOException, SQLException {
        Path csv = folder.resolve("students.csv");
        Student.write(students, csv);
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS STUDENT");
            statement.execute("CREATE TABLE STUDENT(NUM VARCHAR PRIMARY KEY, FAMILY VARCHAR, GIVEN VARCHAR,"
                    + " COMPONENT VARCHAR, STEP VARCHAR) AS SELECT NUM, FAMILY, GIVEN, COMPONENT, NULLIF(STEP, '')"
                    + " FROM CSVREAD('" + csv + "')");
        }
    }

    /**
     * Runs it.
     *
     * @param words such as {@code -s all}: synchronise; {@code -c all}: clean
     */
    public Ended run(int threads, String... words) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        String[] first = {"/bin/bash", "bin/lsc", "-f", folder.resolve("conf").toString(), "-t", "" + threads};
        List<String> command = Stream.concat(Stream.of(first), Stream.of(words)).toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        long begin = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        int code = process.waitFor();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        List<String> lines = Files.readAllLines(said);
        int written = lines.stream()
                .map(WRITTEN::matcher)
                .filter(Matcher::find)
                .mapToInt(counted -> Integer.parseInt(counted.group(1)))
                .sum();
        String summary =
                lines.stream().filter(line -> line.contains("All entries:")).collect(Collectors.joining("; "));
        return new Ended(took, code, written, summary);
    }
}
