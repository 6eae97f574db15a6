package dev.recency.window.time;

import dev.recency.operator.KeyContext;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import java.util.ArrayList;
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
public final class Blocks<E extends Blocks.Entry> {
  /** Entries of a block, unless there are more blocks than that. */
  public static final int LEAST_ENTRIES = 64;

  private static final int KEPT = 2;
  private static final int WEIGH_EVERY = 32;

  private final Format<E> format;
  private final List<Block<E>> blocks = new ArrayList<>();

  /** Sealed blocks whose entries are at hand, the last used one at the end. */
  private final List<Block<E>> atHand = new ArrayList<>();

  private long nextId;
  private int flushes;
  private int newestBytes;

  /** No entries. */
  public Blocks(Format<E> format) {
    this.format = format;
    blocks.add(new Block<>(nextId++, Long.MIN_VALUE, new ArrayList<>()));
  }

  /** Something at a position that it keeps. */
  public abstract static class Entry {
    final long position;

    protected Entry(long position) {
      this.position = position;
    }

    /** Where it stands. */
    public final long position() {
      return position;
    }
  }

  /** How entries become bytes. */
  public interface Format<E> {
    /** {@link #LEAST_ENTRIES}, or less in tests. */
    int blockEntries();

    /** Writes all but the position. */
    void write(E entry, ByteSink target);

    /** Reads what {@link #write} wrote. */
    E read(long position, ByteSource source);

    /** About how many bytes of memory an entry takes. */
    int memoryBytes(E entry);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return blocks.size() == 1 && newest().entries().isEmpty();
  }

  private Block<E> newest() {
    return blocks.get(blocks.size() - 1);
  }

  /** The entry at a position, to be read. */
  public @Nullable E get(long position, KeyContext context) {
    E found = ceiling(position, context);
    return found != null && found.position == position ? found : null;
  }

  /** The first entry at this position or behind it. */
  public @Nullable E ceiling(long position, KeyContext context) {
    int place = place(position);
    List<E> entries = entries(place, context);
    int index = Block.firstReaching(entries, position);
    if (index < entries.size()) {
      return entries.get(index);
    }
    return place + 1 < blocks.size() ? entries(place + 1, context).get(0) : null;
  }

  /** The first entry behind this position. */
  public @Nullable E higher(long position, KeyContext context) {
    return position == Long.MAX_VALUE ? null : ceiling(position + 1, context);
  }

  /** The last entry before this position. */
  public @Nullable E lower(long position, KeyContext context) {
    int place = position == Long.MIN_VALUE ? 0 : place(position - 1);
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
    List<E> entries = newest().entries();
    return entries.isEmpty() ? null : entries.get(entries.size() - 1);
  }

  /** The entry at a position, to be changed in this call. */
  public @Nullable E edit(long position, KeyContext context) {
    E found = get(position, context);
    if (found != null) {
      blocks.get(place(position)).changed = true;
    }
    return found;
  }

  /** Puts an entry where there is none. */
  public void put(E entry, KeyContext context) {
    int place = place(entry.position);
    List<E> entries = entries(place, context);
    entries.add(Block.firstReaching(entries, entry.position), entry);
    Block<E> block = blocks.get(place);
    block.changed = true;
    block.firstPosition = entries.get(0).position;
    if (place == blocks.size() - 1) {
      newestBytes += format.memoryBytes(entry);
    }
  }

  /** Removes the entry at a position, if there is one. */
  public void remove(long position, KeyContext context) {
    int place = place(position);
    List<E> entries = entries(place, context);
    int index = Block.firstReaching(entries, position);
    if (index < entries.size() && entries.get(index).position == position) {
      entries.remove(index);
      blocks.get(place).changed = true;
      if (entries.isEmpty() && blocks.size() > 1) {
        drop(place, context);
      } else if (!entries.isEmpty()) {
        blocks.get(place).firstPosition = entries.get(0).position;
      }
    }
  }

  /** Drops entries before this position: all that are not in a block with later ones. */
  public void dropBefore(long position, KeyContext context) {
    while (blocks.size() > 1 && blocks.get(1).firstPosition <= position) {
      drop(0, context);
    }
    if (blocks.size() == 1) {
      List<E> entries = newest().entries();
      int dead = Block.firstReaching(entries, position);
      entries.subList(0, dead).clear();
      if (dead > 0 && !entries.isEmpty()) {
        newest().firstPosition = entries.get(0).position;
      }
    }
  }

  /** Drops everything. */
  public void clear(KeyContext context) {
    while (blocks.size() > 1) {
      drop(0, context);
    }
    newest().entries().clear();
  }

  private void drop(int place, KeyContext context) {
    if (place == blocks.size() - 1) {
      Block<E> before = blocks.get(place - 1);
      before.load(format, context);
      context.deleteChunk(before.id);
      atHand.remove(before);
      flushes = 0;
    } else {
      context.deleteChunk(blocks.get(place).id);
      atHand.remove(blocks.get(place));
    }
    blocks.remove(place);
  }

  /** Which block a position belongs to. */
  private int place(long position) {
    int low = 0;
    int high = blocks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (blocks.get(middle).firstPosition <= position) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private List<E> entries(int place, KeyContext context) {
    Block<E> block = blocks.get(place);
    if (place == blocks.size() - 1) {
      return block.entries();
    }
    if (atHand.isEmpty() || atHand.get(atHand.size() - 1) != block) {
      atHand.remove(block);
      atHand.add(block);
      block.load(format, context);
      if (atHand.size() > KEPT) {
        atHand.remove(0).unload(format, context);
      }
    }
    return block.entries();
  }

  /** To be called at the end of a call that changed anything: writes the changed chunks. */
  public void flush(KeyContext context) {
    int most = 2 * Math.max(format.blockEntries(), blocks.size());
    for (Block<E> block : atHand) {
      if (block.entries().size() > most) {
        Block<E> second = block.split(nextId++);
        second.unload(format, context);
        blocks.add(blocks.indexOf(block) + 1, second);
      }
      block.store(format, context);
    }
    Block<E> newest = newest();
    if (newest.entries().size() > most) {
      blocks.add(newest.split(nextId++));
      newest.unload(format, context);
      flushes = 0;
    }
    if (flushes++ % WEIGH_EVERY == 0) {
      newestBytes = newest().entries().stream().mapToInt(format::memoryBytes).sum();
    }
  }

  /** About how many bytes of memory it takes. */
  public int memoryBytes() {
    int bytes = 64 + newestBytes + blocks.size() * 48;
    for (Block<E> block : atHand) {
      bytes += block.memoryBytes;
    }
    return bytes;
  }

  /** Writes the newest block and where the others are. */
  public void write(ByteSink target) {
    target.writeVarint(nextId);
    target.writeVarint(blocks.size() - 1);
    long before = 0;
    for (Block<E> block : blocks) {
      target.writeVarint(block.id);
      target.writeSigned(block.firstPosition - before);
      before = block.firstPosition;
    }
    newest().write(format, target);
  }

  /** Reads what {@link #write} wrote. */
  public static <E extends Entry> Blocks<E> read(Format<E> format, ByteSource source) {
    Blocks<E> list = new Blocks<>(format);
    list.blocks.clear();
    list.nextId = source.readVarint();
    int sealed = source.readCount();
    long before = 0;
    for (int i = 0; i < sealed; i++) {
      long id = source.readVarint();
      before += source.readSigned();
      list.blocks.add(new Block<>(id, before, null));
    }
    long id = source.readVarint();
    before += source.readSigned();
    list.blocks.add(new Block<>(id, before, Block.read(format, source)));
    return list;
  }
}
