package dev.recency.bench.windows;

import dev.recency.command.CommandRecord;
import dev.recency.flink.keyed.KeyedElement;
import dev.recency.flink.serializer.CommandSerializer;
import dev.recency.flink.serializer.EncodedKey;
import dev.recency.flink.serializer.EncodedKeySerializer;
import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Flink's own sliding windows, which hop: one row per key and window when the window closes. */
record HoppingJob(Duration size, Duration slide) implements WindowJob {
  @Override
  public DataStream<CommandRecord> build(DataStream<KeyedElement> events) {
    return events
        .keyBy(KeyedElement::key, EncodedKeySerializer.TYPE)
        .window(SlidingEventTimeWindows.of(size, slide))
        .aggregate(
            new CountAndSum(),
            new Lowering(),
            Types.TUPLE(Types.LONG, Types.DOUBLE),
            CommandSerializer.TYPE);
  }

  private static final class CountAndSum
      implements AggregateFunction<KeyedElement, Tuple2<Long, Double>, Tuple2<Long, Double>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Long, Double> createAccumulator() {
      return Tuple2.of(0L, 0.0);
    }

    @Override
    public Tuple2<Long, Double> add(KeyedElement event, Tuple2<Long, Double> into) {
      into.f0 += 1;
      into.f1 += Answer.argument(event.arguments());
      return into;
    }

    @Override
    public Tuple2<Long, Double> getResult(Tuple2<Long, Double> accumulator) {
      return accumulator;
    }

    @Override
    public Tuple2<Long, Double> merge(Tuple2<Long, Double> one, Tuple2<Long, Double> other) {
      return Tuple2.of(one.f0 + other.f0, one.f1 + other.f1);
    }
  }

  private static final class Lowering
      implements WindowFunction<Tuple2<Long, Double>, CommandRecord, EncodedKey, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void apply(
        EncodedKey key,
        TimeWindow window,
        Iterable<Tuple2<Long, Double>> results,
        Collector<CommandRecord> out) {
      long number = Answer.key(key.bytes());
      for (Tuple2<Long, Double> result : results) {
        out.collect(Answer.of(number, window.getEnd(), result.f0, result.f1 / result.f0));
      }
    }
  }
}
