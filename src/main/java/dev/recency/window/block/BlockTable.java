package dev.recency.window.block;

import dev.recency.operator.KeyContext;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import java.util.ArrayList;
import java.util.List;

/** The blocks of a list, by ascending position: where they are, and which are at hand. */
final class BlockTable<E extends Entry> {
  private static final int KEPT = 2;
  private static final int WEIGH_EVERY = 64;

  private final List<Block<E>> blocks = new ArrayList<>(1);

  /** Sealed blocks whose entries are at hand, the last used one at the end. */
  private final List<Block<E>> atHand = new ArrayList<>(0);

  /** The last of the blocks, and how many there are before it: all that most keys have. */
  private Block<E> newest;

  private int sealed;
  private long nextId;
  private int flushes;
  private int newestBytes;

  private BlockTable(Block<E> newest) {
    this.newest = newest;
  }

  /** One block without entries. */
  static <E extends Entry> BlockTable<E> empty() {
    BlockTable<E> table = new BlockTable<>(Block.empty(0));
    table.nextId = 1;
    table.blocks.add(table.newest);
    return table;
  }

  /** How many blocks there are before the newest. */
  int sealed() {
    return sealed;
  }

  /** The block that is part of the header. */
  Block<E> newest() {
    return newest;
  }

  /** The position at which a block begins. */
  long firstPosition(int place) {
    return blocks.get(place).firstPosition;
  }

  /** To be called when there is another block, or one less. */
  private void recount() {
    sealed = blocks.size() - 1;
    newest = blocks.get(sealed);
  }

  /** The newest block has got an entry of this size. */
  void grown(int bytes) {
    newestBytes += bytes;
  }

  /** The newest block is to lose so many of its entries. */
  void shrinking(int entries) {
    newestBytes -= (int) ((long) newestBytes * entries / newest.size());
  }

  /** Drops a block; if it is the newest, the one before becomes it. */
  void drop(int place, EntryFormat<E> format, KeyContext context) {
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
  int place(long position) {
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
  Block<E> atHand(int place, EntryFormat<E> format, KeyContext context) {
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
  void flush(EntryFormat<E> format, KeyContext context) {
    int most = 2 * Math.max(format.blockEntries(), sealed + 1);
    if (sealed > 0) {
      flushSealed(most, format, context);
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

  private void flushSealed(int most, EntryFormat<E> format, KeyContext context) {
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
  int memoryBytes() {
    int bytes = 112 + newestBytes + sealed * 48;
    for (int i = 0; sealed > 0 && i < atHand.size(); i++) {
      bytes += atHand.get(i).memoryBytes;
    }
    return bytes;
  }

  /** Writes the newest block and where the others are. */
  void write(EntryFormat<E> format, ByteSink target) {
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
  static <E extends Entry> BlockTable<E> read(EntryFormat<E> format, ByteSource source) {
    long nextId = source.readVarint();
    int sealed = source.readCount();
    List<Block<E>> blocks = new ArrayList<>();
    long before = 0;
    for (int i = 0; i <= sealed; i++) {
      long id = source.readVarint();
      before += source.readSigned();
      blocks.add(new Block<>(id, before));
    }
    BlockTable<E> table = new BlockTable<>(blocks.get(sealed));
    table.nextId = nextId;
    table.blocks.addAll(blocks);
    table.recount();
    table.newest.read(format, source);
    return table;
  }
}
