package dev.recency.bench;

import dev.recency.command.CommandEncoder;
import dev.recency.command.CommandRecord;
import dev.recency.plan.Column;
import dev.recency.plan.Column.Role;
import dev.recency.plan.Format;
import dev.recency.plan.Query;
import dev.recency.plan.Serialization;
import dev.recency.plan.Sink;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Field;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.type.SqlType.Struct;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds per record to write a feature-store command of about 150 bytes as JSON. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EncodeBenchmark {
  private static final SqlType COMMAND =
      new Struct(
          List.of(
              new Field("feature_name", Simple.STRING),
              new Field("method", Simple.STRING),
              new Field("keys", new Struct(List.of(new Field("user_id", Simple.STRING)))),
              new Field(
                  "values",
                  new Struct(
                      List.of(
                          new Field("kind", Simple.STRING),
                          new Field("amount", Simple.DOUBLE),
                          new Field("_last_updated_at_ms", Simple.BIGINT))))));

  private final CommandEncoder encoder = CommandEncoder.of(query());
  private long next;

  /** One command with its headers. */
  @Benchmark
  public @Nullable CommandRecord command() {
    next++;
    StructValue value =
        StructValue.of(
            "last-message",
            "UPDATE",
            StructValue.of("user-77"),
            StructValue.of("message", next % 1_000 + 0.25, 1_700_000_000_000L + next));
    Row row = new Row.Builder(1).setReference(0, value).build();
    return encoder.encode(row, RowKind.INSERT, false, next, next);
  }

  private static Query query() {
    Sink sink =
        new Sink(
            "COMMANDS",
            new Serialization("commands", Format.KAFKA, Format.JSON, false),
            List.of(new Column("KSQL_COL_0", COMMAND, Role.VALUE)),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalLong.empty());
    return new Query.Transform("COMMANDS", "EVENTS", Optional.empty(), List.of(), sink, true);
  }
}
