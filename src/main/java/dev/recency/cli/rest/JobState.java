package dev.recency.cli.rest;

import java.util.Set;

/**
 * A job as the cluster lists it.
 *
 * @param state Flink's word for it
 * @param startMillis when it was submitted
 */
public record JobState(String id, String name, String state, long startMillis) {
  private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");

  /** Whether it has come to its end. */
  public boolean ended() {
    return ENDED.contains(state);
  }

  /** Whether it does its work, and a savepoint can be taken. */
  public boolean running() {
    return state.equals("RUNNING");
  }
}
