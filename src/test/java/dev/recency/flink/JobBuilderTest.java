package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.sql.SqlException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.jobgraph.JobType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

final class JobBuilderTest {
  private static final String SOURCES =
      """
      CREATE STREAM orders (shop STRING, price INT)
        WITH (KAFKA_TOPIC='orders', VALUE_FORMAT='JSON');
      CREATE STREAM sameOrders (shop STRING, note STRING)
        WITH (KAFKA_TOPIC='orders', VALUE_FORMAT='JSON');
      CREATE STREAM cheap WITH (KAFKA_TOPIC='cheap') AS
        SELECT shop, price FROM orders WHERE price < 10 EMIT CHANGES;
      CREATE TABLE perShop WITH (KAFKA_TOPIC='per-shop') AS
        SELECT shop, COUNT(*) AS n FROM orders GROUP BY shop EMIT CHANGES;
      """;

  private static final String MORE =
      """
      CREATE STREAM noted WITH (KAFKA_TOPIC='cheap') AS
        SELECT shop, note FROM sameOrders WHERE note IS NOT NULL EMIT CHANGES;
      CREATE TABLE cheapPerShop WITH (KAFKA_TOPIC='cheap-per-shop') AS
        SELECT shop, COUNT(*) AS n FROM cheap GROUP BY shop EMIT CHANGES;
      """;

  /** The same in every version: savepoints know it. */
  private static final String PER_SHOP = "PERSHOP-5ebe1c8102bb";

  private static final JobOptions OPTIONS = JobOptions.of("localhost:9092");

  private static StreamExecutionEnvironment environment(Map<String, String> settings) {
    return new StreamExecutionEnvironment(Configuration.fromMap(settings));
  }

  private static StreamGraph graph(JobOptions options, String sql) {
    StreamExecutionEnvironment environment = environment(Map.of("parallelism.default", "4"));
    new JobBuilder(options).build(environment, Definitions.of("test.sql", sql));
    return environment.getStreamGraph();
  }

  private static Set<String> uids(StreamGraph graph) {
    Set<String> uids = new TreeSet<>();
    for (StreamNode node : graph.getStreamNodes()) {
      assertThat(node.getTransformationUID()).as("uid of [%s]", node).isNotNull();
      uids.add(node.getTransformationUID());
    }
    return uids;
  }

  @Test
  void oneTopicIsReadByOneSourceHoweverManyStatementsReadIt() {
    StreamGraph graph = graph(OPTIONS, SOURCES + MORE);
    assertThat(graph.getSourceIDs()).hasSize(1);
  }

  @Test
  void addingStatementsKeepsTheUidsOfTheOthers() {
    Set<String> before = uids(graph(OPTIONS, SOURCES));
    Set<String> after = uids(graph(OPTIONS, SOURCES + MORE));
    assertThat(after).containsAll(before).contains(PER_SHOP, "CHEAPPERSHOP-de3c45613d4f");
  }

  @Test
  void statementsOverTablesAreOperatorsUnderTheirOwnNames() {
    String tables =
        """
        CREATE TABLE shops (shop STRING PRIMARY KEY, town STRING)
          WITH (KAFKA_TOPIC='shops', VALUE_FORMAT='JSON');
        CREATE TABLE towns AS SELECT town, COUNT(*) AS n FROM shops GROUP BY town;
        CREATE TABLE cities AS SELECT town, n FROM towns WHERE n > 100;
        CREATE TABLE busy AS SELECT shop, n FROM perShop WHERE n > 9;
        CREATE TABLE doubled AS SELECT town, n * 2 AS m FROM cities;
        """;
    Set<String> before = uids(graph(OPTIONS, SOURCES + MORE));
    assertThat(uids(graph(OPTIONS, SOURCES + MORE + tables)))
        .containsAll(before)
        .contains("TOWNS-6729c15531ff", "rows-TOWNS-6729c15531ff")
        .contains("CITIES-b5ba50c667ee", "BUSY-ad17b1fa75c0")
        .contains("keys-CITIES-result-TOWNS", "keys-BUSY-result-PERSHOP")
        .contains("result-TOWNS", "result-PERSHOP", "statements-result-CITIES", "sink-DOUBLED")
        .doesNotContain("rows-CITIES-b5ba50c667ee", "result-BUSY");
  }

  private static String sliding(String name, String size, String emit) {
    return """
        CREATE TABLE %s WITH (KAFKA_TOPIC='%s') AS SELECT shop, SUM(price) AS p FROM orders
          WINDOW SLIDING (SIZE %s) GROUP BY shop EMIT %s;
        """
        .formatted(name, name, size, emit);
  }

  @Test
  void slidingStatementsOfOneLogAreOneOperatorWhoseUidStaysWhenStatementsComeAndGo() {
    String ten = sliding("ten", "10 MINUTES", "CHANGES");
    String one = sliding("one", "1 MINUTE", "CHANGES");
    StreamGraph both = graph(OPTIONS, SOURCES + ten + one);
    assertThat(both.getStreamNodes())
        .filteredOn(node -> node.getOperatorName().equals("TEN, ONE"))
        .singleElement()
        .satisfies(node -> assertThat(node.getTransformationUID()).startsWith("log-"));
    Set<String> logs = logs(uids(both));
    assertThat(logs).hasSize(1);
    assertThat(logs(uids(graph(OPTIONS, SOURCES + one)))).isEqualTo(logs);
    assertThat(uids(both))
        .contains("sink-ten", "sink-one")
        .noneMatch(uid -> uid.startsWith("data"));
  }

