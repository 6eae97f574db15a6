package dev.recency.cli;

import org.jspecify.annotations.Nullable;

/** A file, a directory or a broker does not do its part: exit code 4, one line. */
public final class EnvironmentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * With the line for the user.
   *
   * @param cause null if there is none
   */
  public EnvironmentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
