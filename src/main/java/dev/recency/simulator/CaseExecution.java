package dev.recency.simulator;

import dev.recency.command.CommandRecord;
import dev.recency.expression.Surroundings;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.operator.PartitionClock;
import dev.recency.plan.Input;
import dev.recency.plan.Plan;
import dev.recency.plan.row.RejectReason;
import dev.recency.simulator.TestCase.CaseInput;
import dev.recency.simulator.TestCase.CaseRecord;
import dev.recency.window.SlidingWindows.Decay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** What the statements of one case write. */
final class CaseExecution implements Output {
  static final ClockOptions OPTIONS = new ClockOptions(0, 0, 1, Long.MAX_VALUE);

  /** The wall clock of all cases stands still. */
  private static final long NOW_MILLIS = 1_700_000_000_000L;

  private static final long SEED = 1;

  private final TestCase test;
  private final Plan plan;
  private final boolean forgets;
  private final RunnerOptions.Operators operators;
  private final Map<String, List<Step>> inputs = new LinkedHashMap<>();
  private final Map<String, List<RawRecord>> written = new LinkedHashMap<>();
  private boolean unsteady;

  /** What a runner lives through. */
  private sealed interface Step {
    record Take(RawRecord record) implements Step {}

    record Other(CaseInput input) implements Step {}
  }

  /**
   * @param forgets whether the live form of state is forgotten after each call
   */
  CaseExecution(
      TestCase test,
      Plan plan,
      CaseTopics topics,
      boolean forgets,
      RunnerOptions.Operators operators) {
    this.operators = operators;
    this.test = test;
    this.plan = plan;
    this.forgets = forgets;
    for (CaseInput input : test.inputs()) {
      if (input instanceof CaseRecord record) {
        inputs.putIfAbsent(record.topic(), new ArrayList<>());
      }
    }
    for (CaseInput input : test.inputs()) {
      if (input instanceof CaseRecord record) {
        List<Step> steps = inputs.getOrDefault(record.topic(), List.of());
        steps.add(new Step.Take(topics.encode(record, steps.size())));
      } else {
        inputs.values().forEach(steps -> steps.add(new Step.Other(input)));
      }
    }
  }

  /** The records of each topic that is written. */
  Map<String, List<RawRecord>> run() {
    for (int index = 0; index < runners().size(); index++) {
      run(index);
    }
    return written;
  }

  /** Whether an expression has asked for the wall clock or a random number. */
  boolean unsteady() {
    return unsteady;
  }

  private void run(int index) {
    Runner runner = runners().get(index);
    Input input = input(plan, runner);
    String topic = input.source().serialization().topic();
    List<Step> steps = inputs.containsKey(topic) ? inputs.get(topic) : derived(topic);
    SourceReader reader = reader(runner);
    for (Step step : steps) {
      if (step instanceof Step.Take take) {
        reader.assign(take.record().partition());
      }
    }
    for (Step step : steps) {
      if (step instanceof Step.Take take) {
        reader.read(take.record());
      } else if (((Step.Other) step).input() instanceof CaseInput.Clock clock) {
        move(reader, clock.millis());
      } else {
        List<KeySpaceSnapshot> state = runner.snapshot();
        List<PartitionClock> clocks = reader.snapshotClocks();
        runner = runners().get(index);
        runner.restore(state);
        reader = reader(runner);
        reader.restoreClocks(clocks);
      }
    }
    if (!test.live()) {
      reader.end();
    }
  }

  private void move(SourceReader reader, long clockMillis) {
    if (test.live()) {
      reader.step(clockMillis);
    } else {
      reader.advance(clockMillis);
    }
  }

  /** What was written to a topic so far, then all movements of the clock. */
  private List<Step> derived(String topic) {
    List<Step> steps = new ArrayList<>();
    written.getOrDefault(topic, List.of()).forEach(each -> steps.add(new Step.Take(each)));
    for (CaseInput input : test.inputs()) {
      if (input instanceof CaseInput.Clock) {
        steps.add(new Step.Other(input));
      }
    }
    return steps;
  }

  /** All runners of the plan, without state. */
  private List<Runner> runners() {
    return options(
            test.live() ? Decay.LAST_INSTANT : Decay.EVERY_INSTANT,
            () -> forgets,
            operators,
            () -> unsteady = true)
        .runners(plan, this);
  }

  /**
   * How runners of cases work: wall clock and random numbers are the same in every run.
   *
   * @param unsteady told when an expression asks for either
   */
  static RunnerOptions options(
      Decay decay, BooleanSupplier forgets, RunnerOptions.Operators operators, Runnable unsteady) {
    return new RunnerOptions(
        (statement, kind, message) -> {},
        surroundings(unsteady),
        OPTIONS.maxFutureMillis(),
        decay,
        forgets,
        operators);
  }

  /** A wall clock that stands still, and random numbers that are always the same. */
  static Surroundings surroundings(Runnable unsteady) {
    SplittableRandom random = new SplittableRandom(SEED);
    return new Surroundings(
        () -> {
          unsteady.run();
          return NOW_MILLIS;
        },
        () -> {
          unsteady.run();
          return random.nextLong();
        });
  }

  private SourceReader reader(Runner runner) {
    return reader(
        plan, runner, test.live() ? SourceReader.Clocks.STEPPED : SourceReader.Clocks.REPLAY, this);
  }

  /** What reads the records of a runner alone. */
  static SourceReader reader(Plan plan, Runner runner, SourceReader.Clocks clocks, Output output) {
    return new SourceReader(input(plan, runner), List.of(runner), OPTIONS, clocks, output);
  }

  private static Input input(Plan plan, Runner runner) {
    return plan.inputs().stream()
        .filter(each -> each.source().name().equals(runner.source()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no input [" + runner.source() + "]"));
  }

  @Override
  public void command(CommandRecord command) {
    List<RawRecord> log = written.computeIfAbsent(command.topic(), each -> new ArrayList<>());
    log.add(Simulator.record(command, log.size()));
  }

  @Override
  public void deadLetter(RawRecord record, RejectReason reason, String message) {}
}
