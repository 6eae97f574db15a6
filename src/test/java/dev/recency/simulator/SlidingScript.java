package dev.recency.simulator;

import dev.recency.operator.PartitionClocks;
import dev.recency.window.SlidingWindows.Decay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What happens to an operator, step by step. {@link #calls} is what its host does because of it: a
 * host for scripts only has to do these calls in order.
 *
 * @param name says how to make it again
 * @param mode who moves the clock
 */
public record SlidingScript(
    String name, SlidingStatements statements, Mode mode, List<Step> steps) {
  public SlidingScript {
    steps = List.copyOf(steps);
  }

  /** Who moves the clock. */
  public enum Mode {
    /** The records: EVERY_INSTANT. */
    REPLAY,
    /** {@link Step.Clock} alone: LAST_INSTANT. */
    LIVE;

    public Decay decay() {
      return this == REPLAY ? Decay.EVERY_INSTANT : Decay.LAST_INSTANT;
    }
  }

  /** One step. */
  public sealed interface Step {
    /** A record is read. */
    record Take(SlidingEvent event) implements Step {}

    /** The live clock reaches an instant; the data clock goes no further than the data. */
    record Clock(long millis) implements Step {}

    /** Everything is saved. */
    record Checkpoint() implements Step {}

    /**
     * Everything after the last checkpoint is lost: go on from it. Records that were lost come again
     * as steps of their own.
     *
     * @param parts number of instances from now on
     */
    record Restore(int parts) implements Step {}
  }

  /** What a host does. */
  public sealed interface Call {
    /**
     * Hands on a record that passes WHERE, has a key and is not late.
     *
     * @param partitionClockMillis the data clock of its partition before it
     * @param late EMIT FINAL: it goes to the dead letters instead
     */
    record Take(SlidingEvent event, long partitionClockMillis, boolean late) implements Call {}

    /** Moves the clock of the operator; never back but for {@link Restore}. */
    record Clock(long millis) implements Call {}

    /** Saves everything. */
    record Checkpoint() implements Call {}

    /** Goes on from the last checkpoint, or from nothing, with this many instances. */
    record Restore(int parts) implements Call {}
  }

  /** The same statements and mode with other steps. */
  public SlidingScript with(List<Step> others) {
    return new SlidingScript(name, statements, mode, others);
  }

  /** All calls, in order. */
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    callsByStep().forEach(calls::addAll);
    return calls;
  }

  /** The calls of each step. */
  public List<List<Call>> callsByStep() {
    Expansion expansion = new Expansion(this);
    return steps.stream().map(expansion::calls).toList();
  }

  /** Keeps the clocks that a source keeps. */
  private static final class Expansion {
    private final SlidingStatements statements;
    private final boolean replay;
    private final TreeSet<Integer> partitions = new TreeSet<>();
    private Clocks clocks = new Clocks(PartitionClocks.NONE, new HashMap<>());
    private Clocks saved = clocks.copy();

    private record Clocks(long merged, Map<Integer, Long> byPartition) {
      Clocks copy() {
        return new Clocks(merged, new HashMap<>(byPartition));
      }
    }

    private Expansion(SlidingScript script) {
      statements = script.statements();
      replay = script.mode() == Mode.REPLAY;
      for (Step step : script.steps()) {
        if (step instanceof Step.Take take) {
          partitions.add(take.event().partition());
        }
      }
    }

    private List<Call> calls(Step step) {
      if (step instanceof Step.Take take) {
        return take(take.event());
      }
      if (step instanceof Step.Clock clock) {
        return statements.emitFinal()
            ? dataClock(replay ? Long.MIN_VALUE : clock.millis())
            : List.of(new Call.Clock(moved(clock.millis())));
      }
      if (step instanceof Step.Checkpoint) {
        saved = clocks.copy();
        return List.of(new Call.Checkpoint());
      }
      clocks = saved.copy();
      return List.of(new Call.Restore(((Step.Restore) step).parts()));
    }

    private List<Call> take(SlidingEvent event) {
      long time = event.timeMillis();
      long partitionClock =
          clocks.byPartition().getOrDefault(event.partition(), PartitionClocks.NONE);
      boolean late =
          statements.emitFinal()
              && partitionClock != PartitionClocks.NONE
              && partitionClock > time + statements.graceMillis();
      clocks.byPartition().merge(event.partition(), time, Math::max);
      Call.Take take = new Call.Take(event, partitionClock, late);
      if (!replay) {
        return List.of(take);
      }
      List<Call> calls = new ArrayList<>();
      if (statements.emitFinal()) {
        calls.add(take);
        calls.addAll(dataClock(Long.MAX_VALUE));
      } else {
        calls.add(new Call.Clock(moved(time - 1)));
        calls.add(take);
        calls.add(new Call.Clock(moved(time)));
      }
      return calls;
    }

    private long moved(long millis) {
      clocks = new Clocks(Math.max(clocks.merged(), millis), clocks.byPartition());
      return clocks.merged();
    }

    /** The minimum over the partitions of the script, once each has a record. */
    private List<Call> dataClock(long atMostMillis) {
      if (clocks.byPartition().size() < partitions.size()) {
        return List.of();
      }
      long minimum =
          clocks.byPartition().values().stream().mapToLong(Long::longValue).min().orElse(0);
      long reached = Math.min(minimum, atMostMillis);
      return reached <= clocks.merged() ? List.of() : List.of(new Call.Clock(moved(reached)));
    }
  }
}
