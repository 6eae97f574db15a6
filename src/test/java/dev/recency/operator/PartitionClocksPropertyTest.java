package dev.recency.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.operator.PartitionClocks.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random histories, each reading compared with one computed from the whole history. */
class PartitionClocksPropertyTest {
  private static final int SEEDS = 400;
  private static final int STEPS = 300;
  private static final int PARTITIONS = 4;
  private static final ClockOptions OPTIONS = new ClockOptions(100, 10, 1, 60_000);

  /** Everything that happened to one partition. */
  private static final class History {
    private final List<Long> eventTimes = new ArrayList<>();
    private long lastRecordMillis;
    private boolean readToEnd;
    private boolean ended;
    private long silentUntil = PartitionClocks.NONE;

    boolean idle(long now) {
      return now - lastRecordMillis >= OPTIONS.idleTimeoutMillis();
    }

    boolean atEnd() {
      return readToEnd || ended;
    }

    OptionalLong newest() {
      return eventTimes.stream().mapToLong(Long::longValue).max();
    }
  }

  @Test
  void readingsEqualThoseOfTheWholeHistory() {
    Seeds.of("PartitionClocks", SEEDS)
        .forEach(seed -> run(seed, seed % 2 == 0 ? Mode.LIVE : Mode.REPLAY));
  }

  private void run(long seed, Mode mode) {
    Random random = new Random(seed);
    PartitionClocks clocks = new PartitionClocks(OPTIONS, mode);
    List<History> histories = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      histories.add(new History());
      clocks.assigned(partition, 0);
    }
    long now = 0;
    long data = PartitionClocks.NONE;
    long live = PartitionClocks.NONE;
    for (int step = 0; step < STEPS; step++) {
      now += random.nextInt(10) == 0 ? random.nextInt(200) : random.nextInt(5);
      int partition = random.nextInt(PARTITIONS);
      History history = histories.get(partition);
      switch (random.nextInt(20)) {
        case 0 -> {
          clocks.ended(partition, now);
          history.ended = true;
        }
        case 1, 2, 3 -> {
          history.readToEnd = random.nextBoolean();
          clocks.readToEnd(partition, history.readToEnd);
        }
        case 4 -> {
          clocks = restart(clocks, mode, now);
          for (int each = 0; each < PARTITIONS; each++) {
            clocks.assigned(each, now);
            histories.get(each).lastRecordMillis = now;
            histories.get(each).readToEnd = false;
          }
          data = PartitionClocks.NONE;
          live = PartitionClocks.NONE;
        }
        default -> {
          if (!history.ended) {
            long eventTime = Math.max(0, now - random.nextInt(60) + 20);
            clocks.record(partition, eventTime, now);
            history.eventTimes.add(eventTime);
            history.lastRecordMillis = now;
          }
        }
      }
      String at = "seed [" + seed + "] step [" + step + "]";
      data = Math.max(data, dataClock(histories, mode, now));
      live = Math.max(live, liveClock(histories, mode, now));
      assertThat(clocks.dataClock(now)).as("data clock, " + at).isEqualTo(data);
      assertThat(clocks.liveClock(now)).as("live clock, " + at).isEqualTo(live);
      assertThat(clocks.mergedClock())
          .as("merged clock, " + at)
          .isEqualTo(
              histories.stream()
                  .flatMap(each -> each.eventTimes.stream())
                  .mapToLong(Long::longValue)
                  .max()
                  .orElse(PartitionClocks.NONE));
    }
  }

  /** Snapshots of two readers of half the partitions each, restored into one. */
  private static PartitionClocks restart(PartitionClocks clocks, Mode mode, long now) {
    List<PartitionClock> union = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      PartitionClocks reader = new PartitionClocks(OPTIONS, mode);
      reader.restore(clocks.snapshot(), now);
      for (int partition = half; partition < PARTITIONS; partition += 2) {
        reader.assigned(partition, now);
      }
      union.addAll(reader.snapshot());
    }
    PartitionClocks after = new PartitionClocks(OPTIONS, mode);
    after.restore(union, now);
    return after;
  }

  private static long dataClock(List<History> histories, Mode mode, long now) {
    long minimum = Long.MAX_VALUE;
    for (History history : histories) {
      boolean empty =
          history.newest().isEmpty()
              && history.atEnd()
              && (mode == Mode.REPLAY || history.idle(now));
      if (!empty) {
        minimum = Math.min(minimum, history.newest().orElse(PartitionClocks.NONE));
      }
    }
    return minimum == Long.MAX_VALUE ? PartitionClocks.NONE : minimum;
  }

  private static long liveClock(List<History> histories, Mode mode, long now) {
    long minimum = Long.MAX_VALUE;
    for (History history : histories) {
      if (mode == Mode.LIVE && history.atEnd() && history.idle(now)) {
        history.silentUntil = Math.max(history.silentUntil, now - OPTIONS.idleMarginMillis());
      }
      long newest = history.newest().orElse(PartitionClocks.NONE);
      minimum = Math.min(minimum, Math.max(newest, history.silentUntil));
    }
    return minimum;
  }
}
