package dev.recency.flink.statement;

import dev.recency.command.CommandRecord;
import dev.recency.flink.SystemClock;
import dev.recency.operator.FutureGuard;
import dev.recency.plan.row.RejectReason;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Which commands a broker takes. One that it refuses would stop the sink at the same record for
 * ever, so such a command is never sent.
 *
 * @param maxBytes what a producer sends at most for one record
 * @param maxFutureMillis how far a TIMESTAMP of the sink may be ahead of the arrival
 * @param live whether the TIMESTAMP of the sink is held against the wall clock too
 */
public record CommandLimits(long maxBytes, long maxFutureMillis, boolean live)
    implements Serializable {
  private static final SystemClock CLOCK = new SystemClock();

  /** Why no command can be sent, and words for it. */
  public record Refusal(RejectReason reason, String message) {}

  /**
   * Why this command cannot be sent, or null if it can.
   *
   * @param command null: its sink has a TIMESTAMP column without a time
   * @param timestampColumn whether its sink has a TIMESTAMP column
   * @param arrivalMillis of what the command comes from
   */
  public @Nullable Refusal refusal(
      @Nullable CommandRecord command, boolean timestampColumn, long arrivalMillis) {
    if (command == null) {
      return new Refusal(RejectReason.INVALID_TIMESTAMP, "the TIMESTAMP column has no value");
    }
    if (timestampColumn && fromTheFuture(command.timestampMillis(), arrivalMillis)) {
      return new Refusal(
          RejectReason.FUTURE_TIMESTAMP,
          "the TIMESTAMP column lies further ahead than event.max-future");
    }
    if (CommandSize.bytes(command) > maxBytes) {
      return new Refusal(RejectReason.LIMIT, "the command is larger than max.request.size");
    }
    return null;
  }

  private boolean fromTheFuture(long timestampMillis, long arrivalMillis) {
    return new FutureGuard(maxFutureMillis, true, live)
        .rejects(timestampMillis, arrivalMillis, CLOCK.getAsLong());
  }
}
