package dev.recency.flink;

import org.jspecify.annotations.Nullable;

/** A job that was not started: the message is one line that says why and what to do. */
public final class JobRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JobRefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
