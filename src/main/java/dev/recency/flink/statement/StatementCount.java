package dev.recency.flink.statement;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One count of one statement in one subtask of an operator, as a checkpoint keeps it. Whichever
 * subtask takes it over, the sum over all of them stays what it was.
 *
 * @param name of the metric; for rejections with their reason, as {@link #rejected} makes it
 * @param byPartition of the source; {@link #NO_PARTITION} for what is counted of outputs
 */
public record StatementCount(String statement, String name, SortedMap<Integer, Long> byPartition) {
  /** The partition of what belongs to none. */
  public static final int NO_PARTITION = -1;

  static final String READ = "read";
  static final String ACCEPTED = "accepted";
  static final String FILTERED = "filtered";
  static final String LATE = "late";
  static final String LATE_WITHOUT_EFFECT = "lateWithoutEffect";
  static final String REJECTED = "rejected";

  public StatementCount {
    byPartition = Collections.unmodifiableSortedMap(new TreeMap<>(byPartition));
  }

  /** The name of the rejections of one reason. */
  static String rejected(String reason) {
    return REJECTED + "." + reason;
  }

  /** How a record that is counted here enters the balance: read, or read and accounted for. */
  int sign() {
    return switch (name) {
      case READ -> 1;
      case ACCEPTED, FILTERED, LATE -> -1;
      default -> name.startsWith(REJECTED + ".") ? -1 : 0;
    };
  }
}
