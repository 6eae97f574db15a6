package dev.recency.window.block;

import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;

/** How entries become bytes. */
public interface EntryFormat<E> {
  /** Entries of a block, unless there are more blocks than that. */
  int LEAST_ENTRIES = 64;

  /** {@link #LEAST_ENTRIES}, or less in tests. */
  int blockEntries();

  /** Writes all but the position. */
  void write(E entry, ByteSink target);

  /** Reads what {@link #write} wrote. */
  E read(long position, ByteSource source);

  /** About how many bytes of memory an entry takes. */
  int memoryBytes(E entry);
}
