package dev.recency.bench.windows;

import dev.recency.command.CommandRecord;
import dev.recency.expression.ErrorListener;
import dev.recency.flink.JobOptions;
import dev.recency.flink.keyed.KeyedElement;
import dev.recency.flink.keyed.KeyedOperatorHost;
import dev.recency.flink.keyed.KeyedQuery;
import dev.recency.flink.serializer.CommandSerializer;
import dev.recency.flink.serializer.EncodedKeySerializer;
import dev.recency.flink.serializer.RowCodec;
import dev.recency.flink.statement.CommandLimits;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.window.time.HoppingWindows;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Hopping windows with EMIT FINAL as a job of this project runs them. */
record ClosingJob(long sizeMillis, long advanceMillis) implements WindowJob {
  private static final int WINDOW_END = 4;

  @Override
  public DataStream<CommandRecord> build(DataStream<KeyedElement> events) {
    CommandLimits limits = new CommandLimits(1 << 20, Long.MAX_VALUE, false);
    return events
        .keyBy(KeyedElement::key, EncodedKeySerializer.TYPE)
        .transform(
            "windows",
            CommandSerializer.TYPE,
            new KeyedOperatorHost(
                new Windows(sizeMillis, advanceMillis),
                limits,
                new DeadLetters("letters", 1 << 20),
                JobOptions.DEFAULT_KEY_CACHE_BYTES));
  }

  private record Windows(long sizeMillis, long advanceMillis) implements KeyedQuery {
    @Override
    public Running open(ErrorListener errors) {
      return new Running(
          HoppingWindows.of(CountAndAverage.hopping(sizeMillis, advanceMillis), row -> true),
          new RowCodec(List.of(Simple.BIGINT)),
          new RowCodec(List.of(Simple.DOUBLE)),
          List.of(new KeyedQuery.Statement("bench", "", Windows::answer, false)));
    }

    private static CommandRecord answer(
        Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
      return Answer.of(row.getLong(0), row.getLong(WINDOW_END), row.getLong(1), row.getDouble(2));
    }
  }
}
