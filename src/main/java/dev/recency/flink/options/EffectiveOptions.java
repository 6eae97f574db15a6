package dev.recency.flink.options;

import dev.recency.flink.JobOptions;
import dev.recency.flink.RunMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a job really runs with, one option a line, each with the place that its value came from.
 * References are shown as such: they name the place of a secret.
 */
public final class EffectiveOptions {
  private static final String DEFAULT = "default";

  private final Map<String, String> values = new LinkedHashMap<>();
  private final JobSettings settings;
  private final Redactor redactor;

  public EffectiveOptions(JobOptions options, JobSettings settings, Redactor redactor) {
    this.settings = settings;
    this.redactor = redactor;
    values.put("bootstrap-servers", options.bootstrapServers());
    values.put("job-name", options.jobName());
    values.put("delivery", options.delivery().option());
    values.put("mode", mode(options.mode()));
    values.put("dead-letter-topic", options.deadLetterTopic());
    values.put("key-cache-bytes", Long.toString(options.keyCacheBytes()));
    values.put("clock.interval-ms", Long.toString(options.clock().clockIntervalMillis()));
    values.put("clock.idle-timeout-ms", Long.toString(options.clock().idleTimeoutMillis()));
    values.put("clock.idle-margin-ms", Long.toString(options.clock().idleMarginMillis()));
    values.put("event.max-future-ms", Long.toString(options.clock().maxFutureMillis()));
    if (!options.acceptedLosses().isEmpty()) {
      values.put("accept-state-loss", String.join(",", new TreeSet<>(options.acceptedLosses())));
    }
    new TreeMap<>(options.sourceProperties())
        .forEach((name, value) -> values.put(OptionNames.SOURCE + name, value));
    new TreeMap<>(options.sinkProperties())
        .forEach((name, value) -> values.put(OptionNames.SINK + name, value));
  }

  private static String mode(RunMode mode) {
    if (mode instanceof RunMode.Replay replay) {
      return replay.untilMillis().isPresent()
          ? "replay until " + Instant.ofEpochMilli(replay.untilMillis().getAsLong())
          : "replay";
    }
    return "live";
  }

  /** All of them: {@code job-name = shop (environment RECENCY_JOB_NAME)}. */
  public List<String> all() {
    return values.entrySet().stream().map(each -> line(each.getKey(), each.getValue())).toList();
  }

  /** Those that were written somewhere. */
  public List<String> written() {
    return values.entrySet().stream()
        .filter(each -> settings.origin(each.getKey()).isPresent())
        .map(each -> line(each.getKey(), each.getValue()))
        .toList();
  }

  private String line(String name, String value) {
    boolean hidden = KnownOptions.secret(name) && Reference.parse(value).isEmpty();
    return redactor.text(
        "%s = %s (%s)"
            .formatted(
                name, hidden ? Redactor.HIDDEN : value, settings.origin(name).orElse(DEFAULT)));
  }
}
