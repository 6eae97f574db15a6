package dev.recency.format.part;

import dev.recency.plan.row.RejectReason;
import org.jspecify.annotations.Nullable;

/** Collects the first problem of one part of a record. Reused from record to record. */
public final class Problems {
  private final String part;
  private final RejectReason malformed;
  private @Nullable Problem first;

  private Problems(String part, RejectReason malformed) {
    this.part = part;
    this.malformed = malformed;
  }

  /** For record keys. */
  public static Problems ofKey() {
    return new Problems("key", RejectReason.MALFORMED_KEY);
  }

  /** For record values. */
  public static Problems ofValue() {
    return new Problems("value", RejectReason.MALFORMED_VALUE);
  }

  /** The bytes are not what the format says. */
  public void malformed(String text) {
    report(new Problem(malformed, "", text));
  }

  /** A number does not fit its column. */
  public void outOfRange(String text) {
    report(new Problem(RejectReason.OUT_OF_RANGE, "", text));
  }

  /** Something is larger, longer or deeper than the decoder reads. */
  public void limit(String text) {
    report(new Problem(RejectReason.LIMIT, "", text));
  }

  /** Takes in a problem unless there is one. */
  public void report(Problem problem) {
    if (first == null) {
      first = problem;
    }
  }

  /** Whether there is a problem. */
  public boolean any() {
    return first != null;
  }

  /** Says in which column the problem is, if there is one. */
  public void locate(String name) {
    Problem problem = first;
    if (problem != null) {
      first = problem.within(name);
    }
  }

  /** Forgets the problem and answers it, as seen from the column or field of this name. */
  public @Nullable Problem takeWithin(String name) {
    Problem problem = first;
    first = null;
    return problem == null ? null : problem.within(name);
  }

  /** Forgets the problem. */
  public void clear() {
    first = null;
  }

  /** The reason of the problem. There must be one. */
  public RejectReason reason() {
    return get().reason();
  }

  /** The sentence of the problem. There must be one. */
  public String message() {
    return get().message(part);
  }

  private Problem get() {
    Problem problem = first;
    if (problem == null) {
      throw new IllegalStateException("there is no problem");
    }
    return problem;
  }
}
