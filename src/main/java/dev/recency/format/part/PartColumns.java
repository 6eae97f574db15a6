package dev.recency.format.part;

import dev.recency.plan.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of one part of a record and where a row holds them.
 *
 * @param declared all columns of the part in their order
 * @param slots the slot of each declared column, -1 for one that nobody reads
 */
public record PartColumns(List<Column> declared, List<Integer> slots) {
  public PartColumns {
    declared = List.copyOf(declared);
    slots = List.copyOf(slots);
  }

  /** The columns of this role, as they stand in a layout that may leave some out. */
  public static PartColumns of(List<Column> declared, List<Column> layout, Column.Role role) {
    List<Column> part = declared.stream().filter(column -> column.role() == role).toList();
    List<Integer> slots = new ArrayList<>();
    for (Column column : part) {
      slots.add(slotOf(column, layout));
    }
    return new PartColumns(part, slots);
  }

  private static int slotOf(Column column, List<Column> layout) {
    for (int slot = 0; slot < layout.size(); slot++) {
      Column other = layout.get(slot);
      if (other.role() == column.role() && other.name().equals(column.name())) {
        return slot;
      }
    }
    return -1;
  }

  /** Whether nobody reads any of them. */
  public boolean unused() {
    return slots.stream().allMatch(slot -> slot < 0);
  }

  /** Number of declared columns. */
  public int size() {
    return declared.size();
  }
}
