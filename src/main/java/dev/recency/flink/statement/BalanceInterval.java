package dev.recency.flink.statement;

import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.api.common.ExecutionConfig;

/**
 * Which checkpoints show their balance: the first completed one of each interval. All subtasks
 * decide by the times at which the JobManager triggered the checkpoints, which every barrier
 * carries, so they decide alike; and whoever reads them one after the other has the whole interval
 * to find all of them at one checkpoint.
 *
 * @param millis its length
 */
public record BalanceInterval(long millis) {
  /** A minute: twice as long as the longest scrape interval with which the balance can be read. */
  public static final BalanceInterval DEFAULT = new BalanceInterval(60_000);

  private static final String PARAMETER = "recency.balance.interval-ms";

  public BalanceInterval {
    if (millis < 1) {
      throw new IllegalArgumentException(
          "balance.interval [" + millis + " ms] must be at least 1 ms");
    }
  }

  /** As the job's global parameters carry it to its operators. */
  public Map<String, String> parameters() {
    return Map.of(PARAMETER, Long.toString(millis));
  }

  /** That of a job; the default if its parameters name none. */
  static BalanceInterval of(ExecutionConfig job) {
    String millis = job.getGlobalJobParameters().toMap().get(PARAMETER);
    return millis == null ? DEFAULT : new BalanceInterval(Long.parseLong(millis));
  }

  /**
   * Whether a completed checkpoint is the first of its interval.
   *
   * @param beforeMillis when the one before it was triggered, if that is known
   * @param triggeredMillis when it was
   */
  boolean begins(OptionalLong beforeMillis, long triggeredMillis) {
    return beforeMillis.isEmpty()
        || Math.floorDiv(beforeMillis.getAsLong(), millis)
            != Math.floorDiv(triggeredMillis, millis);
  }
}
