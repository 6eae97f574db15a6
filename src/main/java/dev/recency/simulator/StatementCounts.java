package dev.recency.simulator;

import dev.recency.operator.Outcome;
import dev.recency.plan.row.RejectReason;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of the records of one source partition in one statement. Whoever counts asserts
 * {@link #balanced}: read = accepted + filtered + late + rejected.
 */
public final class StatementCounts {
  private long read;
  private long accepted;
  private long filtered;
  private long late;
  private long lateWithoutEffect;
  private long sumOverflows;
  private long commands;
  private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);

  /** Copies the numbers. */
  StatementCounts copy() {
    StatementCounts copy = new StatementCounts();
    copy.read = read;
    copy.accepted = accepted;
    copy.filtered = filtered;
    copy.late = late;
    copy.lateWithoutEffect = lateWithoutEffect;
    copy.sumOverflows = sumOverflows;
    copy.commands = commands;
    copy.rejected.putAll(rejected);
    return copy;
  }

  void countRead() {
    read++;
  }

  void count(Outcome outcome) {
    switch (outcome) {
      case ACCEPTED -> accepted++;
      case LATE_WITHOUT_EFFECT -> {
        late++;
        lateWithoutEffect++;
      }
      case SUM_OVERFLOW -> sumOverflows++;
    }
  }

  void countFiltered() {
    filtered++;
  }

  void countCommand() {
    commands++;
  }

  /** A LATE record is late, every other reason is a rejection. */
  void countRejected(RejectReason reason) {
    if (reason == RejectReason.LATE) {
      late++;
    } else {
      rejected.merge(reason, 1L, Long::sum);
    }
  }

  /** Records that were read. */
  public long read() {
    return read;
  }

  /** Events that became part of a value or a command. */
  public long accepted() {
    return accepted;
  }

  /** Events that did not pass WHERE. */
  public long filtered() {
    return filtered;
  }

  /** Events that came too late, those without effect included. */
  public long late() {
    return late;
  }

  /** Events that came too late to change the value (EMIT CHANGES). */
  public long lateWithoutEffect() {
    return lateWithoutEffect;
  }

  /** Values that were NULL because the true sum did not fit its type. */
  public long sumOverflows() {
    return sumOverflows;
  }

  /** Commands that were written. */
  public long commands() {
    return commands;
  }

  /** Records that were rejected for this reason. */
  public long rejected(RejectReason reason) {
    return rejected.getOrDefault(reason, 0L);
  }

  /** Records that were rejected. */
  public long rejected() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether nothing is silently lost. */
  public boolean balanced() {
    return read == accepted + filtered + late + rejected();
  }

  @Override
  public String toString() {
    return "read ["
        + read
        + "] accepted ["
        + accepted
        + "] filtered ["
        + filtered
        + "] late ["
        + late
        + "] rejected "
        + rejected
        + " commands ["
        + commands
        + "]";
  }
}
