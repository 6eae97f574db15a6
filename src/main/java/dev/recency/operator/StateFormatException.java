package dev.recency.operator;

/** State that this release cannot read. Nothing of it was changed. */
public final class StateFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StateFormatException(String message) {
    super(message);
  }
}
