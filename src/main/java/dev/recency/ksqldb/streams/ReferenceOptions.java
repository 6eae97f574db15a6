package dev.recency.ksqldb.streams;

/**
 * How the reference runs.
 *
 * @param retentionMillis how long stores show windows, at least as long as the window needs: long
 *     enough that none is lost, which is ksqlDB at its best
 * @param asDeployed ksqlDB's defaults instead: RETENTION as declared, a record cache of 10 MB that
 *     is written out every two seconds, final rows at most once per second
 */
public record ReferenceOptions(long retentionMillis, boolean asDeployed) {
  /** ksqlDB at its best: every intermediate result, no window lost. */
  public static ReferenceOptions best(long retentionMillis) {
    return new ReferenceOptions(retentionMillis, false);
  }

  /** ksqlDB as a server runs it. */
  public static ReferenceOptions deployed() {
    return new ReferenceOptions(0, true);
  }
}
