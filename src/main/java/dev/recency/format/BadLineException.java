package dev.recency.format;

/** A JSON line that holds no record: {@code place: what is wrong, what is expected}. */
public final class BadLineException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  BadLineException(String place, String problem, Throwable cause) {
    super(place + ": " + problem, cause);
  }
}
