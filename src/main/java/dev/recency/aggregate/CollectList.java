package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * COLLECT_LIST: the values of all events, NULL too, by {@link Arguments#position}, at the same one
 * by encoded bytes; the first so many of them, and those behind them are left out.
 *
 * <p>O(1) per event in order; O(values) of state. Taking an event back takes out the last value that
 * equals its own, in O(values); what was left out does not come back.
 */
public final class CollectList
    implements CollectingAggregate<CollectList.Collected>,
        UndoableAggregate<CollectList.Collected> {
  /** Values under {@code WINDOW SLIDING}: more than a command should carry. */
  public static final int MAX_VALUES = 1000;

  /** Values elsewhere, where the dialect has no limit: a key's state has one all the same. */
  public static final int MAX_DIALECT_VALUES = 100_000;

  private final Operand operand;
  private final FirstEntries entries;

  /**
   * @param limit number of values, 0 or more
   */
  CollectList(Operand operand, int limit) {
    this.operand = operand;
    this.entries = new FirstEntries(operand.codec(), Entry.order(operand.codec()), limit);
  }

  /** The accumulator. */
  static final class Collected {
    private List<Entry> entries = new ArrayList<>();
  }

  @Override
  public SqlType type() {
    return new SqlType.Array(operand.type());
  }

  @Override
  public boolean full(Collected accumulator) {
    return entries.full(accumulator.entries);
  }

  @Override
  public Collected create() {
    return new Collected();
  }

  @Override
  public void clear(Collected accumulator) {
    accumulator.entries.clear();
  }

  @Override
  public void add(Collected into, Arguments event) {
    entries.offer(into.entries, new Entry(event.position(), operand.value(event)));
  }

  @Override
  public void remove(Collected from, Arguments event) {
    Object value = operand.value(event);
    for (int i = from.entries.size() - 1; i >= 0; i--) {
      if (Objects.equals(from.entries.get(i).value(), value)) {
        from.entries.remove(i);
        return;
      }
    }
  }

  @Override
  public void combine(Collected into, Collected other) {
    other.entries.forEach(entry -> entries.offer(into.entries, entry));
  }

  @Override
  public List<@Nullable Object> lower(Collected accumulator) {
    return Collections.unmodifiableList(FirstEntries.values(accumulator.entries));
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Collected accumulator) {
    return entries.sizeBytes(accumulator.entries);
  }

  @Override
  public void write(Collected accumulator, ByteBuffer target) {
    entries.write(accumulator.entries, target);
  }

  @Override
  public Collected read(ByteBuffer source) {
    Collected collected = new Collected();
    collected.entries = entries.read(source);
    return collected;
  }
}
