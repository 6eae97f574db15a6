package dev.recency.window.distinct;

import dev.recency.operator.KeyContext;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * A multiset of values, given as bytes: few of them in the header, many in buckets of the host's
 * chunk store.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>The header's part holds at most {@value #INLINE_VALUES} values; then all are in buckets.
 *   <li>Buckets hold {@value #BUCKET_VALUES} values on average; one is added or taken away at a
 *       time.
 *   <li>Without values there is no bucket.
 * </ol>
 *
 * <p>O(1) expected per call, at most three buckets read and written. Linear hashing after Litwin,
 * "Linear Hashing: A New Tool for File and Table Addressing", VLDB 1980.
 */
public final class DistinctCounts {
  static final int INLINE_VALUES = 256;
  static final int BUCKET_VALUES = 128;

  private final Buckets store;
  private Map<ByteBuffer, Integer> inline = new HashMap<>();
  private int buckets;
  private long values;

  /**
   * @param id number of the statement's definition, unique in its log
   * @param place of the aggregate in the statement, below 64
   */
  public DistinctCounts(int id, int place) {
    store = new Buckets(id, place);
  }

  /** Number of different values. */
  public long size() {
    return buckets == 0 ? inline.size() : values;
  }

  /** Number of buckets in the chunk store. */
  public int buckets() {
    return buckets;
  }

  /** One more of this value. */
  public void add(byte[] value, KeyContext context) {
    ByteBuffer key = ByteBuffer.wrap(value);
    if (buckets == 0) {
      int unused = inline.merge(key, 1, Integer::sum);
      if (inline.size() > INLINE_VALUES) {
        spill(context);
      }
      return;
    }
    int number = number(key);
    Map<ByteBuffer, Integer> bucket = store.read(number, context);
    values += bucket.merge(key, 1, Integer::sum) == 1 ? 1 : 0;
    store.write(number, bucket, context);
    if (values > (long) buckets * BUCKET_VALUES) {
      split(context);
    }
  }

  /** One less of this value, which was added. */
  public void remove(byte[] value, KeyContext context) {
    ByteBuffer key = ByteBuffer.wrap(value);
    if (buckets == 0) {
      decrement(inline, key);
      return;
    }
    int number = number(key);
    Map<ByteBuffer, Integer> bucket = store.read(number, context);
    values -= decrement(bucket, key) ? 1 : 0;
    store.write(number, bucket, context);
    if (values < INLINE_VALUES / 2) {
      gather(context);
    } else if (values < (long) buckets * BUCKET_VALUES / 4) {
      merge(context);
    }
  }

  /** Whether the value is gone. */
  private static boolean decrement(Map<ByteBuffer, Integer> counts, ByteBuffer key) {
    Integer before = counts.get(key);
    if (before == null) {
      throw new IllegalStateException("a value leaves a window that it is not in");
    }
    if (before == 1) {
      counts.remove(key);
      return true;
    }
    counts.put(key, before - 1);
    return false;
  }

  private int number(ByteBuffer key) {
    int hash = Buckets.hash(key);
    int level = Integer.highestOneBit(buckets);
    int number = hash & (2 * level - 1);
    return number < buckets ? number : hash & (level - 1);
  }

  private void spill(KeyContext context) {
    Map<ByteBuffer, Integer> all = inline;
    inline = new HashMap<>();
    values = all.size();
    buckets = 2;
    for (int number = 0; number < buckets; number++) {
      store.write(number, part(all, number), context);
    }
  }

  private Map<ByteBuffer, Integer> part(Map<ByteBuffer, Integer> all, int number) {
    Map<ByteBuffer, Integer> part = new HashMap<>();
    all.forEach(
        (key, count) -> {
          if (number(key) == number) {
            part.put(key, count);
          }
        });
    return part;
  }

  private void split(KeyContext context) {
    int added = buckets;
    int divided = added - Integer.highestOneBit(added);
    Map<ByteBuffer, Integer> both = store.read(divided, context);
    buckets++;
    store.write(divided, part(both, divided), context);
    store.write(added, part(both, added), context);
  }

  private void merge(KeyContext context) {
    int last = buckets - 1;
    int partner = last - Integer.highestOneBit(last);
    Map<ByteBuffer, Integer> both = store.read(partner, context);
    both.putAll(store.read(last, context));
    buckets--;
    store.delete(last, context);
    store.write(partner, both, context);
  }

  private void gather(KeyContext context) {
    for (int number = 0; number < buckets; number++) {
      inline.putAll(store.read(number, context));
      store.delete(number, context);
    }
    buckets = 0;
    values = 0;
  }

  /** About how many bytes of memory it takes, a value taken as 80. */
  public int memoryBytes() {
    return 96 + inline.size() * 80 + (buckets == 0 ? 0 : 4 * BUCKET_VALUES * 80);
  }

  /** Writes the header's part. */
  public void write(ByteSink target) {
    target.writeVarint(buckets);
    if (buckets > 0) {
      target.writeVarint(values);
    } else {
      Buckets.write(inline, target);
    }
  }

  /** Reads it into this one, which is new. */
  public void read(ByteSource source) {
    buckets = (int) source.readVarint();
    if (buckets > 0) {
      values = source.readVarint();
    } else {
      inline = Buckets.read(source);
    }
  }

  /** Deletes the buckets of a statement that is gone. */
  public static void delete(int id, int place, int buckets, KeyContext context) {
    Buckets store = new Buckets(id, place);
    for (int number = 0; number < buckets; number++) {
      store.delete(number, context);
    }
  }
}
