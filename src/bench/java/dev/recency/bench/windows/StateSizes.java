package dev.recency.bench.windows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.plan.Planner;
import dev.recency.plan.SharedLog;
import dev.recency.plan.row.Row;
import dev.recency.sql.SqlParser;
import dev.recency.window.MeasuredContext;
import dev.recency.window.SlidingWindows;
import dev.recency.window.SlidingWindows.Decay;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** How many bytes COUNT and AVG over 30 days keep: of a key with many events, and of a cold key. */
final class StateSizes {
  private static final int MANY = 1_000_000;
  private static final int FEW = 5;
  private static final long MONTH_MILLIS = Duration.ofDays(30).toMillis();
  private static final Row KEY = new Row.Builder(1).setLong(0, 77).build();

  private StateSizes() {}

  /** Prints them and adds them to the JSON. */
  static void report(PrintStream out, ObjectNode json) {
    out.printf("%n### state%n%n");
    out.println("| column | events of the key | bytes | bytes per event | largest access |");
    out.println("| --- | --- | --- | --- | --- |");
    for (String type : List.of("BIGINT", "DOUBLE")) {
      for (int events : new int[] {MANY, FEW, 1}) {
        MeasuredContext stored = stored(type, events);
        long bytes = stored.storedBytes();
        int largest = Math.max(stored.largestHeaderBytes(), stored.largestChunkBytes());
        out.printf(
            "| %s | %,d | %,d | %.2f | %,d |%n",
            type, events, bytes, (double) bytes / events, largest);
        json.putObject(type + "-" + events).put("bytes", bytes).put("largestAccessBytes", largest);
      }
    }
  }

  /** A key with so many events in the window; whole numbers below 1,000 or quarters below 250. */
  private static MeasuredContext stored(String type, int events) {
    String sql =
        """
        CREATE STREAM events (user_id BIGINT, amount %s)
          WITH (KAFKA_TOPIC='events', VALUE_FORMAT='JSON');
        CREATE TABLE averages WITH (KAFKA_TOPIC='averages', VALUE_FORMAT='JSON') AS
        SELECT user_id, COUNT(*) AS n, AVG(amount) AS average FROM events
        WINDOW SLIDING (SIZE 30 DAYS) GROUP BY user_id;
        """
            .formatted(type);
    SharedLog log = SharedLog.of(Planner.plan(List.of(SqlParser.script("bench.sql", sql)))).get(0);
    SlidingWindows windows = SlidingWindows.of(log, List.of(row -> true), Decay.EVERY_INSTANT);
    MeasuredContext context = new MeasuredContext();
    SplittableRandom random = new SplittableRandom(7);
    long gap = MONTH_MILLIS / events;
    for (int i = 0; i < events; i++) {
      long time = 1_700_000_000_000L + i * gap + random.nextLong(gap);
      Row.Builder amount = new Row.Builder(1);
      int number = random.nextInt(1_000);
      if (type.equals("DOUBLE")) {
        amount.setDouble(0, number * 0.25);
      } else {
        amount.setLong(0, number);
      }
      windows.onRecord(new KeyedRecord(KEY, amount.build(), time, time), context);
    }
    context.snapshot();
    return context;
  }
}
