package dev.recency.window.time;

import dev.recency.operator.KeyContext;
import dev.recency.operator.LiveHeader;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import java.nio.BufferUnderflowException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All open windows of a key, by their end. */
public final class OpenWindows implements LiveHeader {
  private static final int VERSION = 1;

  private final Aggregation aggregation;
  public final TreeMap<Long, OpenWindow> byEnd = new TreeMap<>();
  public long sequence;
  public long stampMillis = Long.MIN_VALUE;

  public OpenWindows(Aggregation aggregation) {
    this.aggregation = aggregation;
  }

  /** The state of the current key, or null if it has none. */
  public static @Nullable OpenWindows load(Aggregation aggregation, KeyContext context) {
    if (context.liveHeader() instanceof OpenWindows live) {
      return live;
    }
    byte[] header = context.header();
    return header == null ? null : read(aggregation, header);
  }

  private static OpenWindows read(Aggregation aggregation, byte[] header) {
    ByteSource source = new ByteSource(header);
    try {
      int version = source.readByte();
      if (version != VERSION) {
        throw aggregation.refused("format version [" + version + "], expected [" + VERSION + "]");
      }
      OpenWindows state = new OpenWindows(aggregation);
      state.sequence = source.readVarint();
      state.stampMillis = source.readSigned();
      int count = source.readCount();
      for (int i = 0; i < count; i++) {
        long start = source.readVarint();
        long end = source.readVarint();
        boolean visible = source.readByte() == 1;
        OpenWindow window = new OpenWindow(start, end, aggregation.read(source));
        window.visible = visible;
        state.byEnd.put(end, window);
      }
      return state;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw aggregation.refused("only [" + header.length + "] bytes or damaged ones");
    }
  }

  @Override
  public byte[] toBytes() {
    ByteSink target = new ByteSink();
    target.writeByte(VERSION);
    target.writeVarint(sequence);
    target.writeSigned(stampMillis);
    target.writeVarint(byEnd.size());
    for (OpenWindow window : byEnd.values()) {
      target.writeVarint(window.startMillis);
      target.writeVarint(window.endMillis);
      target.writeByte(window.visible ? 1 : 0);
      aggregation.write(window.totals, target);
    }
    return target.toBytes();
  }

  @Override
  public int memoryBytes() {
    return 128 + byEnd.size() * (96 + aggregation.memoryBytes());
  }
}
