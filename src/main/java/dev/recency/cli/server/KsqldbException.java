package dev.recency.cli.server;

/** A ksqlDB server cannot be reached, or refuses a statement; the message is for its user. */
public final class KsqldbException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KsqldbException(String message) {
    super(message);
  }

  KsqldbException(String message, Throwable cause) {
    super(message, cause);
  }
}
