package dev.recency.cli.apply;

import dev.recency.cli.EnvironmentException;
import dev.recency.cli.apply.FirstSteps.Ending;
import dev.recency.cli.rest.ClusterException;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.JobState;
import dev.recency.cli.rest.Waiting;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is done to a cluster, one step after the other; each waits for its end. */
final class Steps {
  private final FlinkCluster cluster;
  private final Path jar;
  private final Patience patience;

  Steps(FlinkCluster cluster, Path jar, Patience patience) {
    this.cluster = cluster;
    this.jar = jar;
    this.patience = patience;
  }

  /**
   * Stops a job; returns where its savepoint lies.
   *
   * @throws EnvironmentException if no savepoint is known; says what is known of the job
   */
  String stop(JobState job, String directory) {
    return new SavepointStop(cluster, patience, job, directory).execute();
  }

  /**
   * Submits a job and watches it; a job that fails is cancelled and has ended on return.
   *
   * @param limit how long it may take until it runs
   */
  Start start(BuiltJob job, Duration limit) {
    return submit(job, id -> watch(id, FirstSteps.of(cluster, id, job.checkpoints()), limit));
  }

  /** Submits a job that has run before: it is given time, and never cancelled. */
  Start startAgain(BuiltJob job) {
    return submit(
        job,
        id -> {
          FirstSteps steps = FirstSteps.again(cluster, id, job.checkpoints());
          Ending ending = steps.watch(patience.back());
          if (ending instanceof Ending.Fails fails) {
            return new Start.Failed(fails.reason(), false);
          }
          return ending instanceof Ending.Waits waits
              ? new Start.Waiting(id, waits.reason())
              : new Start.Running(id);
        });
  }

  private Start watch(String id, FirstSteps steps, Duration limit) {
    Ending ending = steps.watch(limit);
    if (ending instanceof Ending.Fails fails) {
      return takenBack(id, fails.reason());
    }
    return ending instanceof Ending.Waits waits
        ? takenBack(id, waits.reason())
        : new Start.Running(id);
  }

  private Start submit(BuiltJob job, Function<String, Start> watch) {
    String id;
    try {
      id = cluster.submit(job.bytes(), jar);
    } catch (FileNotFoundException e) {
      return new Start.Failed(String.valueOf(e.getMessage()), false);
    } catch (ClusterException e) {
      String reason = String.valueOf(e.getMessage());
      Optional<Boolean> there = isThere(job.id(), e.answered() ? Duration.ZERO : patience.doubt());
      if (there.isEmpty()) {
        return new Start.Unknown(job.id(), "may have been submitted or not: " + reason);
      }
      if (!there.get()) {
        return new Start.Failed(reason, false);
      }
      id = job.id();
    }
    return watch.apply(id);
  }

  /** Whether a job is there, or comes within this time; empty if nobody says. */
  private Optional<Boolean> isThere(String id, Duration limit) {
    if (Waiting.until(limit, () -> patiently(() -> state(id))).isPresent()) {
      return Optional.of(true);
    }
    return Waiting.until(
        patience.doubt(), () -> patiently(() -> Optional.of(state(id).isPresent())));
  }

  private Start takenBack(String id, String reason) {
    if (Waiting.until(patience.end(), () -> patiently(() -> cancelled(id))).isEmpty()) {
      return new Start.Unknown(id, "does not run and does not end: " + reason);
    }
    return new Start.Failed(reason, completedCheckpoint(id));
  }

  /** Each time anew: a request may be lost, and a JobManager that is restarted forgets it. */
  private Optional<JobState> cancelled(String id) {
    Optional<JobState> state = state(id);
    if (state.filter(each -> !each.ended() && !each.state().equals("CANCELLING")).isPresent()) {
      cluster.cancel(id);
    }
    return state.filter(JobState::ended);
  }

  private Optional<JobState> state(String id) {
    return cluster.jobs().stream().filter(each -> each.id().equals(id)).findAny();
  }

  /**
   * Whether a checkpoint may have been completed after the last look at it; answers are kept for a
   * while.
   */
  private boolean completedCheckpoint(String id) {
    Waiting.pause(patiently(() -> Optional.of(cluster.answersKept())).orElse(Duration.ZERO));
    return Waiting.until(
            patience.doubt(),
            () -> patiently(() -> Optional.of(cluster.progress(id).checkpoints() > 0)))
        .orElse(true);
  }

  /** A cluster that does not answer may do so again. */
  static <T> Optional<T> patiently(Supplier<Optional<T>> question) {
    try {
      return question.get();
    } catch (ClusterException e) {
      return Optional.empty();
    }
  }

  /** How it went with a new job. */
  sealed interface Start {
    /** It runs. */
    record Running(String id) implements Start {}

    /** It is there and was left there, but does not run yet; only if it has run before. */
    record Waiting(String id, String reason) implements Start {}

    /**
     * It does not run, and is not there or has ended.
     *
     * @param committed whether it may have completed a checkpoint, so that its commands are visible
     */
    record Failed(String reason, boolean committed) implements Start {}

    /**
     * It may run.
     *
     * @param what comes after the words "job [id]"
     */
    record Unknown(String id, String what) implements Start {
      @Override
      public String toString() {
        return "job [" + id + "] " + what;
      }
    }
  }
}
