package dev.recency.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.cluster.PartitionCounts.Place;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PartitionCountsTest {
  private static final Place PLACE = new Place("TOTALS", 2);

  private static Map<String, Long> metrics() {
    Map<String, Long> metrics = new HashMap<>();
    metrics.put("keys_of_TOTALS.statement.TOTALS.partition.2.read", 10L);
    metrics.put("keys_of_TOTALS.statement.TOTALS.reason.NULL_KEY.partition.2.rejected", 1L);
    metrics.put("statements.statement.TOTALS.reason.MALFORMED_VALUE.partition.2.rejected", 2L);
    metrics.put("TOTALS.statement.TOTALS.partition.2.accepted", 4L);
    metrics.put("TOTALS.statement.TOTALS.partition.2.late", 3L);
    return metrics;
  }

  @Test
  void countsOfAllOperatorsOfAStatementAreAddedUp() {
    assertThat(metrics().keySet()).allMatch(name -> name.matches(PartitionCounts.METRICS));
    assertThat(PartitionCounts.of(metrics()))
        .isEqualTo(Map.of(PLACE, new PartitionCounts(10, 4, 0, 3, 3)));
    assertThat(PartitionCounts.of(metrics()).values()).allMatch(PartitionCounts::balanced);
  }

  @Test
  void aRecordThatNobodyCountedIsFound() {
    Map<String, Long> metrics = metrics();
    metrics.merge("TOTALS.statement.TOTALS.partition.2.accepted", -1L, Long::sum);
    assertThat(PartitionCounts.of(metrics).values()).noneMatch(PartitionCounts::balanced);
  }
}
