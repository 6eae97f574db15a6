package dev.recency.simulator;

import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.simulator.SlidingScript.Mode;
import dev.recency.simulator.SlidingScript.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Random scripts: several keys and partitions, duplicates, disorder up to beyond the window, equal
 * times, jumps of the clock, and crashes with a restore into any number of instances.
 */
public final class RandomScripts {
  private final Random random;
  private final SlidingStatements statements;
  private final Mode mode;
  private final RandomEvents events;
  private final long unitMillis;
  private final int partitions;
  private final int steps;
  private final boolean crashes;
  private final List<Step> script = new ArrayList<>();
  private final List<SlidingEvent> taken = new ArrayList<>();
  private List<SlidingEvent> sinceCheckpoint = new ArrayList<>();
  private long nowMillis;
  private long clockMillis;

  private RandomScripts(Random random, Optional<Emit> emit, int steps, boolean crashes) {
    this.random = random;
    this.steps = steps;
    this.crashes = crashes;
    unitMillis = pick(1, 7, 1_000, 60_000, 3_600_000);
    statements = new RandomStatements(random, unitMillis).next(emit);
    mode = random.nextBoolean() ? Mode.REPLAY : Mode.LIVE;
    events = new RandomEvents(random, (int) pick(1, 3, 8), (int) pick(8, 40, 1_000));
    partitions = (int) pick(1, 1, 2, 3);
    nowMillis = random.nextBoolean() ? pick(0, 5) * unitMillis : 1_700_000_000_000L;
  }

  /**
   * The script of a seed.
   *
   * @param emit empty: either
   * @param crashes whether it has checkpoints and restores
   */
  public static SlidingScript of(long seed, Optional<Emit> emit, int steps, boolean crashes) {
    return new RandomScripts(new Random(seed), emit, steps, crashes).script("seed [" + seed + "]");
  }

  private SlidingScript script(String name) {
    while (script.size() < steps) {
      int choice = random.nextInt(100);
      if (crashes && choice < 3) {
        script.add(new Step.Checkpoint());
        sinceCheckpoint.clear();
      } else if (crashes && choice < 5) {
        crash();
      } else if (choice < 20) {
        clock();
      } else {
        passTime();
        take(event());
      }
    }
    return new SlidingScript(name, statements, mode, script);
  }

  /** Lost records come again, those of one partition in order; a rescale loses none. */
  private void crash() {
    if (random.nextBoolean()) {
      script.add(new Step.Checkpoint());
      sinceCheckpoint.clear();
    }
    script.add(new Step.Restore(1 + random.nextInt(3)));
    List<SlidingEvent> lost = sinceCheckpoint;
    sinceCheckpoint = new ArrayList<>();
    if (mode == Mode.LIVE) {
      lost = interleaved(lost);
    }
    for (SlidingEvent event : lost) {
      script.add(new Step.Take(event));
      sinceCheckpoint.add(event);
      if (mode == Mode.LIVE && random.nextInt(10) == 0) {
        clock();
      }
    }
  }

  private List<SlidingEvent> interleaved(List<SlidingEvent> lost) {
    List<List<SlidingEvent>> queues = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      int of = partition;
      queues.add(new ArrayList<>(lost.stream().filter(event -> event.partition() == of).toList()));
    }
    List<SlidingEvent> order = new ArrayList<>();
    while (order.size() < lost.size()) {
      List<SlidingEvent> queue = queues.get(random.nextInt(partitions));
      if (!queue.isEmpty()) {
        order.add(queue.remove(0));
      }
    }
    return order;
  }

  private void clock() {
    long ahead = random.nextInt(6) == 0 ? random.nextInt(40) : random.nextInt(6) - 4L;
    clockMillis = Math.max(clockMillis, Math.max(0, nowMillis + ahead * unitMillis));
    script.add(new Step.Clock(clockMillis));
  }

  private void passTime() {
    switch (random.nextInt(40)) {
      case 0 -> nowMillis += random.nextInt(50) * unitMillis;
      case 1 -> nowMillis += statements.longestMillis();
      case 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 -> nowMillis += random.nextInt(3) * unitMillis;
      case 14 -> nowMillis += random.nextInt(1 + (int) Math.min(unitMillis, 10_000));
      default -> {}
    }
  }

  private void take(SlidingEvent event) {
    script.add(new Step.Take(event));
    taken.add(event);
    sinceCheckpoint.add(event);
  }

  private SlidingEvent event() {
    if (!taken.isEmpty() && random.nextInt(12) == 0) {
      int back = Math.min(taken.size(), random.nextBoolean() ? 5 : taken.size());
      return taken.get(taken.size() - 1 - random.nextInt(back)).arrivingAt(nowMillis);
    }
    long time = Math.max(0, nowMillis - disorder());
    return new SlidingEvent(random.nextInt(partitions), events.values(), time, nowMillis);
  }

  private long disorder() {
    long longest = statements.longestMillis();
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> random.nextInt(5) * unitMillis;
      case 4 -> random.nextLong(1 + Math.min(longest, 40 * unitMillis));
      case 5 -> longest + (random.nextInt(3) - 1);
      case 6 -> longest + random.nextInt(100) * unitMillis;
      case 7 -> statements.window(random.nextInt(statements.size())).sizeMillis();
      default -> 0;
    };
  }

  private long pick(long... values) {
    return values[random.nextInt(values.length)];
  }
}
