package dev.recency.ksqldb.streams;

/**
 * How the reference runs.
 *
 * @param retentionMillis how long stores show TUMBLING and HOPPING windows, at least as long as is
 *     declared: long enough that none is lost, which is ksqlDB at its best
 * @param asDeployed ksqlDB's defaults instead: RETENTION as declared, a record cache of 10 MB that
 *     is written out every two seconds, final rows at most once per second
 */
public record ReferenceOptions(long retentionMillis, boolean asDeployed) {
  /** Kafka Streams' internal setting of how often final rows may be emitted, in milliseconds. */
  public static final String EMIT_INTERVAL = "__emit.interval.ms.kstreams.windowed.aggregation__";

  /** ksqlDB at its best: every intermediate result, no window lost. */
  public static ReferenceOptions best(long retentionMillis) {
    return new ReferenceOptions(retentionMillis, false);
  }

  /** ksqlDB as a server runs it. */
  public static ReferenceOptions deployed() {
    return new ReferenceOptions(0, true);
  }
}
