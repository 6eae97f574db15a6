package dev.recency.accuracy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a comparison is made.
 *
 * @param reads how readers are simulated
 * @param showKeys whether entities bear their names in the report; else a hash of them
 * @param maxFutureMillis {@code event.max-future}: events further ahead of their arrival are
 *     rejected where the source has a TIMESTAMP column
 * @param provenance what the report says about how it came to be
 */
public record ComparisonOptions(
    ReadOptions reads, boolean showKeys, long maxFutureMillis, Provenance provenance) {
  /** 100,000 reads with seed 1 within half an hour, hashed keys, a minute ahead. */
  public static final ComparisonOptions DEFAULT =
      new ComparisonOptions(
          new ReadOptions(1, 100_000, 30 * 60_000L), false, 60_000, Provenance.UNKNOWN);

  /**
   * Simulated readers.
   *
   * @param seed of all random choices
   * @param count of reads after events, and again on the grid; above 0
   * @param horizonMillis how long after an event a read is at most; above 0. The observation ends
   *     this long after the last arrival
   */
  public record ReadOptions(long seed, int count, long horizonMillis) {
    public ReadOptions {
      if (count < 1) {
        throw new IllegalArgumentException(
            "--reads [" + count + "] must be at least 1; leave it out for 100000");
      }
      if (horizonMillis < 1) {
        throw new IllegalArgumentException(
            "--read-horizon [" + horizonMillis + " ms] must be at least 1 ms");
      }
    }
  }

  /**
   * Where a report comes from.
   *
   * @param command that makes it again
   * @param generatedAtMillis when it was made: the only thing that differs between two runs
   * @param definitionHash of the compared definitions
   * @param versions by the name of the software
   * @param offsets read up to, by topic and partition
   */
  public record Provenance(
      String command,
      long generatedAtMillis,
      String definitionHash,
      Map<String, String> versions,
      Map<String, Long> offsets) {
    /** Nothing is known. */
    public static final Provenance UNKNOWN = new Provenance("", 0, "", Map.of(), Map.of());

    public Provenance {
      versions = Collections.unmodifiableMap(new TreeMap<>(versions));
      offsets = Collections.unmodifiableMap(new TreeMap<>(offsets));
    }
  }

  /** The same with other readers. */
  public ComparisonOptions withReads(ReadOptions other) {
    return new ComparisonOptions(other, showKeys, maxFutureMillis, provenance);
  }

  /** The same with another provenance. */
  public ComparisonOptions withProvenance(Provenance other) {
    return new ComparisonOptions(reads, showKeys, maxFutureMillis, other);
  }

  /** The same with or without the names of entities. */
  public ComparisonOptions withShowKeys(boolean shown) {
    return new ComparisonOptions(reads, shown, maxFutureMillis, provenance);
  }
}
