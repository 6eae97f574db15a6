package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every name and label that the dashboard and the alerts use is one of a running job. */
final class DashboardIT {
  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  private static final long HOUR_MILLIS = 3_600_000;

  /** A name, a group, a condition and a legend that are misspelt. */
  private static final List<String> MISTAKEN =
      List.of(
          "flink_taskmanager_job_task_operator_statement_comands",
          "sum by (statment) (flink_taskmanager_job_task_operator_statement_commands)",
          "flink_taskmanager_job_task_operator_statement_commands{statment=~\"A\"}",
          "flink_taskmanager_job_task_operator_statement_commands {{statment}}",
          "flink_taskmanager_job_task_operator_statement_commandDelayMillis{quantil=\"0.99\"}");

  private static final Definitions DEFINITIONS =
      new Definitions(
          List.of(
              new Definitions.File(
                  "dashboard.sql",
                  """
                  CREATE STREAM rides (rider VARCHAR, fare BIGINT)
                    WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON', PARTITIONS=1);
                  CREATE STREAM fares WITH (KAFKA_TOPIC='fares') AS
                    SELECT fare FROM rides WHERE fare > 0 EMIT CHANGES;
                  CREATE TABLE recent WITH (KAFKA_TOPIC='recent', KEY_FORMAT='JSON', VALUE_FORMAT='JSON') AS
                    SELECT rider, COUNT(*) AS n FROM rides WINDOW SLIDING (SIZE 1 SECOND)
                    GROUP BY rider EMIT CHANGES;
                  CREATE TABLE done WITH (KAFKA_TOPIC='done', KEY_FORMAT='JSON', VALUE_FORMAT='JSON') AS
                    SELECT rider, COUNT(*) AS n FROM rides
                    WINDOW SLIDING (SIZE 1 SECOND, GRACE PERIOD 1 SECOND)
                    GROUP BY rider EMIT FINAL;
                  """)));

  @Test
  void whatTheDashboardAndTheAlertsNeedIsThere() throws Exception {
    Expressions expressions = Expressions.ofDashboardAndAlerts();
    assertThat(expressions.all()).hasSizeGreaterThan(40);
    JobOptions options = RUNTIME.options("dashboard").withDelivery(Delivery.EXACTLY_ONCE);
    try (TestJob job = TestJob.of(RUNTIME, options, DEFINITIONS)) {
      job.start();
      long now = System.currentTimeMillis();
      load(now, "{\"rider\":\"a\",\"fare\":3}", "{\"rider\":\"a\",\"fare\":0}", "no json");
      load(now - HOUR_MILLIS, "{\"rider\":\"a\",\"fare\":1}");
      Awaitility.await()
          .atMost(TestJob.PATIENCE)
          .untilAsserted(() -> assertThat(expressions.missing(names(job))).isEmpty());
      for (String mistaken : MISTAKEN) {
        Set<String> missing = new Expressions(List.of(mistaken)).missing(names(job));
        assertThat(missing).as(mistaken).isNotEmpty();
      }
    }
  }

  private static Map<String, Set<String>> names(TestJob job) {
    return PrometheusNames.of(RUNTIME.metrics(), job.id());
  }

  private static void load(long timestampMillis, String... values) {
    RUNTIME
        .topics()
        .load(
            List.of(values).iterator(),
            text ->
                new ProducerRecord<>(
                    "rides", 0, timestampMillis, null, text.getBytes(StandardCharsets.UTF_8)));
  }
}
