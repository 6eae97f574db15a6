package dev.recency.flink.keyed;

import dev.recency.command.CommandRecord;
import dev.recency.expression.ErrorListener;
import dev.recency.flink.serializer.EncodedKey;
import dev.recency.flink.serializer.RowCodec;
import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.LiveHeader;
import dev.recency.operator.Outcome;
import dev.recency.operator.PartitionClocks;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * An operator whose every step depends on the whole state of its key, so that a lost, doubled or
 * stale header, chunk or timer shows in all that it emits afterwards. Its header is live and changes
 * in place.
 */
final class RandomWork implements KeyedOperator {
  static final List<SqlType> KEY = List.of(SqlType.Simple.STRING);
  private static final List<SqlType> NUMBER = List.of(SqlType.Simple.BIGINT);
  private static final RowCodec KEYS = new RowCodec(KEY);
  private static final RowCodec NUMBERS = new RowCodec(NUMBER);
  private static final int CHUNKS = 3;

  /** A number that every call mixes on. */
  private static final class Digest implements LiveHeader {
    private long value;
    private int calls;

    private Digest(long value, int calls) {
      this.value = value;
      this.calls = calls;
    }

    static Digest of(KeyContext context) {
      if (context.liveHeader() instanceof Digest live) {
        return live;
      }
      byte[] bytes = context.header();
      if (bytes == null) {
        return new Digest(17, 0);
      }
      ByteBuffer source = ByteBuffer.wrap(bytes);
      return new Digest(source.getLong(), source.getInt());
    }

    void mix(long other) {
      value = 31 * value + (other ^ (value >>> 29));
      calls++;
    }

    @Override
    public byte[] toBytes() {
      return ByteBuffer.allocate(12).putLong(value).putInt(calls).array();
    }

    @Override
    public int memoryBytes() {
      return 40;
    }
  }

  static KeyedQuery.Running open(ErrorListener errors) {
    return new KeyedQuery.Running(
        new RandomWork(),
        new RowCodec(KEY),
        new RowCodec(NUMBER),
        List.of(
            new KeyedQuery.Statement("even", "even", (r, k, a, c) -> command("even", r, a), false),
            new KeyedQuery.Statement("odd", "odd", (r, k, a, c) -> command("odd", r, a), false)));
  }

  private static CommandRecord command(String topic, Row row, long asOfMillis) {
    byte[] text = String.valueOf(row.getReference(0)).getBytes(StandardCharsets.UTF_8);
    return new CommandRecord(topic, null, text, asOfMillis, List.of());
  }

  static KeyedElement element(String key, long number, long timeMillis) {
    return new KeyedElement(
        new EncodedKey(KEYS.encode(Row.of(KEY, List.of(key)))),
        NUMBERS.encode(Row.of(NUMBER, List.of(number))),
        timeMillis,
        timeMillis,
        (int) (number & 1),
        PartitionClocks.NONE);
  }

  static KeyedRecord record(KeyedElement element) {
    return new KeyedRecord(
        KEYS.decode(element.key().bytes()),
        NUMBERS.decode(element.arguments()),
        element.eventTimeMillis(),
        element.arrivalMillis());
  }

  @Override
  public void onRecord(KeyedRecord record, KeyContext context) {
    long number = record.arguments().getLong(0);
    context.count((int) (number & 1), Outcome.ACCEPTED);
    work(record.key(), number, -20, context);
  }

  @Override
  public void onTimer(Row key, KeyContext context) {
    work(key, context.clock(), 1, context);
  }

  /**
   * @param soonestMillis when a timer may be due, from the clock; from a timer always later
   */
  private static void work(Row key, long number, int soonestMillis, KeyContext context) {
    Digest digest = Digest.of(context);
    digest.mix(number);
    Random random = new Random(digest.value);
    long id = random.nextInt(CHUNKS);
    byte[] chunk = context.chunk(id);
    digest.mix(chunk == null ? -1 : ByteBuffer.wrap(chunk).getLong());
    switch (random.nextInt(8)) {
      case 0 -> drop(context);
      case 1 -> context.deleteChunk(id);
      case 2 -> context.putChunk(id, ByteBuffer.allocate(8).putLong(digest.value).array());
      case 3 -> context.cancelTimer();
      default -> context.timer(context.clock() + soonestMillis + random.nextInt(400));
    }
    if (random.nextInt(8) != 0) {
      context.putHeader(digest);
    } else if (digest.calls > 0) {
      context.deleteHeader();
    }
    String text = key.getReference(0) + " " + digest.value + " @" + context.clock();
    Row row = Row.of(KEY, List.of(text));
    context.emit((int) (digest.value & 1), row, RowKind.UPDATE, context.clock(), context.now());
  }

  /** Nothing is left of the key unless the header is put again. */
  private static void drop(KeyContext context) {
    for (long id = 0; id < CHUNKS; id++) {
      context.deleteChunk(id);
    }
    context.cancelTimer();
    context.deleteHeader();
  }
}
