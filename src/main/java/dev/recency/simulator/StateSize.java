package dev.recency.simulator;

/** How many bytes the state of all keys of an operator takes. */
final class StateSize {
  private long bytes;
  private long largestBytes;

  /** Takes note of a key after a call of the operator. */
  void count(KeyState state) {
    long now = state.sizeBytes();
    bytes += now - state.countedBytes;
    state.countedBytes = now;
    largestBytes = Math.max(largestBytes, bytes);
  }

  /** The most that it took after any call. */
  long largestBytes() {
    return largestBytes;
  }
}
