package dev.recency.local;

import org.jspecify.annotations.Nullable;

/** A job that ended with a failure; the message is that of the innermost cause. */
public final class JobFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private JobFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static JobFailedException of(@Nullable Throwable failure) {
    Throwable innermost = failure;
    while (innermost != null && innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String why = innermost == null ? "it was canceled" : innermost.toString();
    return new JobFailedException("The job failed: " + why, failure);
  }
}
