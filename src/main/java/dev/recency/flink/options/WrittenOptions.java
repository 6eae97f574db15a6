package dev.recency.flink.options;

import dev.recency.flink.JobArguments;
import dev.recency.flink.JobOptions;
import dev.recency.flink.RunMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Options of a job as they are written: {@link JobArguments#parse} makes the same of them. */
public final class WrittenOptions {
  private WrittenOptions() {}

  /** Every option's value by its name, without the dashes; those of Kafka's clients come last. */
  public static Map<String, String> of(JobOptions options) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("bootstrap-servers", options.bootstrapServers());
    values.put("job-name", options.jobName());
    values.put("delivery", options.delivery().option());
    values.put("mode", options.mode() instanceof RunMode.Replay ? "replay" : "live");
    if (options.mode() instanceof RunMode.Replay replay && replay.untilMillis().isPresent()) {
      values.put("until", Instant.ofEpochMilli(replay.untilMillis().getAsLong()).toString());
    }
    values.put("dead-letter-topic", options.deadLetterTopic());
    values.put("key-cache-bytes", Long.toString(options.keyCacheBytes()));
    values.put("clock.interval-ms", Long.toString(options.clock().clockIntervalMillis()));
    values.put("clock.idle-timeout-ms", Long.toString(options.clock().idleTimeoutMillis()));
    values.put("clock.idle-margin-ms", Long.toString(options.clock().idleMarginMillis()));
    values.put("event.max-future-ms", Long.toString(options.clock().maxFutureMillis()));
    values.put("balance.interval-ms", Long.toString(options.balanceInterval().millis()));
    new TreeMap<>(options.sourceProperties())
        .forEach((name, value) -> values.put(OptionNames.SOURCE + name, value));
    new TreeMap<>(options.sinkProperties())
        .forEach((name, value) -> values.put(OptionNames.SINK + name, value));
    return values;
  }
}
