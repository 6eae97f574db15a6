package dev.recency.flink.keyed;

import dev.recency.flink.serializer.BytesSerializer;
import dev.recency.flink.serializer.EncodedKey;
import dev.recency.flink.serializer.OrderedLongSerializer;
import dev.recency.flink.serializer.RowCodec;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Keyed state and Flink's timers, read and written by entries of the cache. Selects the current key
 * only when it has to, because a backend pays for that.
 *
 * <p>Invariant: of a key that is not cached, and after {@link #save} of every key, Flink holds the
 * one timer at {@code due − 1} (the clock is one millisecond ahead of the watermark) and the state
 * names the same due time.
 */
final class KeyStore {
  /** A header and when the key's timer is due. */
  static final ValueStateDescriptor<StoredKey> HEADERS =
      new ValueStateDescriptor<>("key", StoredKeySerializer.INSTANCE);

  /** Chunks by number. */
  static final MapStateDescriptor<Long, byte[]> CHUNKS =
      new MapStateDescriptor<>("chunks", OrderedLongSerializer.INSTANCE, BytesSerializer.INSTANCE);

  private final Consumer<EncodedKey> selector;
  private final RowCodec keys;
  private final InternalTimerService<VoidNamespace> timers;
  private final ValueState<StoredKey> headers;
  private final MapState<Long, byte[]> chunks;
  private final StateSizes sizes;
  private @Nullable KeyEntry selected;

  /**
   * @param keys of the GROUP BY values
   * @param selector makes a key the current one of state and timers
   */
  KeyStore(
      RowCodec keys,
      Consumer<EncodedKey> selector,
      ValueState<StoredKey> headers,
      MapState<Long, byte[]> chunks,
      InternalTimerService<VoidNamespace> timers,
      StateSizes sizes) {
    this.keys = keys;
    this.selector = selector;
    this.headers = headers;
    this.chunks = chunks;
    this.timers = timers;
    this.sizes = sizes;
  }

  /** How much state there is. */
  StateSizes sizes() {
    return sizes;
  }

  /** Forgets which key is the current one: somebody else may have selected another. */
  void deselect() {
    selected = null;
  }

  /** The entry of a key that is not cached. */
  KeyEntry load(EncodedKey key) {
    selector.accept(key);
    KeyEntry entry = new KeyEntry(key, keys.decode(key.bytes()));
    selected = entry;
    StoredKey found = read();
    if (found != null) {
      entry.stored = true;
      entry.header = found.header();
      entry.dueMillis = found.dueMillis();
      entry.registeredMillis = found.dueMillis();
      sizes.loaded(entry);
    }
    return entry;
  }

  /** Writes what state and timers do not hold yet. */
  void save(KeyEntry entry) {
    if (!entry.unsaved()) {
      return;
    }
    select(entry);
    if (entry.registeredMillis != entry.dueMillis) {
      if (entry.registeredMillis != StoredKey.NEVER) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, entry.registeredMillis - 1);
      }
      if (entry.dueMillis != StoredKey.NEVER) {
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, entry.dueMillis - 1);
      }
      entry.registeredMillis = entry.dueMillis;
    }
    if (!entry.empty()) {
      byte[] header = entry.headerBytes();
      write(new StoredKey(header, entry.dueMillis));
      sizes.written(entry, header);
    } else if (entry.stored) {
      headers.clear();
    }
    entry.stored = !entry.empty();
    entry.dirty = false;
  }

  byte @Nullable [] chunk(KeyEntry entry, long id) {
    select(entry);
    try {
      byte[] found = chunks.get(id);
      entry.chunkLengths().put(id, StateSizes.length(found));
      return found;
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  void putChunk(KeyEntry entry, long id, byte[] chunk) {
    chunkChanges(entry, id, chunk.length);
    try {
      chunks.put(id, chunk);
    } catch (Exception e) {
      throw unwritable(e);
    }
  }

  void deleteChunk(KeyEntry entry, long id) {
    chunkChanges(entry, id, 0);
    try {
      chunks.remove(id);
    } catch (Exception e) {
      throw unwritable(e);
    }
  }

  /** Counts the change; the old chunk is read only if nobody knows how long it is. */
  private void chunkChanges(KeyEntry entry, long id, int bytesNow) {
    select(entry);
    ChunkLengths lengths = entry.chunkLengths();
    int bytesBefore = lengths.get(id);
    if (bytesBefore == ChunkLengths.UNKNOWN) {
      bytesBefore = StateSizes.length(chunk(entry, id));
    }
    sizes.chunk(entry, bytesBefore, bytesNow);
    lengths.put(id, bytesNow);
  }

  private void select(KeyEntry entry) {
    if (selected != entry) {
      selector.accept(entry.key);
      selected = entry;
    }
  }

  @SuppressWarnings("NullAway") // Flink's value of an absent key is null
  private @Nullable StoredKey read() {
    try {
      return headers.value();
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  private void write(StoredKey key) {
    try {
      headers.update(key);
    } catch (Exception e) {
      throw unwritable(e);
    }
  }

  private static FlinkRuntimeException unreadable(Exception cause) {
    return new FlinkRuntimeException("state of a key cannot be read", cause);
  }

  private static FlinkRuntimeException unwritable(Exception cause) {
    return new FlinkRuntimeException("state of a key cannot be written", cause);
  }
}
