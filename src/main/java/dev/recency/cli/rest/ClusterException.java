package dev.recency.cli.rest;

import org.jspecify.annotations.Nullable;

/** A Flink cluster cannot be reached, or refuses something; the message is for its user. */
public final class ClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int FIRST_OF_THE_SERVER = 500;

  private final int status;

  /**
   * Nobody answered, or not as Flink does: what was asked for may have been done all the same.
   *
   * @param cause null if there is none
   */
  public ClusterException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  /** Flink answered with an HTTP status that means an error. */
  ClusterException(String message, int status) {
    super(message);
    this.status = status;
  }

  /** Whether it was Flink that said no. */
  public boolean answered() {
    return status > 0;
  }

  /** Whether it would say so again, because there is no such thing or no such request. */
  public boolean permanent() {
    return answered() && status < FIRST_OF_THE_SERVER;
  }
}
