package dev.recency.local;

import org.jspecify.annotations.Nullable;

/** A broker that does not answer or does not do what it is asked; the message says what to check. */
public final class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
