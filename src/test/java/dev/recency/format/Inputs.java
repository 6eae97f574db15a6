package dev.recency.format;

import dev.recency.plan.Column;
import dev.recency.plan.Column.Role;
import dev.recency.plan.Format;
import dev.recency.plan.Input;
import dev.recency.plan.RowLayout;
import dev.recency.plan.Serialization;
import dev.recency.plan.Source;
import dev.recency.plan.TimestampColumn;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Inputs for the tests of decoders. */
public final class Inputs {
  private static final SqlType ADDRESS =
      new SqlType.Struct(
          List.of(
              new SqlType.Field("CITY", Simple.STRING), new SqlType.Field("ZIP", Simple.INTEGER)));

  private Inputs() {}

  /** An input that reads all columns of the source of the table of odd records. */
  public static Input of(RecordRow.Topic topic) {
    return switch (topic) {
      case ORDERS ->
          of(
              new Serialization("orders", Format.KAFKA, Format.JSON, true),
              List.of(
                  key("USERID", Simple.STRING),
                  value("NAME", Simple.STRING),
                  value("nickName", Simple.STRING),
                  value("AGE", Simple.INTEGER),
                  value("QUANTITY", Simple.BIGINT),
                  value("AMOUNT", Simple.DOUBLE),
                  value("PRICE", new SqlType.Decimal(6, 2)),
                  value("ACTIVE", Simple.BOOLEAN),
                  value("TAGS", new SqlType.Array(Simple.STRING)),
                  value("ADDRESS", ADDRESS)),
              Optional.empty());
      case TIMED ->
          of(
              new Serialization("timed-orders", Format.JSON, Format.JSON, true),
              List.of(
                  key("USERID", Simple.STRING),
                  value("QUANTITY", Simple.BIGINT),
                  value("HAPPENEDAT", Simple.BIGINT)),
              Optional.of(new TimestampColumn("HAPPENEDAT", Optional.empty())));
    };
  }

  /** An input that reads all of these columns. */
  public static Input of(
      Serialization serialization, List<Column> columns, Optional<TimestampColumn> timestamp) {
    return of(serialization, columns, columns, timestamp);
  }

  /** An input that reads some columns of a source. */
  public static Input of(
      Serialization serialization,
      List<Column> columns,
      List<Column> layout,
      Optional<TimestampColumn> timestamp) {
    Source source =
        new Source(
            "INPUT",
            Source.Kind.STREAM,
            serialization,
            columns.stream()
                .filter(column -> column.role() == Role.KEY || column.role() == Role.VALUE)
                .toList(),
            timestamp,
            true,
            OptionalInt.empty());
    OptionalInt slot =
        timestamp.isEmpty()
            ? OptionalInt.empty()
            : IntStream.range(0, layout.size())
                .filter(i -> layout.get(i).name().equals(timestamp.get().column()))
                .findFirst();
    return new Input(source, new RowLayout(layout), slot);
  }

  /** A KEY column. */
  public static Column key(String name, SqlType type) {
    return new Column(name, type, Role.KEY);
  }

  /** A VALUE column. */
  public static Column value(String name, SqlType type) {
    return new Column(name, type, Role.VALUE);
  }
}
