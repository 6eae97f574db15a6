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
import dev.recency.window.SlidingWindows;
import dev.recency.window.SlidingWindows.Decay;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Sliding windows as a job of this project runs them, every instant of decay a row of its own.
 *
 * @param sizesMillis one statement each, over one log
 * @param speaking how many of the statements emit; the others compute their rows and hold them back
 */
record RecencyJob(List<Long> sizesMillis, int speaking) implements WindowJob {
  @Override
  public DataStream<CommandRecord> build(DataStream<KeyedElement> events) {
    CommandLimits limits = new CommandLimits(1 << 20, Long.MAX_VALUE, false);
    return events
        .keyBy(KeyedElement::key, EncodedKeySerializer.TYPE)
        .transform(
            "windows",
            CommandSerializer.TYPE,
            new KeyedOperatorHost(
                new Windows(new ArrayList<>(sizesMillis), speaking),
                limits,
                new DeadLetters("letters", 1 << 20),
                JobOptions.DEFAULT_KEY_CACHE_BYTES));
  }

  private record Windows(ArrayList<Long> sizesMillis, int speaking) implements KeyedQuery {
    @Override
    public Running open(ErrorListener errors) {
      List<Predicate<Row>> having = new ArrayList<>();
      List<KeyedQuery.Statement> statements = new ArrayList<>();
      for (int statement = 0; statement < sizesMillis.size(); statement++) {
        boolean speaks = statement < speaking;
        having.add(row -> speaks);
        statements.add(new KeyedQuery.Statement("bench" + statement, "", Windows::answer, false));
      }
      return new Running(
          SlidingWindows.of(CountAndAverage.log(sizesMillis, speaking), having, Decay.EVERY_INSTANT),
          new RowCodec(List.of(Simple.BIGINT)),
          new RowCodec(List.of(Simple.DOUBLE)),
          statements);
    }

    private static CommandRecord answer(
        Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
      return Answer.of(row.getLong(0), asOfMillis, row.getLong(1), row.getDouble(2));
    }
  }
}
