package dev.recency.cli.rest;

import java.util.Optional;

/**
 * How far a new job has come.
 *
 * @param state Flink's word for the job
 * @param tasks how many it has; 0 while it is not known
 * @param runningTasks how many of them run
 * @param failure the reason of the newest failure
 * @param checkpoints how many are complete
 */
public record JobProgress(
    JobState state, int tasks, int runningTasks, Optional<String> failure, long checkpoints) {

  /** Whether every task runs. */
  public boolean allRunning() {
    return state.running() && tasks > 0 && runningTasks == tasks;
  }
}
