package dev.recency.simulator;

import dev.recency.aggregate.Aggregates;
import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.sql.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Random sliding statements that share one log.
 *
 * @param unitMillis the time scale: windows, advances and grace periods are multiples of it, but
 *     for those of 1 ms
 */
public record RandomStatements(Random random, long unitMillis) {
  /** Every aggregate, over columns of every type that it takes. */
  private static final List<String> CALLS =
      List.of(
          "COUNT(*)",
          "COUNT(d)",
          "SUM(i)",
          "SUM(b)",
          "SUM(d)",
          "SUM(m)",
          "SUM(i * 2)",
          "AVG(i)",
          "AVG(b)",
          "AVG(d)",
          "AVG(m)",
          "MIN(i)",
          "MIN(d)",
          "MIN(m)",
          "MIN(s)",
          "MAX(b)",
          "MAX(d)",
          "MAX(s)",
          "MIN(ROWTIME)",
          "MAX(ROWTIME)",
          "STDDEV_SAMP(i)",
          "STDDEV_SAMP(d)",
          "STDDEV_SAMPLE(b)",
          "COUNT_DISTINCT(s)",
          "COUNT_DISTINCT(i)",
          "COUNT_DISTINCT(d)",
          "EARLIEST_BY_OFFSET(i)",
          "EARLIEST_BY_OFFSET(s, false)",
          "EARLIEST_BY_OFFSET(d, 3)",
          "EARLIEST_BY_OFFSET(b, 2, false)",
          "LATEST_BY_OFFSET(s)",
          "LATEST_BY_OFFSET(d, false)",
          "LATEST_BY_OFFSET(i, 3)",
          "LATEST_BY_OFFSET(m, 2, false)",
          "COLLECT_LIST(i)",
          "COLLECT_LIST(s)",
          "COLLECT_SET(s)",
          "COLLECT_SET(d)",
          "TOPK(i, 3)",
          "TOPK(d, 2)",
          "TOPK(s, 2)",
          "TOPKDISTINCT(b, 2)",
          "TOPKDISTINCT(i, 3)",
          "HISTOGRAM(s)");

  private static final List<String> RUNNING =
      CALLS.stream().filter(RandomStatements::runs).toList();

  /** The aggregates that do not run. */
  public static List<String> missing() {
    return CALLS.stream().filter(each -> !RUNNING.contains(each)).toList();
  }

  private static boolean runs(String call) {
    try {
      SlidingStatements statements =
          new SlidingStatements(
              List.of(
                  "CREATE TABLE q0 WITH (KAFKA_TOPIC='q0') AS SELECT k, "
                      + call
                      + " AS c0 FROM events WINDOW SLIDING (SIZE 5 MILLISECONDS)"
                      + " GROUP BY k EMIT CHANGES;"));
      return !Aggregates.of(
              statements.log().statements().get(0).aggregates(), Aggregates.Meaning.SLIDING)
          .isEmpty();
    } catch (SqlException | IllegalArgumentException | UnsupportedOperationException e) {
      return false;
    }
  }

  /**
   * A set of one to four statements.
   *
   * @param emit empty: either
   */
  public SlidingStatements next(Optional<Emit> emit) {
    boolean isFinal = emit.map(each -> each == Emit.FINAL).orElseGet(() -> random.nextInt(3) == 0);
    long grace = isFinal ? pick(0, 0, 1, 3, 20) * unitMillis : 0;
    String where = random.nextInt(5) == 0 ? " WHERE n < 3" : "";
    String groupBy = random.nextInt(5) == 0 ? "k, n" : "k";
    List<String> sql = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      sql.add(statement(i, where, groupBy, isFinal, grace));
    }
    return new SlidingStatements(sql);
  }

  private String statement(
      int index, String where, String groupBy, boolean isFinal, long graceMillis) {
    long size = size();
    StringBuilder text = new StringBuilder("CREATE TABLE q" + index);
    text.append(" WITH (KAFKA_TOPIC='q").append(index).append("') AS SELECT ").append(groupBy);
    int calls = 1 + random.nextInt(3);
    for (int i = 0; i < calls; i++) {
      text.append(", ").append(RUNNING.get(random.nextInt(RUNNING.size()))).append(" AS c");
      text.append(i);
    }
    text.append(", WINDOWSTART AS ws, WINDOWEND AS we FROM events WINDOW SLIDING (SIZE ");
    text.append(size).append(" MILLISECONDS");
    if (random.nextInt(3) == 0) {
      text.append(", ADVANCE BY ").append(advance(size)).append(" MILLISECONDS");
    }
    if (graceMillis > 0) {
      text.append(", GRACE PERIOD ").append(graceMillis).append(" MILLISECONDS");
    }
    text.append(")").append(where).append(" GROUP BY ").append(groupBy).append(having());
    return text.append(isFinal ? " EMIT FINAL;" : " EMIT CHANGES;").toString();
  }

  private long size() {
    return random.nextInt(8) == 0 ? 1 : pick(1, 2, 3, 5, 10, 30, 100, 1000) * unitMillis;
  }

  private long advance(long size) {
    long advance = pick(1, 2, 3, 7, 10) * (random.nextBoolean() ? unitMillis : 1);
    return random.nextInt(6) == 0 ? size : Math.min(size, advance);
  }

  private String having() {
    return switch (random.nextInt(8)) {
      case 0 -> " HAVING COUNT(*) > " + random.nextInt(4);
      case 1 -> " HAVING COUNT(*) < " + (1 + random.nextInt(3));
      case 2 -> " HAVING COUNT(d) <> 1";
      default -> "";
    };
  }

  private long pick(long... values) {
    return values[random.nextInt(values.length)];
  }
}
