package dev.recency.local.generator;

/**
 * One record.
 *
 * @param arrivalMillis the Kafka timestamp
 * @param eventTimeMillis never above it, but for {@link Fault#FUTURE}
 * @param user number of the user, from 0
 * @param peer number of another user
 * @param durationSeconds how long they talked
 * @param fault what is wrong with it
 * @param sequence breaks ties between arrivals
 */
record GeneratedEvent(
    long arrivalMillis,
    long eventTimeMillis,
    int user,
    int peer,
    int durationSeconds,
    Fault fault,
    long sequence)
    implements Comparable<GeneratedEvent> {
  /** What can be wrong with a record. */
  enum Fault {
    NONE,
    /** The value is no JSON. */
    NO_JSON,
    /** The user is missing. */
    NO_USER,
    /** The time is text. */
    TEXT_TIME,
    /** The time lies ten years ahead. */
    FUTURE
  }

  @Override
  public int compareTo(GeneratedEvent other) {
    int byArrival = Long.compare(arrivalMillis, other.arrivalMillis);
    return byArrival != 0 ? byArrival : Long.compare(sequence, other.sequence);
  }

  GeneratedEvent repeated(long laterMillis, long newSequence) {
    return new GeneratedEvent(
        arrivalMillis + laterMillis,
        eventTimeMillis,
        user,
        peer,
        durationSeconds,
        fault,
        newSequence);
  }
}
