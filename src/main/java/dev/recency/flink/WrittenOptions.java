package dev.recency.flink;

import java.util.Map;
import java.util.TreeMap;

/** Options of a job as they are written: {@link JobArguments#parse} makes the same of them. */
final class WrittenOptions {
  private WrittenOptions() {}

  /** Every option's value by its name, without the dashes. */
  static Map<String, String> of(JobOptions options) {
    Map<String, String> values = new TreeMap<>();
    values.put("bootstrap-servers", options.bootstrapServers());
    values.put("delivery", options.delivery().option());
    values.put("job-name", options.jobName());
    values.put("dead-letter-topic", options.deadLetterTopic());
    values.put("key-cache-bytes", Long.toString(options.keyCacheBytes()));
    values.put("clock.interval-ms", Long.toString(options.clock().clockIntervalMillis()));
    values.put("clock.idle-timeout-ms", Long.toString(options.clock().idleTimeoutMillis()));
    values.put("clock.idle-margin-ms", Long.toString(options.clock().idleMarginMillis()));
    values.put("event.max-future-ms", Long.toString(options.clock().maxFutureMillis()));
    if (options.mode() instanceof RunMode.Replay replay) {
      values.put("mode", "replay");
      replay.untilMillis().ifPresent(millis -> values.put("until", Long.toString(millis)));
    }
    options.sourceProperties().forEach((name, value) -> values.put("kafka.source." + name, value));
    options.sinkProperties().forEach((name, value) -> values.put("kafka.sink." + name, value));
    return values;
  }
}
