package dev.recency.window.block;

import dev.recency.operator.KeyContext;
import dev.recency.operator.StateFormatException;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import java.nio.BufferUnderflowException;
import java.util.Arrays;
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

  /** The entries, if they are at hand; an array of its own, because a list lies further away. */
  private @Nullable Entry @Nullable [] entries;

  private int size;

  /** A block without entries at hand. */
  Block(long id, long firstPosition) {
    this.id = id;
    this.firstPosition = firstPosition;
  }

  /** The empty block with which a list begins. */
  static <E extends Entry> Block<E> empty(long id) {
    Block<E> block = new Block<>(id, Long.MIN_VALUE);
    block.entries = new @Nullable Entry[2];
    return block;
  }

  private @Nullable Entry[] array() {
    return Objects.requireNonNull(entries);
  }

  /** How many entries there are, which are at hand. */
  int size() {
    return size;
  }

  @SuppressWarnings("unchecked") // only such entries are put in
  E get(int index) {
    return (E) Objects.requireNonNull(array()[index]);
  }

  E last() {
    return get(size - 1);
  }

  void insert(int index, E entry) {
    if (size == array().length) {
      entries = Arrays.copyOf(array(), 2 * size);
    }
    System.arraycopy(array(), index, array(), index + 1, size - index);
    array()[index] = entry;
    size++;
    firstPosition = get(0).position;
  }

  void remove(int from, int to) {
    if (from < to) {
      System.arraycopy(array(), to, array(), from, size - to);
      Arrays.fill(array(), size - (to - from), size, null);
      size -= to - from;
      firstPosition = size == 0 ? firstPosition : get(0).position;
    }
  }

  /** The index of the first entry that is not before this position. */
  int firstReaching(long position) {
    int low = 0;
    int high = size;
    if (high == 0 || firstPosition >= position) {
      return 0; // most often asked for, and found without a look at the entries
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle).position < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Takes the second half of the entries out into a block of its own. */
  Block<E> split(long newId) {
    int half = size / 2;
    Block<E> split = new Block<>(newId, get(half).position);
    split.entries = Arrays.copyOfRange(array(), half, size);
    split.size = size - half;
    remove(half, size);
    changed = true;
    split.changed = true;
    return split;
  }

  void load(EntryFormat<E> format, KeyContext context) {
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
      read(format, source);
      memoryBytes = weigh(format);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new StateFormatException(
          "chunk [" + id + "] of a window is missing or damaged. Restore another savepoint.");
    }
  }

  /** About how many bytes of memory the entries take now. */
  int weigh(EntryFormat<E> format) {
    int bytes = 0;
    for (int i = 0; i < size; i++) {
      bytes += format.memoryBytes(get(i));
    }
    return bytes;
  }

  /** Writes the chunk if it is older than the entries. */
  void store(EntryFormat<E> format, KeyContext context) {
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
  void unload(EntryFormat<E> format, KeyContext context) {
    store(format, context);
    entries = null;
    size = 0;
  }

  void write(EntryFormat<E> format, ByteSink target) {
    target.writeVarint(size);
    long before = 0;
    for (int i = 0; i < size; i++) {
      E entry = get(i);
      target.writeSigned(entry.position - before);
      before = entry.position;
      format.write(entry, target);
    }
  }

  /** Reads the entries that {@link #write} wrote. */
  void read(EntryFormat<E> format, ByteSource source) {
    int count = source.readCount();
    @Nullable Entry[] all = new @Nullable Entry[Math.max(2, count)];
    long position = 0;
    for (int i = 0; i < count; i++) {
      position += source.readSigned();
      all[i] = format.read(position, source);
    }
    entries = all;
    size = count;
  }
}
