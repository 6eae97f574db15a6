package dev.recency.window.block;

import dev.recency.operator.KeyContext;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import java.util.ArrayList;
import java.util.List;

/** The blocks of a list, by ascending position: where they are, and which are at hand. */
final class BlockTable<E extends Entry> {
  private static final int KEPT = 2;
  private static final int WEIGH_EVERY = 32;

  private final List<Block<E>> blocks = new ArrayList<>();

  /** Sealed blocks whose entries are at hand, the last used one at the end. */
  private final List<Block<E>> atHand = new ArrayList<>();

  private long nextId;
  private int flushes;
  private int newestBytes;

  /** One block without entries. */
  static <E extends Entry> BlockTable<E> empty() {
    BlockTable<E> table = new BlockTable<>();
    table.blocks.add(new Block<>(table.nextId++, Long.MIN_VALUE, new ArrayList<>()));
    return table;
  }

  int size() {
    return blocks.size();
  }

  Block<E> get(int place) {
    return blocks.get(place);
  }

  /** The block that is part of the header. */
  Block<E> newest() {
    return blocks.get(blocks.size() - 1);
  }

  /** The newest block has got an entry of this size. */
  void grown(int bytes) {
    newestBytes += bytes;
  }

  /** Drops a block; if it is the newest, the one before becomes it. */
  void drop(int place, EntryFormat<E> format, KeyContext context) {
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
  int place(long position) {
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

  /** The entries of a block. */
  List<E> entries(int place, EntryFormat<E> format, KeyContext context) {
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
  void flush(EntryFormat<E> format, KeyContext context) {
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
  int memoryBytes() {
    int bytes = 64 + newestBytes + blocks.size() * 48;
    for (Block<E> block : atHand) {
      bytes += block.memoryBytes;
    }
    return bytes;
  }

  /** Writes the newest block and where the others are. */
  void write(EntryFormat<E> format, ByteSink target) {
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
  static <E extends Entry> BlockTable<E> read(EntryFormat<E> format, ByteSource source) {
    BlockTable<E> list = new BlockTable<>();
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
