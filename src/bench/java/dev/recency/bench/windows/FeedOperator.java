package dev.recency.bench.windows;

import dev.recency.flink.keyed.KeyedElement;
import dev.recency.flink.serializer.EncodedKey;
import dev.recency.flink.serializer.RowCodec;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType.Simple;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Turns numbers into the events of a feed, once everything behind it is ready. */
final class FeedOperator extends AbstractStreamOperator<KeyedElement>
    implements OneInputStreamOperator<Long, KeyedElement> {
  /** A watermark that goes through an empty job to tell that all of it runs. */
  static final long HELLO = 0;

  private static final long serialVersionUID = 1L;

  private final Feed feed;
  private final Watermarks watermarks;
  private final int run;
  private transient Feed.Events events;
  private transient EncodedKey[] keys;
  private transient byte[][] arguments;
  private transient Watermarks.Cursor cursor;

  FeedOperator(Feed feed, Watermarks watermarks, int run) {
    this.feed = feed;
    this.watermarks = watermarks;
    this.run = run;
  }

  @Override
  public void open() throws Exception {
    super.open();
    events = feed.made();
    keys = new EncodedKey[feed.keys()];
    RowCodec keyCodec = new RowCodec(List.of(Simple.BIGINT));
    for (int key = 0; key < keys.length; key++) {
      keys[key] = new EncodedKey(keyCodec.encode(new Row.Builder(1).setLong(0, key).build()));
    }
    arguments = new byte[Feed.VALUES][];
    RowCodec argumentCodec = new RowCodec(List.of(Simple.DOUBLE));
    for (int value = 0; value < arguments.length; value++) {
      arguments[value] =
          argumentCodec.encode(new Row.Builder(1).setDouble(0, Feed.value(value)).build());
    }
    cursor = watermarks.cursor();
  }

  @Override
  public void processElement(StreamRecord<Long> element) {
    int number = Math.toIntExact(element.getValue());
    if (number == 0) {
      output.emitWatermark(new Watermark(HELLO));
      Meter.of(run).begin();
    }
    long timeMillis = events.timesMillis()[number];
    if (cursor.movesBefore(timeMillis)) {
      output.emitWatermark(new Watermark(cursor.clockMillis() - 1));
    }
    KeyedElement event =
        new KeyedElement(
            Objects.requireNonNull(keys[events.keys()[number]]),
            arguments[events.values()[number]],
            timeMillis,
            timeMillis,
            0,
            timeMillis);
    output.collect(new StreamRecord<>(event, timeMillis));
  }

  /** Only the last one comes this way. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (cursor.movesAtEnd()) {
      output.emitWatermark(new Watermark(cursor.clockMillis() - 1));
    }
    super.processWatermark(mark);
  }
}
