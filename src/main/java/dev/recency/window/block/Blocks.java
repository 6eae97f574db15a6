package dev.recency.window.block;

import dev.recency.operator.KeyContext;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
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
    return table.sealed() == 0 && table.newest().size() == 0;
  }

  /** The entry at a position, to be read. */
  public @Nullable E get(long position, KeyContext context) {
    E found = ceiling(position, context);
    return found != null && found.position == position ? found : null;
  }

  /** The first entry at this position or behind it. */
  public @Nullable E ceiling(long position, KeyContext context) {
    int place = table.place(position);
    Block<E> block = atHand(place, context);
    int index = block.firstReaching(position);
    if (index < block.size()) {
      return block.get(index);
    }
    return place < table.sealed() ? atHand(place + 1, context).get(0) : null;
  }

  /** The first entry behind this position. */
  public @Nullable E higher(long position, KeyContext context) {
    return position == Long.MAX_VALUE ? null : ceiling(position + 1, context);
  }

  /** The last entry before this position. */
  public @Nullable E lower(long position, KeyContext context) {
    int place = position == Long.MIN_VALUE ? 0 : table.place(position - 1);
    Block<E> block = atHand(place, context);
    int index = block.firstReaching(position) - 1;
    if (index >= 0) {
      return block.get(index);
    }
    return place == 0 ? null : atHand(place - 1, context).last();
  }

  /** The last of all. */
  public @Nullable E last() {
    return table.newest().size() == 0 ? null : table.newest().last();
  }

  /** The entry at a position, to be changed in this call. */
  public @Nullable E edit(long position, KeyContext context) {
    Block<E> block = atHand(table.place(position), context);
    int index = block.firstReaching(position);
    E found = index < block.size() ? block.get(index) : null;
    if (found == null || found.position != position) {
      return null;
    }
    block.changed = true;
    return found;
  }

  /** Puts an entry where there is none. */
  public void put(E entry, KeyContext context) {
    int place = table.place(entry.position);
    Block<E> block = atHand(place, context);
    block.insert(block.firstReaching(entry.position), entry);
    block.changed = true;
    if (place == table.sealed()) {
      table.grown(format.memoryBytes(entry));
    }
  }

  /** Removes the entry at a position, if there is one. */
  public void remove(long position, KeyContext context) {
    int place = table.place(position);
    Block<E> block = atHand(place, context);
    int index = block.firstReaching(position);
    if (index < block.size() && block.get(index).position == position) {
      block.remove(index, index + 1);
      block.changed = true;
      if (block.size() == 0 && table.sealed() > 0) {
        table.drop(place, format, context);
      }
    }
  }

  /** Drops entries before this position: all that are not in a block with later ones. */
  public void dropBefore(long position, KeyContext context) {
    while (table.sealed() > 0 && table.firstPosition(1) <= position) {
      table.drop(0, format, context);
    }
    if (table.sealed() == 0) {
      Block<E> newest = table.newest();
      int dead = newest.firstReaching(position);
      if (dead > 0) {
        table.shrinking(dead);
        newest.remove(0, dead);
      }
    }
  }

  private Block<E> atHand(int place, KeyContext context) {
    return table.atHand(place, format, context);
  }
}
