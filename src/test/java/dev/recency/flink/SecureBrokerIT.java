package dev.recency.flink;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.recency.cli.Cli;
import dev.recency.local.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A broker that speaks TLS alone and asks who is there. */
final class SecureBrokerIT {
  private static final int SALES = 300;

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  @TempDir private static Path brokerDirectory;
  private static SecureBroker broker;
  private static Coins coins;

  @TempDir private Path directory;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = SecureBroker.start(brokerDirectory);
    coins = new Coins(broker);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private Path definitions(String topic) throws IOException {
    return Files.writeString(
        directory.resolve("vault.sql"),
        """
        CREATE STREAM coins (owner STRING KEY, worth INT)
          WITH (KAFKA_TOPIC='%1$s', VALUE_FORMAT='JSON', PARTITIONS=2);
        CREATE TABLE wealth WITH (KAFKA_TOPIC='%1$s-wealth') AS
          SELECT owner, COUNT(*) AS coins, SUM(worth) AS worth FROM coins
          GROUP BY owner EMIT CHANGES;
        """
            .formatted(topic));
  }

  private Path properties(Map<String, String> security) throws IOException {
    return Files.write(
        directory.resolve("vault.properties"),
        security.entrySet().stream()
            .map(each -> "kafka." + each.getKey() + " = " + each.getValue())
            .toList());
  }

  /** Makes the topics. */
  private static void prepare(Path sql, Path properties) {
    FeatureJob.prepare(
        RUNTIME.cluster().environment(),
        Map.of(),
        System.err,
        "--sql=" + sql,
        "--bootstrap-servers=" + broker.bootstrapServers(),
        "--properties=" + properties);
  }

  /** All that docs/operations.md asks for, and nothing else. */
  private static void allowAll(String topic, String name) throws Exception {
    broker.allow(TOPIC, topic, CREATE, READ);
    broker.allow(TOPIC, topic + "-wealth", CREATE, WRITE, READ);
    broker.allow(TOPIC, name + "-dead-letters", CREATE, WRITE, READ);
    broker.allow(GROUP, name, READ);
    broker.allow(TRANSACTIONAL_ID, name, WRITE, DESCRIBE);
  }

  private String prepareExactlyOnce(
      StreamExecutionEnvironment environment, String topic, String name) throws IOException {
    return FeatureJob.prepare(
        environment,
        Map.of(),
        System.err,
        "--sql=" + definitions(topic),
        "--bootstrap-servers=" + broker.bootstrapServers(),
        "--job-name=" + name,
        "--dead-letter-topic=" + name + "-dead-letters",
        "--delivery=exactly-once",
        "--properties=" + properties(broker.security(SecureBroker.PASSWORD)));
  }

  @AfterEach
  void heal() {
    FaultPoint.healAll();
  }

  @Test
  void aJobWithTheRightsItNeedsReadsAndWritesExactlyOnceOverTlsWithALogin() throws Exception {
    allowAll("coins", "vault");
    StreamExecutionEnvironment environment = FaultyEnvironment.of(RUNTIME.cluster().environment());
    String name = prepareExactlyOnce(environment, "coins", "vault");
    coins.load("coins", 0, SALES);
    JobID job = RUNTIME.cluster().submit(environment, name);
    try {
      await()
          .atMost(TestJob.PATIENCE)
          .untilAsserted(
              () -> assertThat(coins.counts("coins-wealth")).isEqualTo(Coins.expected(SALES)));
      FaultPoint.ELEMENT.failAfter(SALES / 2, 1);
      coins.load("coins", SALES, 2 * SALES);
      await()
          .atMost(TestJob.PATIENCE)
          .untilAsserted(
              () -> assertThat(coins.counts("coins-wealth")).isEqualTo(Coins.expected(2 * SALES)));
      assertThat(FaultPoint.ELEMENT.pending()).isFalse();
      await()
          .atMost(TestJob.PATIENCE)
          .until(() -> offsets("vault", SecureBroker.PASSWORD).topics().equals(Map.of("coins", 2)));
    } finally {
      RUNTIME.cluster().cancel(job);
    }
  }

  /** Each right of a topic that is missing is found before the start. */
  @Test
  void aJobWithoutOneOfTheRightsIsRefusedInOneLine() throws Exception {
    allowAll("gems", "safe");
    prepareExactlyOnce(RUNTIME.cluster().environment(), "gems", "safe");
    for (Lack lack :
        List.of(
            new Lack("gems", READ, "source"),
            new Lack("gems-wealth", WRITE, "sink"),
            new Lack("gems-wealth", READ, "sink"),
            new Lack("safe-dead-letters", READ, "sink"))) {
      broker.forbid(TOPIC, lack.topic(), lack.right());
      assertThatThrownBy(() -> prepareExactlyOnce(RUNTIME.cluster().environment(), "gems", "safe"))
          .isInstanceOf(JobRefusedException.class)
          .hasMessage(
              "Kafka at [%s] does not give the right [%s] to topics [%s]. Give it to the user, or name another user by --kafka.%s.OPTION.",
              broker.bootstrapServers(), lack.right(), lack.topic(), lack.client());
      broker.allow(TOPIC, lack.topic(), lack.right());
    }
  }

