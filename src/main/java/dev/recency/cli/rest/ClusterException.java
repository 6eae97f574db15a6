package dev.recency.cli.rest;

import org.jspecify.annotations.Nullable;

/** A Flink cluster cannot be reached, or refuses something; the message is for its user. */
public final class ClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * With the line for the user.
   *
   * @param cause null if there is none
   */
  public ClusterException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
