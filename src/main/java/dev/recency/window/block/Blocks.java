package dev.recency.window.block;

import dev.recency.operator.KeyContext;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of entries of one key in the order of their positions, cut into blocks. The newest block is
 * part of the header; every other one is a chunk, read when it is needed and written in the call
 * that changed it.
 *
 * <p>A block is sealed with 64 entries, or with as many as there are blocks if these are more, so
 * the header of n entries takes O(√n) bytes and no access reads or writes more than O(√n).
 *
 * @param <E> the entries
 */
public final class Blocks<E extends Entry> {
  private final EntryFormat<E> format;
  private final BlockTable<E> table;

  private Blocks(EntryFormat<E> format, BlockTable<E> table) {
    this.format = format;
    this.table = table;
  }

  /** No entries. */
  public Blocks(EntryFormat<E> format) {
    this(format, BlockTable.empty());
  }

  /** Reads what {@link #write} wrote. */
  public static <E extends Entry> Blocks<E> read(EntryFormat<E> format, ByteSource source) {
    return new Blocks<>(format, BlockTable.read(format, source));
  }

  /** Writes the newest block and where the others are. */
  public void write(ByteSink target) {
    table.write(format, target);
  }

  /** To be called at the end of a call that changed anything: writes the changed chunks. */
  public void flush(KeyContext context) {
    table.flush(format, context);
  }

  /** About how many bytes of memory it takes. */
  public int memoryBytes() {
    return table.memoryBytes();
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return table.size() == 1 && table.newest().entries().isEmpty();
  }

  /** The entry at a position, to be read. */
  public @Nullable E get(long position, KeyContext context) {
    E found = ceiling(position, context);
    return found != null && found.position == position ? found : null;
  }

  /** The first entry at this position or behind it. */
  public @Nullable E ceiling(long position, KeyContext context) {
    int place = table.place(position);
    List<E> entries = entries(place, context);
    int index = Block.firstReaching(entries, position);
    if (index < entries.size()) {
      return entries.get(index);
    }
    return place + 1 < table.size() ? entries(place + 1, context).get(0) : null;
  }

  /** The first entry behind this position. */
  public @Nullable E higher(long position, KeyContext context) {
    return position == Long.MAX_VALUE ? null : ceiling(position + 1, context);
  }

  /** The last entry before this position. */
  public @Nullable E lower(long position, KeyContext context) {
    int place = position == Long.MIN_VALUE ? 0 : table.place(position - 1);
    List<E> entries = entries(place, context);
    int index = Block.firstReaching(entries, position) - 1;
    if (index >= 0) {
      return entries.get(index);
    }
    if (place == 0) {
      return null;
    }
    List<E> before = entries(place - 1, context);
    return before.get(before.size() - 1);
  }

  /** The last of all. */
  public @Nullable E last() {
    List<E> entries = table.newest().entries();
    return entries.isEmpty() ? null : entries.get(entries.size() - 1);
  }

  /** The entry at a position, to be changed in this call. */
  public @Nullable E edit(long position, KeyContext context) {
    E found = get(position, context);
    if (found != null) {
      table.get(table.place(position)).changed = true;
    }
    return found;
  }

  /** Puts an entry where there is none. */
  public void put(E entry, KeyContext context) {
    int place = table.place(entry.position);
    List<E> entries = entries(place, context);
    entries.add(Block.firstReaching(entries, entry.position), entry);
    Block<E> block = table.get(place);
    block.changed = true;
    block.firstPosition = entries.get(0).position;
    if (place == table.size() - 1) {
      table.grown(format.memoryBytes(entry));
    }
  }

  /** Removes the entry at a position, if there is one. */
  public void remove(long position, KeyContext context) {
    int place = table.place(position);
    List<E> entries = entries(place, context);
    int index = Block.firstReaching(entries, position);
    if (index < entries.size() && entries.get(index).position == position) {
      entries.remove(index);
      table.get(place).changed = true;
      if (entries.isEmpty() && table.size() > 1) {
        table.drop(place, format, context);
      } else if (!entries.isEmpty()) {
        table.get(place).firstPosition = entries.get(0).position;
      }
    }
  }

  /** Drops entries before this position: all that are not in a block with later ones. */
  public void dropBefore(long position, KeyContext context) {
    while (table.size() > 1 && table.get(1).firstPosition <= position) {
      table.drop(0, format, context);
    }
    if (table.size() == 1) {
      List<E> entries = table.newest().entries();
      int dead = Block.firstReaching(entries, position);
      entries.subList(0, dead).clear();
      if (dead > 0 && !entries.isEmpty()) {
        table.newest().firstPosition = entries.get(0).position;
      }
    }
  }

  private List<E> entries(int place, KeyContext context) {
    return table.entries(place, format, context);
  }
}
