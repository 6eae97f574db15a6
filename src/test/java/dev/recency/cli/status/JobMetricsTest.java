package dev.recency.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.cli.rest.MetricSample;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.flink.runtime.metrics.util.MetricUtils;
import org.junit.jupiter.api.Test;

final class JobMetricsTest {
  private static MetricSample sample(String name, double min, double max, double sum) {
    return new MetricSample(name, min, max, sum);
  }

  private static JobMetrics of(MetricSample... samples) {
    return new JobMetrics(List.of(samples));
  }

  @Test
  void countsAreSummedOverPartitionsReasonsAndTasks() {
    JobMetrics metrics =
        of(
            sample("statements_of_s.statement.T.partition.0.accepted", 1, 2, 3),
            sample("T.statement.T.partition.1.accepted", 4, 4, 4),
            sample("T.statement.T2.partition.1.accepted", 9, 9, 9),
            sample("x.statement.T.reason.LATE.partition.0.rejected", 1, 1, 1),
            sample("x.statement.T.reason.NO_TIME.partition.0.rejected", 1, 1, 2));
    assertThat(metrics.sum("T", "accepted")).isEqualTo(OptionalLong.of(7));
    assertThat(metrics.sum("T", "rejected")).isEqualTo(OptionalLong.of(3));
    assertThat(metrics.sum("T", "keysWithState")).isEmpty();
  }

  @Test
  void gaugesAreTheLargestOfAllTasks() {
    JobMetrics metrics =
        of(
            sample("a.statement.T.commandDelayMillis_p99", 5, 80, 85),
            sample("b.statement.T.commandDelayMillis_p99", 90, 90, 90));
    assertThat(metrics.max("T", "commandDelayMillis_p99")).isEqualTo(OptionalLong.of(90));
  }

  @Test
  void whatOneTaskDoesNotKnowIsUnknown() {
    JobMetrics metrics =
        of(
            sample("a.statement.T.keysWithState", -1, 7, 6),
            sample("a.statement.U.keysWithState", 3, 7, 10),
            sample("a.statement.V.clockLagMillis", Double.NaN, Double.NaN, Double.NaN));
    assertThat(metrics.sum("T", "keysWithState")).isEmpty();
    assertThat(metrics.sum("U", "keysWithState")).isEqualTo(OptionalLong.of(10));
    assertThat(metrics.max("V", "clockLagMillis")).isEmpty();
  }

  @Test
  void aBalanceIsOneOnlyIfAllPartsAreOfOneCheckpoint() {
    MetricSample[] parts = {
      sample("a.statement.T.partition.0.balance", 5, 5, 5),
      sample("b.statement.T.partition.0.balance", -3, -2, -5),
      sample("a.statement.T.balanceCheckpoint", 7, 7, 7),
      sample("b.statement.T.balanceCheckpoint", 7, 7, 14)
    };
    assertThat(of(parts).balance("T")).isEqualTo(OptionalLong.of(0));
    parts[2] = sample("a.statement.T.balanceCheckpoint", 6, 6, 6);
    assertThat(of(parts).balance("T")).isEmpty();
  }

  @Test
  void topicsAreFoundAsFlinkWritesThem() {
    JobMetrics metrics =
        of(
            sample("Source__source_message_sent.numRecordsOutPerSecond", 1, 2, 3.5),
            sample("Source__source_message_sent.pendingRecords", 0, 4, 4),
            sample("sink-a_b__Writer.numRecordsInPerSecond", 0, 1, 1.25));
    OperatorMetrics read =
        new OperatorMetrics(metrics, List.of("message.sent"), OperatorName::source);
    assertThat(read.sum("message.sent", "numRecordsOutPerSecond"))
        .isEqualTo(OptionalDouble.of(3.5));
    assertThat(read.sum("message.sent", "pendingRecords")).isEqualTo(OptionalDouble.of(4));
    OperatorMetrics written = new OperatorMetrics(metrics, List.of("a.b", "c"), OperatorName::sink);
    assertThat(written.sum("a.b", "numRecordsInPerSecond")).isEqualTo(OptionalDouble.of(1.25));
    assertThat(written.sum("c", "numRecordsInPerSecond")).isEmpty();
  }

  @Test
  void namesAreCutAsFlinkCutsThem() {
    for (int length = 55; length < 100; length++) {
      for (OperatorName name :
          List.of(OperatorName.source("t".repeat(length)), OperatorName.sink("t".repeat(length)))) {
        assertThat(name.cut()).isEqualTo(MetricUtils.truncateOperatorName(name.name()));
      }
    }
  }

  @Test
  void topicsThatFlinkCallsAlikeAreUnknown() {
    String begin = "t".repeat(90);
    MetricSample sample =
        sample(OperatorName.source(begin).inMetrics() + ".pendingRecords", 1, 1, 1);
    List<String> alike = List.of(begin + "1", begin + "2", "t");
    OperatorMetrics metrics = new OperatorMetrics(of(sample), alike, OperatorName::source);
    assertThat(metrics.sum(begin + "1", "pendingRecords")).isEmpty();
    OperatorMetrics alone =
        new OperatorMetrics(of(sample), alike.subList(1, 3), OperatorName::source);
    assertThat(alone.sum(begin + "2", "pendingRecords")).isEqualTo(OptionalDouble.of(1));
  }

  @Test
  void onlyWhatIsShownIsAskedFor() {
    assertThat(JobMetrics.wanted("a.statement.T.partition.0.accepted")).isTrue();
    assertThat(JobMetrics.wanted("Source__source_s.pendingRecords")).isTrue();
    assertThat(JobMetrics.wanted("a.statement.T.partition.0.read")).isFalse();
    assertThat(JobMetrics.wanted("numBytesIn")).isFalse();
  }
}
