package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * EARLIEST_BY_OFFSET and LATEST_BY_OFFSET: the value, or the N values as an ARRAY from the oldest to
 * the newest, whose events stand first or last by {@link Arguments#position}; at the same position
 * by encoded bytes, NULL lowest. Over nothing one value is NULL and an ARRAY empty.
 *
 * <p>Combine has no inverse. O(1) per event, O(N) out of order; N times position and value of state.
 */
public final class OffsetValues implements Aggregate<OffsetValues.Kept> {
  private final Operand operand;
  private final SqlType type;
  private final boolean latest;
  private final boolean ignoresNulls;
  private final boolean single;
  private final FirstEntries entries;

  /**
   * @param type of the result
   * @param latest whether the last are wanted
   * @param count how many; empty for one that is not in an ARRAY
   */
  OffsetValues(
      Operand operand,
      SqlType type,
      boolean latest,
      @Nullable Integer count,
      boolean ignoresNulls) {
    Comparator<Entry> order = Entry.order(operand.codec());
    this.operand = operand;
    this.type = type;
    this.latest = latest;
    this.ignoresNulls = ignoresNulls;
    this.single = count == null;
    this.entries =
        new FirstEntries(
            operand.codec(), latest ? order.reversed() : order, count == null ? 1 : count);
  }

  /** The accumulator: what is kept, the one that is wanted most first. */
  static final class Kept {
    private List<Entry> entries = new ArrayList<>(1);
  }

  @Override
  public SqlType type() {
    return type;
  }

  @Override
  public Kept create() {
    return new Kept();
  }

  @Override
  public void clear(Kept accumulator) {
    accumulator.entries.clear();
  }

  @Override
  public void add(Kept into, Arguments event) {
    Object value = operand.value(event);
    if (value != null || !ignoresNulls) {
      entries.offer(into.entries, new Entry(event.position(), value));
    }
  }

  @Override
  public void combine(Kept into, Kept other) {
    other.entries.forEach(entry -> entries.offer(into.entries, entry));
  }

  @Override
  public @Nullable Object lower(Kept accumulator) {
    if (single) {
      return accumulator.entries.isEmpty() ? null : accumulator.entries.get(0).value();
    }
    List<@Nullable Object> values = FirstEntries.values(accumulator.entries);
    if (latest) {
      Collections.reverse(values);
    }
    return Collections.unmodifiableList(values);
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Kept accumulator) {
    return entries.sizeBytes(accumulator.entries);
  }

  @Override
  public void write(Kept accumulator, ByteBuffer target) {
    entries.write(accumulator.entries, target);
  }

  @Override
  public Kept read(ByteBuffer source) {
    Kept kept = new Kept();
    kept.entries = entries.read(source);
    return kept;
  }
}
