package dev.recency.cli.apply;

import dev.recency.cli.Console;
import dev.recency.cli.EnvironmentException;
import dev.recency.cli.rest.JobState;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Puts a job where another one or none runs.
 *
 * <ol>
 *   <li>The old job is stopped with a savepoint, which commits what it has made.
 *   <li>The new one goes on from it.
 *   <li>If that does not run, it is cancelled before any of its transactions is committed, and the
 *       old definitions go on from the same savepoint, once it is certain that it has ended.
 * </ol>
 */
final class Replacement {
  private final Steps steps;
  private final Duration limit;
  private final Console console;

  /**
   * @param limit how long the new job may take until it runs
   */
  Replacement(Steps steps, Duration limit, Console console) {
    this.steps = steps;
    this.limit = limit;
    this.console = console;
  }

  /**
   * What is put in place of what.
   *
   * @param next the new job
   * @param leavesState whether some state of the old job belongs to nothing in the new one
   */
  record Change(BuiltJob next, boolean leavesState) {}

  /**
   * Starts a job where none runs.
   *
   * @param state a savepoint or checkpoint that it goes on from
   * @throws EnvironmentException if it does not run; nothing runs then, unless the message says
   *     otherwise
   */
  void begin(Change change, Optional<String> state) {
    long startNanos = System.nanoTime();
    say("submitting the job");
    state.ifPresent(path -> change.next().from(path, change.leavesState()));
    Steps.Start start = steps.start(change.next(), limit);
    if (start instanceof Steps.Start.Running running) {
      runs(running, startNanos);
      return;
    }
    throw failure(
        start instanceof Steps.Start.Failed failed
            ? "The job does not run: " + failed.reason() + ". It was cancelled."
            : "It may run: %s. See recency status; end it if it is there, and apply again."
                .formatted(start));
  }

  /**
   * Replaces a job.
   *
   * @param back the old job once more
   * @param directory where its savepoint goes
   * @throws EnvironmentException if the new job does not run; the old one does then, unless the
   *     message says otherwise
   */
  void replace(JobState running, BuiltJob back, Change change, String directory) {
    long startNanos = System.nanoTime();
    say("stopping job " + running.id() + " with a savepoint");
    String savepoint = steps.stop(running, directory);
    say("the savepoint lies at " + savepoint);
    BuiltJob next = change.next().from(savepoint, change.leavesState());
    Steps.Start start = steps.start(next, limit);
    if (start instanceof Steps.Start.Running started) {
      runs(started, startNanos);
      return;
    }
    throw start instanceof Steps.Start.Failed failed
        ? goBack(back, change.next(), savepoint, failed)
        : failure(
            "The new job may run: %s. The old definitions were not submitted again, because both might run then. See recency status: if that job is there, end it or let it run; else apply with --from %s"
                .formatted(start, savepoint));
  }

  /** Returns a failure that says what runs now. */
  private EnvironmentException goBack(
      BuiltJob back, BuiltJob next, String savepoint, Steps.Start.Failed failed) {
    say("the new job does not run: " + failed.reason());
    say("going back to the old definitions");
    Steps.Start start = steps.startAgain(back.from(savepoint, false));
    return failure(
        "The new job does not run: %s. %s"
            .formatted(failed.reason(), now(start, savepoint, twice(next, failed))));
  }

  /** How it went with the old definitions. */
  private static String now(Steps.Start start, String savepoint, String twice) {
    if (start instanceof Steps.Start.Running running) {
      return "The old definitions run again as job [%s], from the savepoint%s."
          .formatted(running.id(), twice);
    }
    if (start instanceof Steps.Start.Waiting waiting) {
      return "The old definitions were submitted again as job [%s], from the savepoint [%s]%s. It was left there but does not run yet, %s: see recency status."
          .formatted(waiting.id(), savepoint, twice, waiting.reason());
    }
    if (start instanceof Steps.Start.Failed again) {
      return "Neither do the old definitions: %s. No job runs now; the state lies at [%s]: apply definitions with --from %s"
          .formatted(again.reason(), savepoint, savepoint);
    }
    return "The old definitions may run: %s. See recency status; if no job is there, apply with --from %s"
        .formatted(start, savepoint);
  }

  /** What readers may see more than once after going back. */
  private static String twice(BuiltJob next, Steps.Start.Failed failed) {
    if (!next.exactlyOnce()) {
      return ", and commands that the new job wrote may repeat";
    }
    return failed.committed()
        ? ", but commands that the new job had made visible may stand twice"
        : "";
  }

  private static EnvironmentException failure(String message) {
    return new EnvironmentException(message, null);
  }

  private void runs(Steps.Start.Running start, long startNanos) {
    say(
        String.format(
            Locale.ROOT,
            "job %s runs, %.1f s after the beginning",
            start.id(),
            Duration.ofNanos(System.nanoTime() - startNanos).toMillis() / 1_000.0));
  }

  private void say(String what) {
    console.err().println("recency: " + what);
  }
}
