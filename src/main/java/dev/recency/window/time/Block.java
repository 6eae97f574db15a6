package dev.recency.window.time;

import dev.recency.operator.KeyContext;
import dev.recency.operator.StateFormatException;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import dev.recency.window.time.Blocks.Entry;
import dev.recency.window.time.Blocks.Format;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A run of entries, and the chunk {@code version, entries} that holds it while it is not at hand. */
final class Block<E extends Entry> {
  private static final int VERSION = 1;

  final long id;

  /** The position of the first entry. */
  long firstPosition;

  /** Whether the chunk is older than the entries. */
  boolean changed;

  /** About how many bytes of memory the entries take, if they are at hand. */
  int memoryBytes;

  private @Nullable List<E> entries;

  Block(long id, long firstPosition, @Nullable List<E> entries) {
    this.id = id;
    this.firstPosition = firstPosition;
    this.entries = entries;
  }

  /** The entries, which are at hand. */
  List<E> entries() {
    return Objects.requireNonNull(entries);
  }

  /** The index of the first entry that is not before this position. */
  static int firstReaching(List<? extends Entry> entries, long position) {
    int low = 0;
    int high = entries.size();
    if (high == 0 || entries.get(0).position >= position) {
      return 0; // most often asked for, and the middle is far away in memory
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).position < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Takes the second half of the entries out into a block of its own. */
  Block<E> split(long newId) {
    List<E> all = entries();
    List<E> second = all.subList(all.size() / 2, all.size());
    Block<E> split = new Block<>(newId, second.get(0).position, new ArrayList<>(second));
    second.clear();
    changed = true;
    split.changed = true;
    return split;
  }

  void load(Format<E> format, KeyContext context) {
    if (entries != null) {
      return;
    }
    byte[] chunk = context.chunk(id);
    try {
      ByteSource source = new ByteSource(Objects.requireNonNullElse(chunk, new byte[0]));
      int version = source.readByte();
      if (version != VERSION) {
        throw new StateFormatException(
            "chunk ["
                + id
                + "] of a window has format version ["
                + version
                + "], expected ["
                + VERSION
                + "]. Restore a savepoint that this release wrote.");
      }
      entries = read(format, source);
      memoryBytes = weigh(format);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new StateFormatException(
          "chunk [" + id + "] of a window is missing or damaged. Restore another savepoint.");
    }
  }

  /** About how many bytes of memory the entries take now. */
  int weigh(Format<E> format) {
    int bytes = 0;
    for (E entry : entries()) {
      bytes += format.memoryBytes(entry);
    }
    return bytes;
  }

  /** Writes the chunk if it is older than the entries. */
  void store(Format<E> format, KeyContext context) {
    if (changed) {
      ByteSink target = new ByteSink();
      target.writeByte(VERSION);
      write(format, target);
      context.putChunk(id, target.toBytes());
      memoryBytes = weigh(format);
      changed = false;
    }
  }

  /** Writes the chunk if it must be, and lets go of the entries. */
  void unload(Format<E> format, KeyContext context) {
    store(format, context);
    entries = null;
  }

  void write(Format<E> format, ByteSink target) {
    target.writeVarint(entries().size());
    long before = 0;
    for (E entry : entries()) {
      target.writeSigned(entry.position - before);
      before = entry.position;
      format.write(entry, target);
    }
  }

  static <E extends Entry> List<E> read(Format<E> format, ByteSource source) {
    int count = source.readCount();
    List<E> entries = new ArrayList<>(count);
    long position = 0;
    for (int i = 0; i < count; i++) {
      position += source.readSigned();
      entries.add(format.read(position, source));
    }
    return entries;
  }
}