  private record Lack(String topic, AclOperation right, String client) {}

  private static CommittedOffsets offsets(String jobName, String password) {
    return new CommittedOffsets(
        JobOptions.of(broker.bootstrapServers())
            .withJobName(jobName)
            .withKafka(broker.security(password), Map.of()));
  }

  @Test
  void whatAJobHasReadIsAskedForWithTheLoginOfItsSources() throws Exception {
    broker.allow(GROUP, "never-seen", DESCRIBE);
    assertThat(offsets("never-seen", SecureBroker.PASSWORD).topics()).isEmpty();
    assertThatThrownBy(() -> offsets("never-seen", "guessed").topics())
        .isInstanceOf(IOException.class)
        .hasMessage(refusal("Authentication failed: Invalid username or password"));
  }

  @Test
  void aReplayReadsOverTlsWithALogin() throws Exception {
    Path sql = definitions("old-coins");
    Path file = properties(broker.adminSecurity());
    prepare(sql, file);
    coins.load("old-coins", 0, SALES);
    Cli cli =
        Cli.run(
            "run",
            sql.toString(),
            "--output=-",
            "--bootstrap-servers=" + broker.bootstrapServers(),
            "--properties=" + file);
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(coins.counts("old-coins-wealth")).isEqualTo(Coins.expected(SALES));
  }

  @Test
  void aComparisonWorksOverTlsWithALogin() throws Exception {
    Path sql =
        Files.writeString(
            directory.resolve("rush.sql"),
            """
            CREATE STREAM rush (owner STRING KEY, worth INT)
              WITH (KAFKA_TOPIC='rush', VALUE_FORMAT='JSON', PARTITIONS=2);
            CREATE TABLE rushes AS SELECT owner, COUNT(*) AS recent_100ms_coin_count FROM rush
              WINDOW SLIDING (SIZE 100 MILLISECONDS) GROUP BY owner EMIT CHANGES;
            """);
    Path file = properties(broker.adminSecurity());
    prepare(sql, file);
    coins.load("rush", 0, SALES);
    Cli cli =
        Cli.run(
            "compare",
            sql.toString(),
            "--bootstrap-servers=" + broker.bootstrapServers(),
            "--properties=" + file,
            "--reads=100",
            "--hop=50ms",
            "--out=" + directory.resolve("report"),
            "--fail-below=exact=99");
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("ksqlDB hopping 50ms");
    try (Topics topics = broker.topics()) {
      assertThat(topics.names()).noneMatch(name -> name.startsWith("recency-compare"));
    }
  }

  @Test
  void aWrongPasswordIsRefusedInOneLineByItsName() throws Exception {
    Path sql = definitions("stolen-coins");
    Path file = properties(broker.security("guessed"));
    assertThatThrownBy(() -> prepare(sql, file))
        .isInstanceOf(JobRefusedException.class)
        .hasMessage(refusal("Authentication failed: Invalid username or password"));
    assertRefused(sql, file, "Authentication failed: Invalid username or password");
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefusedInOneLine() throws Exception {
    Path sql = definitions("foreign-coins");
    Map<String, String> security =
        Map.of(
            "security.protocol", "SASL_SSL",
            "sasl.mechanism", "PLAIN",
            "sasl.jaas.config", broker.security("any").get("sasl.jaas.config"));
    assertRefused(
        sql,
        properties(security),
        "SSL handshake failed (unable to find valid certification path to requested target)");
  }

  private static void assertRefused(Path sql, Path properties, String reason) {
    Cli cli =
        Cli.run(
            "run",
            sql.toString(),
            "--bootstrap-servers=" + broker.bootstrapServers(),
            "--properties=" + properties);
    assertThat(cli.code()).isEqualTo(4);
    assertThat(cli.err().lines())
        .filteredOn(line -> !line.startsWith("recency: option "))
        .containsExactly("recency: " + refusal(reason));
  }

  private static String refusal(String reason) {
    return "Kafka at [%s] does not let the client in: %s. Check security.protocol, sasl.* and ssl.* of --kafka.OPTION."
        .formatted(broker.bootstrapServers(), reason);
  }
}
