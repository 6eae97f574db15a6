package dev.recency.flink.keyed;

import dev.recency.flink.serializer.EncodedKey;
import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.LiveHeader;
import dev.recency.operator.Outcome;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one subtask: a write-back cache between an operator and keyed state.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>After {@link #saveAll} nothing is here that state and Flink's timers do not hold.
 *   <li>Between calls no cached key has a timer at or before the clock, and the cache is within its
 *       bound.
 *   <li>The timer of a cached key is in the heap. What Flink holds for it may be outdated: it fires,
 *       finds nothing due and leaves.
 *   <li>Chunks are never cached: they are written through.
 *   <li>Timers of cached keys are called by time, then rank, then the bytes of their keys, one call
 *       per timer, also where a key sets its own anew. Those of other keys come after them, as Flink
 *       fires them; a key that was not cached has rank 0. What is called for one key, and in which
 *       order, does not depend on it.
 * </ol>
 */
final class CachedKeys implements KeyContext {
  /** What only the host knows. */
  interface Host {
    long clock();

    long now();

    void count(int statement, Outcome outcome);

    void emit(
        int statement, Row row, RowKind kind, long asOfMillis, long causedMillis, boolean decay);
  }

  private final KeyedOperator operator;
  private final KeyStore store;
  private final KeyCache cache;
  private final Host host;
  private final TimerHeap heap;
  private @Nullable KeyEntry current;
  private boolean inTimer;

  /**
   * @param keyOrder the bytes of keys by which timers of one time and rank are ordered
   */
  CachedKeys(
      KeyedOperator operator,
      KeyStore store,
      KeyCache cache,
      Function<Row, byte[]> keyOrder,
      Host host) {
    heap = new TimerHeap(keyOrder);
    this.operator = operator;
    this.store = store;
    this.cache = cache;
    this.host = host;
  }

  /** The entry of a key, from the cache or from state. */
  KeyEntry entry(EncodedKey key) {
    KeyEntry cached = cache.get(key);
    return cached == null ? load(key) : cached;
  }

  private KeyEntry load(EncodedKey key) {
    KeyEntry entry = store.load(key);
    cache.add(entry);
    if (entry.dueMillis != StoredKey.NEVER) {
      heap.set(entry, entry.dueMillis);
    }
    return entry;
  }

  /** Hands a record to the operator. */
  void process(KeyEntry entry, KeyedRecord record) {
    current = entry;
    operator.onRecord(record, this);
    settle(entry);
    drain();
  }

  /** Calls every due timer of the cached keys, and makes room. */
  void drain() {
    inTimer = true;
    while (heap.firstMillis() <= host.clock()) {
      KeyEntry first = heap.first();
      current = first;
      first.dueMillis = StoredKey.NEVER;
      first.dirty = true;
      operator.onTimer(first.row, this);
      settle(first);
    }
    inTimer = false;
    makeRoom();
  }

  /** Flink's timer of a key has fired. */
  void fired(EncodedKey key) {
    store.deselect();
    KeyEntry entry = entry(key);
    entry.registeredMillis = StoredKey.NEVER;
    settle(entry);
    drain();
  }

  /** Writes all that state and timers do not hold yet; keys without anything are forgotten. */
  void saveAll() {
    KeyEntry entry = cache.any();
    for (int left = cache.size(); left > 0 && entry != null; left--) {
      KeyEntry next = entry.next;
      store.save(entry);
      if (entry.empty()) {
        cache.remove(entry);
      }
      entry = next;
    }
  }

  /** Takes note of what a call left of a key. */
  private void settle(KeyEntry entry) {
    store.sizes().called(entry);
    if (entry.dueMillis == StoredKey.NEVER) {
      heap.remove(entry);
    }
    if (entry.empty() && !entry.stored) {
      cache.remove(entry);
    } else {
      cache.used(entry);
    }
  }

  /** Forgets keys until the rest is within the bound. Nothing of them is due. */
  private void makeRoom() {
    for (KeyEntry victim = cache.victim(); victim != null; victim = cache.victim()) {
      store.save(victim);
      heap.remove(victim);
      cache.remove(victim);
    }
  }

  private KeyEntry current() {
    KeyEntry entry = current;
    if (entry == null) {
      throw new IllegalStateException("no key is being worked on");
    }
    return entry;
  }

  @Override
  public byte @Nullable [] header() {
    return current().header;
  }

  @Override
  public void putHeader(byte[] bytes) {
    KeyEntry entry = current();
    entry.header = bytes;
    entry.live = null;
    entry.dirty = true;
  }

  @Override
  public @Nullable LiveHeader liveHeader() {
    return current().live;
  }

  @Override
  public void putHeader(LiveHeader live) {
    KeyEntry entry = current();
    if (entry.live != live) {
      entry.live = live;
      entry.header = null;
    }
    entry.dirty = true;
  }

  @Override
  public void deleteHeader() {
    KeyEntry entry = current();
    entry.live = null;
    entry.header = null;
    entry.dirty = true;
  }

  @Override
  public byte @Nullable [] chunk(long id) {
    return store.chunk(current(), id);
  }

  @Override
  public void putChunk(long id, byte[] chunk) {
    store.putChunk(current(), id, chunk);
  }

  @Override
  public void deleteChunk(long id) {
    store.deleteChunk(current(), id);
  }

  @Override
  public void timer(long atMillis, long rank) {
    KeyEntry entry = current();
    if (entry.dueMillis != atMillis || entry.dueRank != rank) {
      entry.dueMillis = atMillis;
      entry.dueRank = rank;
      entry.dirty = true;
      heap.set(entry, atMillis);
    }
  }

  @Override
  public void cancelTimer() {
    KeyEntry entry = current();
    if (entry.dueMillis != StoredKey.NEVER) {
      entry.dueMillis = StoredKey.NEVER;
      entry.dirty = true;
      heap.remove(entry);
    }
  }

  @Override
  public long clock() {
    return host.clock();
  }

  @Override
  public long now() {
    return host.now();
  }

  @Override
  public void count(int statement, Outcome outcome) {
    host.count(statement, outcome);
  }

  @Override
  public void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
    host.emit(statement, row, kind, asOfMillis, arrivalMillis, inTimer);
  }
}
