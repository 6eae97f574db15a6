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
  private static final int WEIGH_EVERY = 64;

  private final Format<E> format;
  private final List<Block<E>> blocks = new ArrayList<>(1);

  /** The last of the blocks, and how many there are before it: all that most keys have. */
  private Block<E> newest;

  private int sealed;

  /** Sealed blocks whose entries are at hand, the last used one at the end. */
  private final List<Block<E>> atHand = new ArrayList<>(0);

  private long nextId;
  private int flushes;
  private int newestBytes;

  /** No entries. */
  public Blocks(Format<E> format) {
    this.format = format;
    newest = Block.empty(nextId++);
    blocks.add(newest);
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
    return sealed == 0 && newest.size() == 0;
  }

  /** To be called when there is another block, or one less. */
  private void recount() {
    sealed = blocks.size() - 1;
    newest = blocks.get(sealed);
  }

  /** The entry at a position, to be read. */
  public @Nullable E get(long position, KeyContext context) {
    E found = ceiling(position, context);
    return found != null && found.position == position ? found : null;
  }

  /** The first entry at this position or behind it. */
  public @Nullable E ceiling(long position, KeyContext context) {
    int place = place(position);
    Block<E> block = atHand(place, context);
    int index = block.firstReaching(position);
    if (index < block.size()) {
      return block.get(index);
    }
    return place < sealed ? atHand(place + 1, context).get(0) : null;
  }

  /** The first entry behind this position. */
  public @Nullable E higher(long position, KeyContext context) {
    return position == Long.MAX_VALUE ? null : ceiling(position + 1, context);
  }

  /** The last entry before this position. */
  public @Nullable E lower(long position, KeyContext context) {
    int place = position == Long.MIN_VALUE ? 0 : place(position - 1);
    Block<E> block = atHand(place, context);
    int index = block.firstReaching(position) - 1;
    if (index >= 0) {
      return block.get(index);
    }
    return place == 0 ? null : atHand(place - 1, context).last();
  }

  /** The last of all. */
  public @Nullable E last() {
    return newest.size() == 0 ? null : newest.last();
  }

  /** The entry at a position, to be changed in this call. */
  public @Nullable E edit(long position, KeyContext context) {
    Block<E> block = atHand(place(position), context);
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
    int place = place(entry.position);
    Block<E> block = atHand(place, context);
    block.insert(block.firstReaching(entry.position), entry);
    block.changed = true;
    if (place == sealed) {
      newestBytes += format.memoryBytes(entry);
    }
  }

  /** Removes the entry at a position, if there is one. */
  public void remove(long position, KeyContext context) {
    int place = place(position);
    Block<E> block = atHand(place, context);
    int index = block.firstReaching(position);
    if (index < block.size() && block.get(index).position == position) {
      block.remove(index, index + 1);
      block.changed = true;
      if (block.size() == 0 && sealed > 0) {
        drop(place, context);
      }
    }
  }

  /** Drops entries before this position: all that are not in a block with later ones. */
  public void dropBefore(long position, KeyContext context) {
    while (sealed > 0 && blocks.get(1).firstPosition <= position) {
      drop(0, context);
    }
    if (sealed == 0) {
      int dead = newest.firstReaching(position);
      if (dead > 0) {
        newestBytes -= (int) ((long) newestBytes * dead / newest.size());
        newest.remove(0, dead);
      }
    }
  }

  /** Drops everything. */
  public void clear(KeyContext context) {
    while (sealed > 0) {
      drop(0, context);
    }
    newest.remove(0, newest.size());
  }

  private void drop(int place, KeyContext context) {
    if (place == sealed) {
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
    recount();
  }

  /** Which block a position belongs to. */
  private int place(long position) {
    int low = 0;
    int high = sealed;
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

  /** A block whose entries are at hand. */
  private Block<E> atHand(int place, KeyContext context) {
    if (place == sealed) {
      return newest;
    }
    Block<E> block = blocks.get(place);
    if (atHand.isEmpty() || atHand.get(atHand.size() - 1) != block) {
      atHand.remove(block);
      atHand.add(block);
      block.load(format, context);
      if (atHand.size() > KEPT) {
        atHand.remove(0).unload(format, context);
      }
    }
    return block;
  }

  /** To be called at the end of a call that changed anything: writes the changed chunks. */
  public void flush(KeyContext context) {
    int most = 2 * Math.max(format.blockEntries(), sealed + 1);
    if (sealed > 0) {
      flushSealed(most, context);
    }
    if (newest.size() > most) {
      Block<E> full = newest;
      blocks.add(full.split(nextId++));
      full.unload(format, context);
      recount();
      flushes = 0;
    }
    if (flushes++ % WEIGH_EVERY == 0) {
      newestBytes = newest.weigh(format);
    }
  }

  private void flushSealed(int most, KeyContext context) {
    for (Block<E> block : atHand) {
      if (block.size() > most) {
        Block<E> second = block.split(nextId++);
        second.unload(format, context);
        blocks.add(blocks.indexOf(block) + 1, second);
      }
      block.store(format, context);
    }
    recount();
  }

  /** About how many bytes of memory it takes. */
  public int memoryBytes() {
    int bytes = 112 + newestBytes + sealed * 48;
    for (int i = 0; sealed > 0 && i < atHand.size(); i++) {
      bytes += atHand.get(i).memoryBytes;
    }
    return bytes;
  }

  /** Writes the newest block and where the others are. */
  public void write(ByteSink target) {
    target.writeVarint(nextId);
    target.writeVarint(sealed);
    long before = 0;
    for (Block<E> block : blocks) {
      target.writeVarint(block.id);
      target.writeSigned(block.firstPosition - before);
      before = block.firstPosition;
    }
    newest.write(format, target);
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
      list.blocks.add(new Block<>(id, before));
    }
    long id = source.readVarint();
    before += source.readSigned();
    Block<E> newest = new Block<>(id, before);
    newest.read(format, source);
    list.blocks.add(newest);
    list.recount();
    return list;
  }
}
