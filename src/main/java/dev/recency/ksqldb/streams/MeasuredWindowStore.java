package dev.recency.ksqldb.streams;

import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * A window store that tells how much it holds. Kafka Streams reads a window before it writes it, so
 * the size that it had is known already and measuring costs nearly nothing.
 */
final class MeasuredWindowStore implements WindowStore<Bytes, byte[]> {
  private final WindowStore<Bytes, byte[]> store;
  private final long retentionMillis;
  private final StateSize size;
  private @Nullable HeldWindows held;
  private @Nullable Bytes readKey;
  private long readStart;
  private long readBytes;

  private MeasuredWindowStore(
      WindowStore<Bytes, byte[]> store, long retentionMillis, StateSize size) {
    this.store = store;
    this.retentionMillis = retentionMillis;
    this.size = size;
  }

  /**
   * Makes such stores.
   *
   * @param retentionMillis how long ksqlDB has to hold a window; the stores may hold it longer
   */
  record Supplier(WindowBytesStoreSupplier stores, long retentionMillis, StateSize size)
      implements WindowBytesStoreSupplier {
    @Override
    public WindowStore<Bytes, byte[]> get() {
      return new MeasuredWindowStore(stores.get(), retentionMillis, size);
    }

    @Override
    public String name() {
      return stores.name();
    }

    @Override
    public String metricsScope() {
      return stores.metricsScope();
    }

    @Override
    public long segmentIntervalMs() {
      return stores.segmentIntervalMs();
    }

    @Override
    public long windowSize() {
      return stores.windowSize();
    }

    @Override
    public boolean retainDuplicates() {
      return stores.retainDuplicates();
    }

    @Override
    public long retentionPeriod() {
      return stores.retentionPeriod();
    }
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    held = size.begin(context.taskId(), retentionMillis);
    store.init(context, root);
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value, long startMillis) {
    long before =
        key.equals(readKey) && startMillis == readStart ? readBytes : read(key, startMillis);
    readKey = null;
    store.put(key, value, startMillis);
    Objects.requireNonNull(held).changed(startMillis, bytes(key, value) - before);
  }

  @Override
  public byte @Nullable [] fetch(Bytes key, long startMillis) {
    byte[] value = store.fetch(key, startMillis);
    readKey = key;
    readStart = startMillis;
    readBytes = bytes(key, value);
    return value;
  }

  private long read(Bytes key, long startMillis) {
    return bytes(key, store.fetch(key, startMillis));
  }

  private static long bytes(Bytes key, byte @Nullable [] value) {
    return value == null ? 0 : key.get().length + Long.BYTES + value.length;
  }

  @Override
  public WindowStoreIterator<byte[]> fetch(Bytes key, long fromMillis, long toMillis) {
    return store.fetch(key, fromMillis, toMillis);
  }

  @Override
  public KeyValueIterator<Windowed<Bytes>, byte[]> fetch(
      Bytes from, Bytes to, long fromMillis, long toMillis) {
    return store.fetch(from, to, fromMillis, toMillis);
  }

  @Override
  public KeyValueIterator<Windowed<Bytes>, byte[]> fetchAll(long fromMillis, long toMillis) {
    return store.fetchAll(fromMillis, toMillis);
  }

  @Override
  public KeyValueIterator<Windowed<Bytes>, byte[]> all() {
    return store.all();
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public void flush() {
    store.flush();
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public boolean persistent() {
    return store.persistent();
  }

  @Override
  public boolean isOpen() {
    return store.isOpen();
  }

  @Override
  public Position getPosition() {
    return store.getPosition();
  }
}
