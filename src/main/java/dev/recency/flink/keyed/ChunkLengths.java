package dev.recency.flink.keyed;

import java.util.Arrays;

/**
 * How long some chunks of a key are, so that counting a change does not read what it replaces: of
 * chunks whose numbers meet in one place the one that was read or written last. O(1) per call, a
 * fixed number of bytes, however many chunks there are.
 */
final class ChunkLengths {
  static final int UNKNOWN = -1;

  private static final int PLACES = 16;

  /** What it takes: this object, two arrays and their content. */
  static final int MEMORY_BYTES = 56 + PLACES * (Long.BYTES + Integer.BYTES);

  private final long[] ids = new long[PLACES];
  private final int[] bytes = new int[PLACES];

  ChunkLengths() {
    Arrays.fill(bytes, UNKNOWN);
  }

  /** How many bytes a chunk takes, 0 if there is none, or {@link #UNKNOWN}. */
  int get(long id) {
    int place = place(id);
    return ids[place] == id ? bytes[place] : UNKNOWN;
  }

  /** A chunk has been read or written; 0: there is none. */
  void put(long id, int chunkBytes) {
    int place = place(id);
    ids[place] = id;
    bytes[place] = chunkBytes;
  }

  private static int place(long id) {
    return (int) id & (PLACES - 1);
  }
}
