package dev.recency.flink.source;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.jspecify.annotations.Nullable;

/** Picks the lag of each partition from the metrics of a consumer; see {@link PartitionLags}. */
public final class LagReporter implements MetricsReporter {
  /** The client option that carries the reader's name. */
  static final String READER_OPTION = "recency.reader";

  private static final String LAG = "records-lag";

  private @Nullable String reader;

  @Override
  public void configure(Map<String, ?> options) {
    Object name = options.get(READER_OPTION);
    reader = name == null ? null : name.toString();
  }

  @Override
  public void init(List<KafkaMetric> metrics) {
    metrics.forEach(this::metricChange);
  }

  @Override
  public void metricChange(KafkaMetric metric) {
    String partition = metric.metricName().tags().get("partition");
    PartitionLags lags = lags();
    if (lags != null && partition != null && metric.metricName().name().equals(LAG)) {
      lags.put(Integer.parseInt(partition), metric);
    }
  }

  @Override
  public void metricRemoval(KafkaMetric metric) {
    String partition = metric.metricName().tags().get("partition");
    PartitionLags lags = lags();
    if (lags != null && partition != null && metric.metricName().name().equals(LAG)) {
      lags.remove(Integer.parseInt(partition));
    }
  }

  @Override
  public void close() {
    PartitionLags lags = lags();
    if (lags != null) {
      lags.clear();
    }
  }

  private @Nullable PartitionLags lags() {
    return reader == null ? null : PartitionLags.of(reader);
  }
}
