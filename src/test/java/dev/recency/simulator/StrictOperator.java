package dev.recency.simulator;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.LiveHeader;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * An operator that is watched: a live header that was changed has been put, arrays that were handed
 * over stay as they are, and as-of matches the bounds of the row where it is told to.
 */
final class StrictOperator implements KeyedOperator {
  private final KeyedOperator operator;
  private final SplittableRandom random;
  private final boolean asOfIsEnd;

  /**
   * @param random which calls are watched closely, because that takes time
   */
  StrictOperator(KeyedOperator operator, SplittableRandom random) {
    this(operator, random, true);
  }

  /**
   * @param asOfIsEnd whether WINDOWEND of a row must be its as-of
   */
  StrictOperator(KeyedOperator operator, SplittableRandom random, boolean asOfIsEnd) {
    this.operator = operator;
    this.random = random;
    this.asOfIsEnd = asOfIsEnd;
  }

  @Override
  public void onRecord(KeyedRecord record, KeyContext context) {
    Watched watched = new Watched(context, random.nextInt(8) == 0);
    operator.onRecord(record, watched);
    watched.check();
  }

  @Override
  public void onTimer(Row key, KeyContext context) {
    Watched watched = new Watched(context, random.nextInt(8) == 0);
    operator.onTimer(key, watched);
    watched.check();
  }

  private final class Watched extends Seen {
    private final boolean closely;
    private final byte @Nullable [] before;
    private final Map<byte[], Integer> arrays = new IdentityHashMap<>();
    private boolean put;

    private Watched(KeyContext context, boolean closely) {
      super(context);
      this.closely = closely;
      LiveHeader live = context.liveHeader();
      before = closely && live != null ? live.toBytes() : null;
    }

    private void check() {
      LiveHeader live = liveHeader();
      if (before != null && live != null && !put && !Arrays.equals(before, live.toBytes())) {
        throw new AssertionError("a live header was changed and not put");
      }
      arrays.forEach(
          (array, hash) -> {
            if (Arrays.hashCode(array) != hash) {
              throw new AssertionError("an array of the state was changed in place");
            }
          });
    }

    private byte @Nullable [] seen(byte @Nullable [] array) {
      if (array != null && closely) {
        arrays.putIfAbsent(array, Arrays.hashCode(array));
      }
      return array;
    }

    @Override
    public byte @Nullable [] header() {
      return seen(super.header());
    }

    @Override
    public void putHeader(byte[] header) {
      seen(header);
      put = true;
      super.putHeader(header);
    }

    @Override
    public void putHeader(LiveHeader header) {
      put = true;
      super.putHeader(header);
    }

    @Override
    public byte @Nullable [] chunk(long id) {
      return seen(super.chunk(id));
    }

    @Override
    public void putChunk(long id, byte[] chunk) {
      seen(chunk);
      super.putChunk(id, chunk);
    }

    @Override
    public void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
      if (asOfIsEnd && kind != RowKind.DELETE && row.getLong(row.size() - 1) != asOfMillis) {
        throw new AssertionError("WINDOWEND is not the as-of [" + asOfMillis + "]");
      }
      super.emit(statement, row, kind, asOfMillis, arrivalMillis);
    }
  }
}
