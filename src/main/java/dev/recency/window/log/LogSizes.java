package dev.recency.window.log;

/**
 * How a log is cut.
 *
 * @param chunkEvents events in a chunk when it is sealed; late ones may double it
 * @param pageChunks chunks that a page lists when the next page begins; splits may double it
 */
public record LogSizes(int chunkEvents, int pageChunks) {
  /** A chunk of 1 to 3 KB, a page of about as much. */
  public static final LogSizes DEFAULT = new LogSizes(256, 128);

  public LogSizes {
    if (chunkEvents < 1 || pageChunks < 1) {
      throw new IllegalArgumentException(
          "chunks of [" + chunkEvents + "] events, pages of [" + pageChunks + "]: both at least 1");
    }
  }
}
