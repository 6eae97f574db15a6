package dev.recency.plan;

import dev.recency.plan.typed.CanonicalForm;
import dev.recency.plan.typed.TypedExpression;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Stable names of what a log keeps: they are the same in every process and survive other statements
 * being added or removed. The planner refuses a plan in which two of its numbers meet.
 */
public final class LogIdentity {
  private static final int UID_BYTES = 8;

  private LogIdentity() {}

  /** The uid of the log of a statement: of its source, WHERE, GROUP BY, EMIT and GRACE. */
  public static String uid(Plan plan, Query.Sliding query) {
    StringBuilder text = new StringBuilder("log");
    add(text, SourceIdentity.text(plan, query.source()));
    add(text, query.where().map(CanonicalForm::of).orElse(""));
    add(text, CanonicalForm.ofAll(query.groupBy()));
    add(text, query.window().emit().name());
    add(text, Long.toString(query.window().graceMillis()));
    return "log-" + TextDigest.hex(text.toString(), UID_BYTES);
  }

  /** The number of a column that a log stores. */
  public static int columnId(TypedExpression column) {
    return number(columnText(column));
  }

  /** What {@link #columnId} is the number of. */
  public static String columnText(TypedExpression column) {
    return "column" + CanonicalForm.of(column);
  }

  /** The number of an aggregate, whichever statement computes it. */
  public static int aggregateId(AggregateCall call) {
    return number(aggregateText(call));
  }

  /** What {@link #aggregateId} is the number of. */
  public static String aggregateText(AggregateCall call) {
    StringBuilder text = new StringBuilder("aggregate");
    add(text, call.function());
    add(text, CanonicalForm.ofAll(call.arguments()));
    call.parameters().forEach(parameter -> add(text, parameter.toString()));
    add(text, call.type().toString());
    return text.toString();
  }

  /**
   * The number of a statement's own state in a log: of its id, SIZE, ADVANCE BY, aggregates and
   * HAVING. What it projects may change without its state being lost.
   */
  public static int statementId(Query.Sliding statement) {
    return number(statementText(statement));
  }

  /** What {@link #statementId} is the number of. */
  public static String statementText(Query.Sliding statement) {
    StringBuilder text = new StringBuilder("statement");
    add(text, statement.id());
    add(text, Long.toString(statement.window().sizeMillis()));
    add(text, Long.toString(statement.window().advanceMillis()));
    add(text, Integer.toString(statement.aggregates().size()));
    statement.aggregates().forEach(call -> add(text, aggregateText(call)));
    statement
        .having()
        .ifPresent(
            having -> add(text, CanonicalForm.of(having, slot -> slotText(slot, statement))));
    return text.toString();
  }

  /** What a slot of the statement's own layout stands for, by its meaning. */
  public static String slotText(TypedExpression.Slot slot, Query.Grouped statement) {
    List<TypedExpression> groupBy = statement.groupBy();
    int aggregate = slot.slot() - groupBy.size();
    if (aggregate < 0) {
      return CanonicalForm.of(groupBy.get(slot.slot()));
    }
    return aggregate < statement.aggregates().size()
        ? aggregateText(statement.aggregates().get(aggregate))
        : slot.name();
  }

  private static void add(StringBuilder text, String part) {
    text.append(CanonicalForm.counted(part)).append(';');
  }

  /** A number for a text, the same in every process. */
  public static int number(String text) {
    return ByteBuffer.wrap(TextDigest.bytes(text)).getInt();
  }
}
