package dev.recency.flink.options;

import dev.recency.flink.JobOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    values.putAll(WrittenOptions.of(options));
    if (!options.acceptedLosses().isEmpty()) {
      values.put("accept-state-loss", String.join(",", new TreeSet<>(options.acceptedLosses())));
    }
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
