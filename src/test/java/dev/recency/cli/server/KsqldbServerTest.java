package dev.recency.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.sql.SqlParser;
import dev.recency.sql.tree.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KsqldbServerTest {
  private static final List<Statement> STATEMENTS =
      SqlParser.script(
              "test.sql",
              """
              CREATE STREAM s (id STRING KEY, n INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
              CREATE TABLE `t 1` AS SELECT id, COUNT(*) AS c FROM s GROUP BY id;
              """)
          .statements();

  private DocumentedServer http;

  @BeforeEach
  void start() {
    http = DocumentedServer.start();
  }

  @AfterEach
  void stop() {
    http.stop();
  }

  @Test
  void tellsWhoTheServerIs() {
    ServerInfo info = KsqldbServer.at(http.address()).info();
    assertThat(info).isEqualTo(new ServerInfo("8.3.0", "default_"));
    assertThat(info.consumerGroup("CTAS_T_1")).isEqualTo("_confluent-ksql-default_query_CTAS_T_1");
  }

  @Test
  void deploysInOrderAndDropsInReverse() {
    try (Deployment deployment =
        Deployment.of(KsqldbServer.at(http.address()), STATEMENTS, false)) {
      assertThat(deployment.queryIds()).containsExactly("CTAS_2");
    }
    assertThat(http.statements())
        .containsExactly(
            "CREATE STREAM S (ID STRING KEY, N INTEGER) WITH (KAFKA_TOPIC = 's', VALUE_FORMAT ="
                + " 'JSON');",
            "CREATE TABLE `t 1` AS SELECT ID, COUNT(*) AS C FROM S GROUP BY ID;",
            "TERMINATE CTAS_2;",
            "DROP TABLE IF EXISTS `t 1`;",
            "DROP STREAM IF EXISTS `S`;");
    assertThat(http.properties().get(1))
        .isEqualTo(
            Map.of(
                "auto.offset.reset", "earliest",
                "ksql.streams.cache.max.bytes.buffering", "0"));
  }

  @Test
  void dropsWhatItCreatedIfALaterStatementIsRefused() {
    http.refuse("CREATE TABLE");
    assertThatThrownBy(() -> Deployment.of(KsqldbServer.at(http.address()), STATEMENTS, true))
        .isInstanceOf(KsqldbException.class)
        .hasMessage("ksqlDB at [" + http.address() + "/] refuses: A reason.");
    assertThat(http.statements()).last().isEqualTo("DROP STREAM IF EXISTS `S`;");
  }

  @Test
  void saysThatNobodyAnswers() {
    http.stop();
    assertThatThrownBy(() -> KsqldbServer.at(http.address()).info())
        .hasMessage(
            "No ksqlDB server answers at ["
                + http.address()
                + "/]. Check host, port and http or https.");
  }

  @Test
  void saysThatSomebodyElseAnswers() {
    http.talkNonsense();
    assertThatThrownBy(() -> KsqldbServer.at(http.address()).info())
        .hasMessage("[" + http.address() + "/] does not answer as a ksqlDB server does.");
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThatThrownBy(() -> KsqldbServer.at("localhost:8088"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[localhost:8088] is no address of a ksqlDB server. Write http://host:8088.");
  }
}
