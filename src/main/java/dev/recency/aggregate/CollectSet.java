package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * COLLECT_SET: the distinct values, NULL among them, by the {@link Arguments#position} where each
 * was first seen, at the same one by encoded bytes; the first so many of them, as in {@link
 * CollectList}. 0.0 and −0.0 are two values, as they are to a reader; every NaN is one.
 *
 * <p>O(log values) per event; O(values) of state.
 */
public final class CollectSet implements CollectingAggregate<CollectSet.Collected> {
  private final Operand operand;
  private final int limit;
  private final FirstEntries entries;

  /**
   * @param limit number of values, 0 or more
   */
  CollectSet(Operand operand, int limit) {
    this.operand = operand;
    this.limit = limit;
    this.entries = new FirstEntries(operand.codec(), Entry.order(operand.codec()), limit);
  }

  /** The accumulator. */
  static final class Collected {
    private final FirstSeen values;

    private Collected(int limit) {
      this.values = new FirstSeen(limit);
    }
  }

  @Override
  public SqlType type() {
    return new SqlType.Array(operand.type());
  }

  @Override
  public boolean full(Collected accumulator) {
    return accumulator.values.size() == limit;
  }

  @Override
  public Collected create() {
    return new Collected(limit);
  }

  @Override
  public void clear(Collected accumulator) {
    accumulator.values.clear();
  }

  @Override
  public void add(Collected into, Arguments event) {
    into.values.offer(operand.encoded(event), event.position(), 1);
  }

  @Override
  public void combine(Collected into, Collected other) {
    into.values.offerAll(other.values);
  }

  @Override
  public List<@Nullable Object> lower(Collected accumulator) {
    return Collections.unmodifiableList(FirstEntries.values(list(accumulator)));
  }

  private List<Entry> list(Collected collected) {
    List<Entry> list = new ArrayList<>(collected.values.size());
    for (FirstSeen.Seen seen : collected.values.inOrder()) {
      byte[] bytes = seen.value().bytes();
      Object value = bytes == null ? null : operand.codec().read(ByteBuffer.wrap(bytes));
      list.add(new Entry(seen.position(), value));
    }
    return list;
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Collected accumulator) {
    return entries.sizeBytes(list(accumulator));
  }

  @Override
  public void write(Collected accumulator, ByteBuffer target) {
    entries.write(list(accumulator), target);
  }

  @Override
  public Collected read(ByteBuffer source) {
    Collected collected = new Collected(limit);
    for (Entry entry : entries.read(source)) {
      Object value = entry.value();
      byte[] bytes = value == null ? null : operand.codec().encode(value);
      collected.values.offer(bytes, entry.position(), 1);
    }
    return collected;
  }
}
