package dev.recency.cli.apply;

import java.time.Duration;

/**
 * How long something is waited for, beside what the user allows the new job.
 *
 * @param savepoint until it is complete; Flink gives up itself, after {@code
 *     execution.checkpointing.timeout}
 * @param end until a cancelled job has ended
 * @param doubt until what was asked for without an answer would have shown
 * @param back until the old definitions run again
 */
record Patience(Duration savepoint, Duration end, Duration doubt, Duration back) {
  /** For any change there is; each of its steps has its own limit. */
  static final Duration WHOLE_CHANGE = Duration.ofHours(24);

  static final Patience DEFAULT =
      new Patience(
          Duration.ofHours(1),
          Duration.ofMinutes(2),
          Duration.ofSeconds(30),
          Duration.ofMinutes(10));
}
