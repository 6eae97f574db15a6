package dev.recency.plan.analysis;

import dev.recency.plan.AggregateCall;
import dev.recency.plan.Column;
import dev.recency.plan.Format;
import dev.recency.plan.TimestampColumn;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.Location;
import java.util.Optional;
import java.util.Set;

/** What the author of an aggregate should know, though it runs. */
final class AggregateNotices {
  private static final Optional<Column.Role> ROWTIME = Optional.of(Column.Role.ROWTIME);
  private static final Set<String> COLLECTING = Set.of("COLLECT_LIST", "COLLECT_SET", "HISTOGRAM");

  /** Those whose state is one number in ksqlDB, so that DELIMITED can carry it. */
  private static final Set<String> PLAIN_STATE = Set.of("COUNT", "MAX", "MIN", "SUM", "SUM_LIST");

  private AggregateNotices() {}

  static void give(SourceScope columns, AggregateCall call, Location location, boolean sliding) {
    if (sliding) {
      giveSliding(columns, call, location);
    } else {
      giveDialect(columns, call, location);
    }
  }

  private static void giveDialect(SourceScope columns, AggregateCall call, Location location) {
    String name = call.function();
    if (columns.source().serialization().valueFormat().kind() == Format.Kind.DELIMITED
        && !PLAIN_STATE.contains(name)) {
      columns.extended(
          location,
          "ksqlDB refuses "
              + name
              + " over a DELIMITED source, whose format cannot hold its state.");
    }
    if (name.equals("STDDEV_SAMP")) {
      columns.warn(
          location, "STDDEV_SAMP is the sample variance, as in ksqlDB. Its root is STDDEV_SAMPLE.");
    }
    if (name.equals("AVG")) {
      columns.warn(
          location, "AVG over no values is 0, as in ksqlDB, and not NULL. COUNT tells them apart.");
    }
    if ((name.equals("SUM") || name.equals("AVG"))
        && call.arguments().get(0).type() == SqlType.Simple.INTEGER) {
      columns.warn(
          location,
          name
              + " of INTEGER wraps around beyond 2147483647, as in ksqlDB. Write "
              + name
              + "(CAST(… AS BIGINT)).");
    }
  }

  private static void giveSliding(SourceScope columns, AggregateCall call, Location location) {
    if ((call.function().equals("MAX") || call.function().equals("LATEST_BY_OFFSET"))
        && call.parameters().isEmpty()
        && isEventTime(columns, call.arguments().get(0))) {
      columns.warn(
          location,
          call.function()
              + " of the event time stands still while the value decays, so a store that keeps the"
              + " newest of two commands by it would keep the wrong value. Write WINDOWEND.");
    }
    if (COLLECTING.contains(call.function())) {
      columns.warn(
          location,
          call.function()
              + " reads the events of the window anew for each command, so a command costs as much"
              + " as the window is long. COUNT, SUM and TOPK do not.");
    }
    if (call.function().equals("STDDEV_SAMP")) {
      columns.warn(
          location,
          "In WINDOW SLIDING STDDEV_SAMP is the sample standard deviation; ksqlDB's is its square."
              + " Write STDDEV_SAMPLE, which is the same in both.");
    }
  }

  private static boolean isEventTime(SourceScope columns, TypedExpression argument) {
    Optional<String> declared = columns.source().timestamp().map(TimestampColumn::column);
    return argument instanceof TypedExpression.Slot slot
        && (SystemColumns.find(columns.source(), slot.name()).map(Column::role).equals(ROWTIME)
            || declared.equals(Optional.of(slot.name())));
  }
}
