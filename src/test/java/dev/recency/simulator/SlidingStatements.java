package dev.recency.simulator;

import dev.recency.expression.ErrorListener;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.plan.Input;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.Query;
import dev.recency.plan.SharedLog;
import dev.recency.plan.SlidingWindow;
import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import dev.recency.sql.SqlParser;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sliding statements over the stream {@code events}, planned from their SQL text, that share one
 * log; and what every host does before the operator: WHERE and GROUP BY. Not thread-safe.
 */
public final class SlidingStatements {
  /** The stream that all scripts feed. */
  public static final String SOURCE =
      "CREATE STREAM events (k VARCHAR, n INT, i INT, b BIGINT, d DOUBLE, m DECIMAL(20, 3),"
          + " s VARCHAR, t BIGINT)"
          + " WITH (KAFKA_TOPIC='events', VALUE_FORMAT='JSON', PARTITIONS=3, TIMESTAMP='t');";

  private static final ErrorListener SILENT = (statement, kind, message) -> {};

  private final List<String> sql;
  private final Plan plan;
  private final SharedLog log;
  private final Input input;
  private final Filter where;
  private final Projection key;
  private final Projection arguments;
  private final List<Predicate<Row>> having;

  /**
   * @param sql the statements after {@link #SOURCE}
   */
  public SlidingStatements(List<String> sql) {
    this.sql = List.copyOf(sql);
    String text = SOURCE + "\n" + String.join("\n", sql);
    plan = Planner.plan(List.of(SqlParser.script("script.sql", text)));
    List<SharedLog> logs = SharedLog.of(plan);
    if (logs.size() != 1) {
      throw new IllegalStateException("[" + logs.size() + "] logs, expected one of: " + text);
    }
    log = logs.get(0);
    Query.Sliding first = log.statements().get(0);
    input = plan.inputOf(first);
    where = Filter.compile(first.id(), first.where(), SILENT);
    key = Projection.compile(first.id(), first.groupBy(), SILENT);
    arguments = Projection.compile(first.id(), log.columns(), SILENT);
    having = log.statements().stream().map(SlidingStatements::having).toList();
  }

  private static Predicate<Row> having(Query.Sliding statement) {
    Filter filter = Filter.compile(statement.id(), statement.having(), SILENT);
    return filter::accepts;
  }

  /** The statements one by one, the source first. */
  public List<String> sql() {
    return java.util.stream.Stream.concat(java.util.stream.Stream.of(SOURCE), sql.stream())
        .toList();
  }

  public Plan plan() {
    return plan;
  }

  public SharedLog log() {
    return log;
  }

  public Input input() {
    return input;
  }

  /** HAVING of each statement; always true if it has none. */
  public List<Predicate<Row>> having() {
    return having;
  }

  /** Number of statements. */
  public int size() {
    return log.statements().size();
  }

  public SlidingWindow window(int statement) {
    return log.statements().get(statement).window();
  }

  public boolean emitFinal() {
    return window(0).emit() == Emit.FINAL;
  }

  public long graceMillis() {
    return window(0).graceMillis();
  }

  /** The longest of the windows. */
  public long longestMillis() {
    return log.statements().stream()
        .mapToLong(each -> each.window().sizeMillis())
        .max()
        .orElseThrow();
  }

  /** The type of the key as one struct. */
  public SqlType.Struct keyType() {
    return KeyedRunner.keyType(log.statements().get(0));
  }

  /** The record that the operator gets, or empty: WHERE is false, or the key is NULL. */
  public Optional<KeyedRecord> keyed(SlidingEvent event) {
    Row row = event.row(input.layout());
    if (!where.accepts(row)) {
      return Optional.empty();
    }
    Row keyRow = key.apply(row);
    for (int slot = 0; slot < keyRow.size(); slot++) {
      if (keyRow.isNull(slot)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new KeyedRecord(keyRow, arguments.apply(row), event.timeMillis(), event.arrivalMillis()));
  }

  /** The key as a value. */
  public StructValue identity(Row keyRow) {
    return KeyState.identity(keyRow, keyType());
  }

  @Override
  public String toString() {
    return String.join("\n", sql);
  }
}
