package dev.recency.aggregate;

import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * TOPK with further columns: the k events whose first argument is largest, each as a STRUCT of all
 * arguments, the largest first, of equal ones the one of the lower {@link Arguments#position}. An
 * event whose first argument is NULL is not among them.
 *
 * <p>Combine has no inverse. O(log k) per event, O(k) if it is among the k; O(k) of state.
 */
final class TopRows implements Aggregate<TopRows.Top> {
  private final List<Operand> operands;
  private final SqlType.Array type;
  private final FirstEntries entries;

  /**
   * @param operands the one that is compared first
   * @param type an ARRAY of a STRUCT of these operands
   */
  TopRows(List<Operand> operands, int count, SqlType.Array type) {
    this.operands = List.copyOf(operands);
    this.type = type;
    Comparator<Entry> largestFirst = (left, right) -> ValueOrder.compare(key(right), key(left));
    this.entries =
        new FirstEntries(
            ValueCodec.of(type.element()), largestFirst.thenComparingLong(Entry::position), count);
  }

  /** The accumulator: the largest first. */
  static final class Top {
    private List<Entry> entries = new ArrayList<>();
  }

  private static Object key(Entry entry) {
    StructValue struct = (StructValue) Objects.requireNonNull(entry.value());
    return Objects.requireNonNull(struct.get(0));
  }

  @Override
  public SqlType type() {
    return type;
  }

  @Override
  public Top create() {
    return new Top();
  }

  @Override
  public void clear(Top accumulator) {
    accumulator.entries.clear();
  }

  @Override
  public void add(Top into, Arguments event) {
    if (event.isNull(operands.get(0).slot())) {
      return;
    }
    @Nullable Object[] values = new @Nullable Object[operands.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = operands.get(i).value(event);
    }
    entries.offer(into.entries, new Entry(event.position(), StructValue.of(values)));
  }

  @Override
  public void combine(Top into, Top other) {
    other.entries.forEach(entry -> entries.offer(into.entries, entry));
  }

  @Override
  public List<@Nullable Object> lower(Top accumulator) {
    return Collections.unmodifiableList(FirstEntries.values(accumulator.entries));
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Top accumulator) {
    return entries.sizeBytes(accumulator.entries);
  }

  @Override
  public void write(Top accumulator, ByteBuffer target) {
    entries.write(accumulator.entries, target);
  }

  /** A STRUCT without its first field is none that {@link #write} writes. */
  @Override
  public Top read(ByteBuffer source) {
    Top top = new Top();
    top.entries = entries.read(source);
    for (Entry entry : top.entries) {
      if (!(entry.value() instanceof StructValue struct) || struct.get(0) == null) {
        throw new IllegalArgumentException("entry without the value that orders it");
      }
    }
    return top;
  }
}
