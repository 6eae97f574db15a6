package dev.recency.operator;

/** State that this release cannot read. Nothing of it was changed. */
public final class StateFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StateFormatException(String message) {
    super(message);
  }

  /** What was found in the state of a statement where something else was expected. */
  static StateFormatException of(String id, String found, String expected) {
    return new StateFormatException(
        "state of statement ["
            + id
            + "] has "
            + found
            + ", expected "
            + expected
            + ". Restore a savepoint that this release and this definition wrote, or give the"
            + " statement another name to start it without state.");
  }
}
