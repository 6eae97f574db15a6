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
 *       old definitions go on from the same savepoint.
 * </ol>
 */
final class Replacement {
  /** What ran before is waited for, whatever the user allows the new job. */
  private static final Duration BACK_LIMIT = Duration.ofMinutes(10);

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
   * @param checkpoints whether the new job takes any
   */
  record Change(BuiltJob next, boolean leavesState, boolean checkpoints) {}

  /**
   * Starts a job where none runs.
   *
   * @param state a savepoint or checkpoint that it goes on from
   * @throws EnvironmentException if it does not run; nothing runs then
   */
  void begin(Change change, Optional<String> state) {
    long startNanos = System.nanoTime();
    say("submitting the job");
    state.ifPresent(path -> change.next().from(path, change.leavesState()));
    Steps.Start start = steps.start(change.next(), change.checkpoints(), limit);
    if (start instanceof Steps.Start.Failed failed) {
      throw new EnvironmentException(
          "The job does not run: " + failed.reason() + ". It was cancelled.", null);
    }
    runs((Steps.Start.Running) start, startNanos);
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
    Steps.Start start =
        steps.start(
            change.next().from(savepoint, change.leavesState()), change.checkpoints(), limit);
    if (start instanceof Steps.Start.Failed failed) {
      goBack(back, change, savepoint, failed);
    } else {
      runs((Steps.Start.Running) start, startNanos);
    }
  }

  private void goBack(BuiltJob back, Change change, String savepoint, Steps.Start.Failed failed) {
    say("the new job does not run: " + failed.reason());
    say("going back to the old definitions");
    Steps.Start start = steps.start(back.from(savepoint, false), change.checkpoints(), BACK_LIMIT);
    if (start instanceof Steps.Start.Failed again) {
      throw new EnvironmentException(
          "The new job does not run: %s. Neither do the old definitions: %s. No job runs now; the state lies at [%s]: apply definitions with --from %s"
              .formatted(failed.reason(), again.reason(), savepoint, savepoint),
          null);
    }
    throw new EnvironmentException(
        "The new job does not run: %s. The old definitions run again as job [%s], from the savepoint%s."
            .formatted(
                failed.reason(),
                ((Steps.Start.Running) start).id(),
                failed.committed()
                    ? ", but commands that the new job had made visible may stand twice"
                    : ""),
        null);
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
