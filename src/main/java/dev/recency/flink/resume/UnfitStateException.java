package dev.recency.flink.resume;

/** Stored state that these definitions, or this version, must not go on from. One line. */
public final class UnfitStateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnfitStateException(String message) {
    super(message);
  }

  /** The same at a place. */
  UnfitStateException at(String place) {
    return new UnfitStateException(place + ": " + getMessage());
  }
}
