package dev.recency.cluster;

import dev.recency.simulator.StatementCounts;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of the records of one partition in one statement. Late and accepted are one number
 * where only the live clock tells them apart.
 */
record PartitionCounts(long read, long accepted, long filtered, long late, long rejected) {
  static final PartitionCounts NONE = new PartitionCounts(0, 0, 0, 0, 0);

  /** Names of the metrics that are counted here: operator, statement, partition, what. */
  static final String METRICS =
      ".*\\.statement\\..+\\.partition\\.\\d+\\.(read|accepted|filtered|late|rejected)";

  private static final Pattern METRIC =
      Pattern.compile(
          ".*?\\.statement\\.([^.]+)(?:\\.reason\\.[^.]+)?\\.partition\\.(\\d+)\\.([a-z]+)");

  /** A partition of what a statement reads. */
  record Place(String statement, int partition) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byStatement = statement.compareTo(other.statement);
      return byStatement != 0 ? byStatement : Integer.compare(partition, other.partition);
    }
  }

  static PartitionCounts of(StatementCounts counts) {
    return new PartitionCounts(
        counts.read(), counts.accepted(), counts.filtered(), counts.late(), counts.rejected());
  }

  /** Of all tasks together. */
  static Map<Place, PartitionCounts> of(Map<String, Long> metrics) {
    Map<Place, PartitionCounts> counts = new TreeMap<>();
    metrics.forEach(
        (name, value) -> {
          Matcher matcher = METRIC.matcher(name);
          if (matcher.matches()) {
            Place place = new Place(matcher.group(1), Integer.parseInt(matcher.group(2)));
            counts.merge(place, one(matcher.group(3), value), PartitionCounts::plus);
          }
        });
    return counts;
  }

  private static PartitionCounts one(String what, long value) {
    return switch (what) {
      case "read" -> new PartitionCounts(value, 0, 0, 0, 0);
      case "accepted" -> new PartitionCounts(0, value, 0, 0, 0);
      case "filtered" -> new PartitionCounts(0, 0, value, 0, 0);
      case "late" -> new PartitionCounts(0, 0, 0, value, 0);
      case "rejected" -> new PartitionCounts(0, 0, 0, 0, value);
      default -> NONE;
    };
  }

  boolean balanced() {
    return read == accepted + filtered + late + rejected;
  }

  PartitionCounts plus(PartitionCounts more) {
    return new PartitionCounts(
        read + more.read,
        accepted + more.accepted,
        filtered + more.filtered,
        late + more.late,
        rejected + more.rejected);
  }

  PartitionCounts minus(PartitionCounts less) {
    return plus(
        new PartitionCounts(
            -less.read, -less.accepted, -less.filtered, -less.late, -less.rejected));
  }

  /** The same with the late among the accepted. */
  PartitionCounts withoutLateness() {
    return new PartitionCounts(read, accepted + late, filtered, 0, rejected);
  }
}
