package dev.recency.flink.keyed;

import dev.recency.flink.serializer.EncodedKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys that are held in memory, bounded in bytes: a hash table with chains, and a ring with a
 * hand that gives every entry that was used since it last passed a second chance (LRU but for a
 * constant factor, and a use costs one write). O(1) per call; nothing is allocated but at growth.
 *
 * <p>Invariants: an entry is in its bucket and in the ring, or in neither; {@code bytes} is the sum
 * over the entries, each as it was measured last.
 */
final class KeyCache {
  private static final int FIRST_CAPACITY = 1 << 10;

  /** An entry is measured at its first use and at every eighth. */
  private static final int USES_UNMEASURED = 7;

  private final long maxBytes;
  private @Nullable KeyEntry[] buckets = new @Nullable KeyEntry[FIRST_CAPACITY];
  private @Nullable KeyEntry hand;
  private int size;
  private long bytes;

  /**
   * @param maxBytes what the entries may take; with 0 nothing stays
   */
  KeyCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  int size() {
    return size;
  }

  long bytes() {
    return bytes;
  }

  /** The entry of this key, or null; it is in use then. */
  @Nullable KeyEntry get(EncodedKey key) {
    int hash = key.hashCode();
    KeyEntry entry = buckets[bucket(hash)];
    while (entry != null && !entry.is(key, hash)) {
      entry = entry.inBucket;
    }
    if (entry != null) {
      entry.referenced = true;
    }
    return entry;
  }

  /** Adds an entry whose key is not here. */
  void add(KeyEntry entry) {
    if (size >= buckets.length - (buckets.length >> 2)) {
      grow();
    }
    chain(entry);
    KeyEntry before = hand;
    if (before == null) {
      hand = entry;
    } else {
      entry.next = before;
      entry.previous = before.previous;
      before.previous.next = entry;
      before.previous = entry;
    }
    entry.referenced = true;
    entry.bytes = entry.memoryBytes();
    entry.uses = USES_UNMEASURED;
    bytes += entry.bytes;
    size++;
  }

  /** Removes an entry. */
  void remove(KeyEntry entry) {
    unchain(entry);
    if (entry.next == entry) {
      hand = null;
    } else {
      entry.previous.next = entry.next;
      entry.next.previous = entry.previous;
      if (hand == entry) {
        hand = entry.next;
      }
    }
    entry.next = entry;
    entry.previous = entry;
    bytes -= entry.bytes;
    size--;
  }

  /**
   * Takes note of how much memory an entry takes now; not each time, because asking costs more than
   * a few uses can change.
   */
  void used(KeyEntry entry) {
    if ((++entry.uses & USES_UNMEASURED) == 0) {
      measure(entry);
    }
  }

  private void measure(KeyEntry entry) {
    int now = entry.memoryBytes();
    bytes += now - entry.bytes;
    entry.bytes = now;
  }

  /** The entry that has to go for the bound to hold, or null if it holds. */
  @Nullable KeyEntry victim() {
    KeyEntry candidate = hand;
    if (candidate == null || bytes <= maxBytes) {
      return null;
    }
    while (candidate.referenced) {
      candidate.referenced = false;
      candidate = candidate.next;
    }
    hand = candidate;
    return candidate;
  }

  /** Any entry, or null: to go round by {@link KeyEntry#next}. */
  @Nullable KeyEntry any() {
    return hand;
  }

  private int bucket(int hash) {
    return (hash ^ (hash >>> 16)) & (buckets.length - 1);
  }

  private void chain(KeyEntry entry) {
    int bucket = bucket(entry.hash);
    entry.inBucket = buckets[bucket];
    buckets[bucket] = entry;
  }

  private void unchain(KeyEntry entry) {
    int bucket = bucket(entry.hash);
    KeyEntry before = null;
    KeyEntry at = buckets[bucket];
    while (at != null && at != entry) {
      before = at;
      at = at.inBucket;
    }
    if (before == null) {
      buckets[bucket] = entry.inBucket;
    } else {
      before.inBucket = entry.inBucket;
    }
    entry.inBucket = null;
  }

  private void grow() {
    @Nullable KeyEntry[] old = buckets;
    buckets = new @Nullable KeyEntry[2 * old.length];
    for (KeyEntry first : old) {
      KeyEntry entry = first;
      while (entry != null) {
        KeyEntry following = entry.inBucket;
        chain(entry);
        entry = following;
      }
    }
  }
}