  @Test
  void finalRowsRunOnTheDataClockAndInALogOfTheirOwn() {
    String ten = sliding("ten", "10 MINUTES", "CHANGES");
    String end = sliding("ends", "10 MINUTES", "FINAL");
    Set<String> uids = uids(graph(OPTIONS, SOURCES + ten + end));
    assertThat(logs(uids)).hasSize(2);
    assertThat(uids).anyMatch(uid -> uid.startsWith("data-clock-orders"));
  }

  private static Set<String> logs(Set<String> uids) {
    Set<String> logs = new TreeSet<>(uids);
    logs.removeIf(uid -> !uid.startsWith("log-"));
    return logs;
  }

  @Test
  void theNumberOfKeyGroupsIsFixedAndNoTypeFallsBackToKryo() {
    StreamGraph graph = graph(OPTIONS, SOURCES);
    assertThat(graph.getStreamNodes())
        .allSatisfy(
            node -> assertThat(node.getMaxParallelism()).isIn(-1, JobBuilder.MAX_PARALLELISM));
    assertThat(graph.getExecutionConfig().getMaxParallelism())
        .isEqualTo(JobBuilder.MAX_PARALLELISM);
    assertThat(graph.getExecutionConfig().getSerializerConfig().hasGenericTypesDisabled()).isTrue();
  }

  @Test
  void inAReplayOnlyTheKeyedOperatorsRunInParallel() {
    JobOptions replay = OPTIONS.withMode(new RunMode.Replay(OptionalLong.empty()));
    for (StreamNode node : graph(replay, SOURCES).getStreamNodes()) {
      assertThat(node.getParallelism())
          .as("parallelism of [%s]", node)
          .isEqualTo(PER_SHOP.equals(node.getTransformationUID()) ? 4 : 1);
    }
  }

  @Test
  void exactlyOnceWithoutCheckpointsIsRefused() {
    JobOptions exactlyOnce = OPTIONS.withDelivery(Delivery.EXACTLY_ONCE);
    assertThatThrownBy(() -> graph(exactlyOnce, SOURCES))
        .hasMessage(
            "delivery exactly-once needs checkpoints, because commands become visible with them:"
                + " set execution.checkpointing.interval, for example to 10 s");
  }

  @Test
  void aClusterWithoutChainingIsRefused() {
    StreamExecutionEnvironment environment =
        environment(Map.of("pipeline.operator-chaining.enabled", "false"));
    assertThatThrownBy(
            () -> new JobBuilder(OPTIONS).build(environment, Definitions.of("test.sql", SOURCES)))
        .hasMessageContaining("pipeline.operator-chaining.enabled is false")
        .hasMessageEndingWith("remove it");
  }

  @Test
  void aDeadLetterTopicThatIsAlsoReadIsRefused() {
    assertThatThrownBy(() -> graph(OPTIONS.withDeadLetterTopic("orders"), SOURCES))
        .hasMessage(
            "dead-letter topic [orders] is also a topic of the definitions: name another one");
  }

  @Test
  void definitionsThatCannotRunAreRefusedBeforeAnythingStarts() {
    assertThatThrownBy(() -> graph(OPTIONS, SOURCES + "CREATE STREAM x AS SELECT nothing FROM y;"))
        .isInstanceOf(SqlException.class)
        .hasMessageContaining("test.sql:");
  }

  @Test
  void theJobStreamsWithExactStateWhateverTheClusterIsSetTo() {
    StreamExecutionEnvironment environment =
        environment(
            Map.of(
                "execution.runtime-mode", "BATCH",
                "execution.checkpointing.mode", "AT_LEAST_ONCE",
                "execution.checkpointing.interval", "10 s"));
    new JobBuilder(OPTIONS).build(environment, Definitions.of("test.sql", SOURCES));
    assertThat(environment.getCheckpointConfig().getCheckpointingConsistencyMode())
        .isEqualTo(CheckpointingMode.EXACTLY_ONCE);
    assertThat(environment.getConfiguration().get(ExecutionOptions.RUNTIME_MODE))
        .isEqualTo(RuntimeExecutionMode.STREAMING);
    assertThat(environment.getStreamGraph().getJobType()).isEqualTo(JobType.STREAMING);
  }

  private static void buildExactlyOnce(Map<String, String> settings, Map<String, String> sink) {
    new JobBuilder(OPTIONS.withDelivery(Delivery.EXACTLY_ONCE).withKafka(Map.of(), sink))
        .build(environment(settings), Definitions.of("test.sql", SOURCES));
  }

  @Test
  void exactlyOnceWithoutACheckpointAfterTheLastCommandIsRefused() {
    Map<String, String> settings =
        Map.of(
            "execution.checkpointing.interval", "10 s",
            "execution.checkpointing.checkpoints-after-tasks-finish", "false");
    assertThatThrownBy(() -> buildExactlyOnce(settings, Map.of()))
        .hasMessage(
            "execution.checkpointing.checkpoints-after-tasks-finish is false, but delivery"
                + " exactly-once needs a checkpoint after the last command: remove it");
  }

  @Test
  void checkpointsThatMayTakeLongerThanATransactionLivesAreRefused() {
    Map<String, String> settings =
        Map.of(
            "execution.checkpointing.interval", "10 s", "execution.checkpointing.timeout", "2 min");
    assertThatThrownBy(() -> buildExactlyOnce(settings, Map.of("transaction.timeout.ms", "130000")))
        .hasMessage(
            "execution.checkpointing.interval [10000 ms] and execution.checkpointing.timeout"
                + " [120000 ms] are together not less than transaction.timeout.ms [130000], so"
                + " Kafka could abort what a checkpoint is about to commit: lower them or raise"
                + " --kafka.sink.transaction.timeout.ms");
    buildExactlyOnce(settings, Map.of("transaction.timeout.ms", "130001"));
    buildExactlyOnce(Map.of("execution.checkpointing.interval", "10 s"), Map.of());
  }
}
