package dev.recency.accuracy.event;

import dev.recency.accuracy.column.LongColumn;
import dev.recency.aggregate.Arguments;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of the aggregates of many events, one array per argument. */
final class ArgumentColumns {
  private final List<SqlType> types;
  private final LongColumn[] primitives;
  private final List<List<@Nullable Object>> references = new ArrayList<>();
  private final BitSet[] nulls;
  private int size;

  ArgumentColumns(List<SqlType> types) {
    this.types = List.copyOf(types);
    primitives = new LongColumn[types.size()];
    nulls = new BitSet[types.size()];
    for (int slot = 0; slot < types.size(); slot++) {
      primitives[slot] = new LongColumn();
      references.add(new ArrayList<>());
      nulls[slot] = new BitSet();
    }
  }

  void add(Row row) {
    for (int slot = 0; slot < types.size(); slot++) {
      nulls[slot].set(size, row.isNull(slot));
      if (types.get(slot).primitive()) {
        primitives[slot].add(row.getLong(slot));
      } else {
        references.get(slot).add(row.getReference(slot));
      }
    }
    size++;
  }

  /** The arguments of one event as text; those of no primitive or decimal type only if asked. */
  List<String> texts(int row, boolean all) {
    List<String> texts = new ArrayList<>();
    for (int slot = 0; slot < types.size(); slot++) {
      SqlType type = types.get(slot);
      if (nulls[slot].get(row)) {
        texts.add("null");
      } else if (type == SqlType.Simple.DOUBLE) {
        texts.add(Double.toString(Double.longBitsToDouble(primitives[slot].get(row))));
      } else if (type == SqlType.Simple.BOOLEAN) {
        texts.add(Boolean.toString(primitives[slot].get(row) != 0));
      } else if (type.primitive()) {
        texts.add(Long.toString(primitives[slot].get(row)));
      } else {
        boolean shown = all || type.numeric();
        texts.add(shown ? String.valueOf(references.get(slot).get(row)) : "…");
      }
    }
    return texts;
  }

  /** A view that shows one event after the other. */
  final class View implements Arguments {
    private int row;
    private long position;

    void show(int shownRow, long shownPosition) {
      row = shownRow;
      position = shownPosition;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public boolean isNull(int slot) {
      return nulls[slot].get(row);
    }

    @Override
    public long getLong(int slot) {
      return primitives[slot].get(row);
    }

    @Override
    public double getDouble(int slot) {
      return Double.longBitsToDouble(primitives[slot].get(row));
    }

    @Override
    public @Nullable Object getReference(int slot) {
      return references.get(slot).get(row);
    }
  }
}
