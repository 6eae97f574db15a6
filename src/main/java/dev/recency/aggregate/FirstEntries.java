package dev.recency.aggregate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists of the first so many entries in some order of all that were offered. Which of many lists an
 * entry was offered to before they were merged does not matter: what one of them dropped has as many
 * entries before it.
 *
 * <p>O(1) for an entry behind the last one, O(limit) otherwise.
 */
final class FirstEntries {
  private final ValueCodec codec;
  private final Comparator<Entry> order;
  private final int limit;

  FirstEntries(ValueCodec codec, Comparator<Entry> order, int limit) {
    this.codec = codec;
    this.order = order;
    this.limit = limit;
  }

  boolean full(List<Entry> entries) {
    return entries.size() == limit;
  }

  void offer(List<Entry> entries, Entry entry) {
    int size = entries.size();
    if (size == 0 || order.compare(entries.get(size - 1), entry) <= 0) {
      if (size < limit) {
        entries.add(entry);
      }
      return;
    }
    int found = Collections.binarySearch(entries, entry, order);
    entries.add(found < 0 ? -found - 1 : found, entry);
    if (size == limit) {
      entries.remove(size);
    }
  }

  int sizeBytes(List<Entry> entries) {
    int size = Varint.sizeUnsigned(entries.size()) + Presence.sizeBytes(entries.size());
    long before = 0;
    for (Entry entry : entries) {
      size += Varint.sizeSigned(entry.position() - before);
      size += entry.value() == null ? 0 : codec.sizeBytes(entry.value());
      before = entry.position();
    }
    return size;
  }

  /** Count, a bit per value that is not NULL, per entry: step from the position before, value. */
  void write(List<Entry> entries, ByteBuffer target) {
    Varint.writeUnsigned(target, entries.size());
    Presence.write(entries.size(), i -> entries.get(i).value() != null, target);
    long before = 0;
    for (Entry entry : entries) {
      Varint.writeSigned(target, entry.position() - before);
      if (entry.value() != null) {
        codec.write(entry.value(), target);
      }
      before = entry.position();
    }
  }

  List<Entry> read(ByteBuffer source) {
    int count = Varint.readCount(source, Math.min(limit, source.remaining()));
    byte[] present = Presence.read(count, source);
    List<Entry> entries = new ArrayList<>(count);
    long position = 0;
    for (int i = 0; i < count; i++) {
      position += Varint.readSigned(source);
      entries.add(new Entry(position, Presence.test(present, i) ? codec.read(source) : null));
    }
    return entries;
  }

  /** The values of these entries. */
  static List<@Nullable Object> values(List<Entry> entries) {
    List<@Nullable Object> values = new ArrayList<>(entries.size());
    entries.forEach(entry -> values.add(entry.value()));
    return values;
  }
}
