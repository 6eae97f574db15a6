package dev.recency.flink.keyed;

import dev.recency.flink.serializer.EncodedKey;
import dev.recency.operator.LiveHeader;
import dev.recency.plan.row.Row;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A key as the cache holds it. Plain fields, because it is touched for every record; each belongs
 * to one of the classes around it.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>At most one of {@code live} and {@code header} is there; neither: the key has no header.
 *   <li>{@code registeredMillis} is the time of the one timer that Flink holds for the key.
 *   <li>If not {@code dirty}, keyed state holds this header and {@code dueMillis}.
 * </ol>
 */
final class KeyEntry {
  /** Objects and links of an entry, its key and its row, about. */
  private static final int FIXED_BYTES = 320;

  final EncodedKey key;
  final Row row;

  // What the operator keeps.
  @Nullable LiveHeader live;
  byte @Nullable [] header;
  long dueMillis = StoredKey.NEVER;
  long dueRank;

  // What keyed state and Flink's timers hold.
  boolean dirty;
  boolean stored;
  long registeredMillis = StoredKey.NEVER;

  // StateSizes
  boolean counted;
  int countedBytes;
  private @Nullable ChunkLengths chunkLengths;

  // TimerHeap
  int heapIndex = TimerHeap.ABSENT;
  byte @Nullable [] order;
  long orderFirst;
  long orderSecond;
  KeyEntry timerNext = this;
  KeyEntry timerPrevious = this;

  // KeyCache
  final int hash;
  private final byte[] keyBytes;
  boolean referenced;
  int bytes;
  int uses;
  @Nullable KeyEntry inBucket;
  KeyEntry previous = this;
  KeyEntry next = this;

  KeyEntry(EncodedKey key, Row row) {
    this.key = key;
    this.row = row;
    hash = key.hashCode();
    keyBytes = key.bytes();
  }

  /** Whether it is the entry of this key; without a look at objects further away. */
  boolean is(EncodedKey other, int otherHash) {
    return hash == otherHash && Arrays.equals(keyBytes, other.bytes());
  }

  /** Whether the key has neither header nor timer. */
  boolean empty() {
    return live == null && header == null && dueMillis == StoredKey.NEVER;
  }

  /** Whether keyed state or Flink's timers do not hold what is here. */
  boolean unsaved() {
    return dirty || registeredMillis != dueMillis;
  }

  /** The header as bytes. */
  byte @Nullable [] headerBytes() {
    LiveHeader present = live;
    return present == null ? header : present.toBytes();
  }

  /** What is known of the lengths of its chunks. */
  ChunkLengths chunkLengths() {
    ChunkLengths present = chunkLengths;
    if (present == null) {
      present = new ChunkLengths();
      chunkLengths = present;
    }
    return present;
  }

  /** Takes these bytes as those that order its timer among others, and the first sixteen apart. */
  byte[] orderBy(byte[] bytes) {
    orderFirst = eight(bytes, 0);
    orderSecond = eight(bytes, Long.BYTES);
    order = bytes;
    return bytes;
  }

  private static long eight(byte[] bytes, int from) {
    long eight = 0;
    for (int i = from; i < from + Long.BYTES; i++) {
      eight = eight << Byte.SIZE | (i < bytes.length ? bytes[i] & 0xFF : 0);
    }
    return eight;
  }

  /** Puts its timer into the ring of another, before that. */
  void linkTimerBefore(KeyEntry other) {
    timerNext = other;
    timerPrevious = other.timerPrevious;
    timerPrevious.timerNext = this;
    other.timerPrevious = this;
  }

  /** Makes its timer a ring of its own. */
  void unlinkTimer() {
    timerPrevious.timerNext = timerNext;
    timerNext.timerPrevious = timerPrevious;
    timerNext = this;
    timerPrevious = this;
  }

  /** About how much memory it takes. */
  int memoryBytes() {
    int content = FIXED_BYTES + (order == null ? 2 : 3) * key.bytes().length;
    if (chunkLengths != null) {
      content += ChunkLengths.MEMORY_BYTES;
    }
    LiveHeader present = live;
    byte[] bytesOnly = header;
    if (present != null) {
      content += present.memoryBytes();
    } else if (bytesOnly != null) {
      content += bytesOnly.length;
    }
    return content;
  }
}
