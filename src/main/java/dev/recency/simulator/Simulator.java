package dev.recency.simulator;

import dev.recency.command.CommandRecord;
import dev.recency.command.DeadLetter;
import dev.recency.expression.ErrorListener;
import dev.recency.expression.Surroundings;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.operator.PartitionClock;
import dev.recency.plan.Input;
import dev.recency.plan.Plan;
import dev.recency.plan.row.RejectReason;
import dev.recency.window.SlidingWindows;
import dev.recency.window.SlidingWindows.Decay;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Runs a plan event by event, as a replay does: records are taken in the order in which they are
 * given, each is processed to its end (through all statements that read what others write) before
 * the next. The largest arrival so far is the wall clock. Same records, same commands.
 */
public final class Simulator {
  /** Where dead letters go if nothing else is said. */
  public static final String DEAD_LETTER_TOPIC = "recency-dead-letters";

  /** Random functions give the same values in every run. */
  private static final long SEED = 1;

  private static final ErrorListener SILENT = (statement, kind, message) -> {};

  private final List<SourceReader> readers = new ArrayList<>();
  private final List<Runner> runners;
  private final Consumer<CommandRecord> output;
  private final Deque<RawRecord> internal = new ArrayDeque<>();
  private final Map<String, Long> offsets = new LinkedHashMap<>();
  private long nowMillis;

  /**
   * All state between two records.
   *
   * @param keys per uid of the operator: a query's id, or that of a shared log
   * @param clocks per source
   * @param offsets next offset of each topic that a statement of this plan writes and reads
   */
  public record Snapshot(
      Map<String, List<KeySpaceSnapshot>> keys,
      Map<String, List<PartitionClock>> clocks,
      Map<String, Long> offsets) {
    public Snapshot {
      keys = Map.copyOf(keys);
      clocks = Map.copyOf(clocks);
      offsets = Map.copyOf(offsets);
    }
  }

  /**
   * A simulator without state.
   *
   * @param output gets every command and dead letter in order
   */
  public Simulator(Plan plan, ClockOptions options, Consumer<CommandRecord> output) {
    this(plan, options, output, SlidingWindows::of);
  }

  /** The same with other operators. */
  Simulator(
      Plan plan,
      ClockOptions options,
      Consumer<CommandRecord> output,
      RunnerOptions.Operators operators) {
    this.output = output;
    Surroundings surroundings = new Surroundings(() -> nowMillis, new SplittableRandom(SEED));
    RunnerOptions running =
        new RunnerOptions(
            SILENT,
            surroundings,
            options.maxFutureMillis(),
            Decay.EVERY_INSTANT,
            () -> false,
            operators);
    Output results = new Results();
    runners = running.runners(plan, results);
    for (Input input : plan.inputs()) {
      List<Runner> own =
          runners.stream().filter(each -> each.source().equals(input.source().name())).toList();
      readers.add(new SourceReader(input, own, options, SourceReader.Clocks.REPLAY, results));
    }
  }

  /**
   * Names the partitions of a topic that hold records. EMIT FINAL waits for each of them; one that
   * is not named here counts from its first record on.
   */
  public void partitions(String topic, int count) {
    for (SourceReader reader : readers) {
      if (reader.input().source().serialization().topic().equals(topic)) {
        IntStream.range(0, count).forEach(reader::assign);
      }
    }
  }

  /** Takes in one record of a topic; topics that no statement reads are ignored. */
  public void process(RawRecord record) {
    nowMillis = Math.max(nowMillis, record.timestampMillis());
    internal.add(record);
    while (!internal.isEmpty()) {
      RawRecord next = internal.remove();
      for (SourceReader reader : readers) {
        if (reader.input().source().serialization().topic().equals(next.topic())) {
          reader.read(next);
        }
      }
    }
  }

  /**
   * Lets the live clock of every source reach this instant, as {@code --until} does. EMIT FINAL
   * follows the data alone and does not move.
   */
  public void advance(long clockMillis) {
    readers.forEach(each -> each.advance(clockMillis));
  }

  /**
   * No further record comes: EMIT FINAL no longer waits for partitions that brought nothing, or
   * nothing that counts. What the data did not close stays open.
   */
  public void end() {
    readers.forEach(SourceReader::end);
  }

  /** What became of the records of one partition of the source that this query reads. */
  public StatementCounts counts(String queryId, int partition) {
    return runners.stream()
        .map(Runner::tally)
        .filter(each -> each.has(queryId))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no query [" + queryId + "]"))
        .counts(queryId, partition);
  }

  /**
   * Measures the state of GROUP BY over streams from now on, before the first record. Tells how many
   * bytes each operator's keys took at most after any call, added up: of header, timer and each chunk
   * of a key its value, the key as the sink writes it, and 8 bytes for due time or number. What a
   * backend needs besides is not in. Costs the bytes of a header per call.
   */
  public LongSupplier measureState() {
    List<StateSize> sizes = new ArrayList<>();
    for (Runner runner : runners) {
      StateSize size = new StateSize();
      runner.measure(size);
      sizes.add(size);
    }
    return () -> sizes.stream().mapToLong(StateSize::largestBytes).sum();
  }

  /** A copy of all state. */
  public Snapshot snapshot() {
    Map<String, List<KeySpaceSnapshot>> keys = new LinkedHashMap<>();
    runners.forEach(runner -> keys.put(runner.uid(), runner.snapshot()));
    Map<String, List<PartitionClock>> clocks = new LinkedHashMap<>();
    readers.forEach(each -> clocks.put(each.input().source().name(), each.snapshotClocks()));
    return new Snapshot(keys, clocks, offsets);
  }

  /** Continues from a snapshot; counts begin anew. */
  public void restore(Snapshot snapshot) {
    runners.forEach(each -> each.restore(snapshot.keys().getOrDefault(each.uid(), List.of())));
    readers.forEach(
        each ->
            each.restoreClocks(
                snapshot.clocks().getOrDefault(each.input().source().name(), List.of())));
    offsets.putAll(snapshot.offsets());
  }

  private final class Results implements Output {
    @Override
    public void command(CommandRecord command) {
      output.accept(command);
      boolean readAgain =
          readers.stream()
              .map(each -> each.input().source().serialization().topic())
              .anyMatch(topic -> topic.equals(command.topic()));
      if (readAgain) {
        long offset = offsets.merge(command.topic(), 1L, Long::sum) - 1;
        internal.add(record(command, offset));
      }
    }

    @Override
    public void deadLetter(RawRecord record, RejectReason reason, String message) {
      output.accept(DeadLetter.of(DEAD_LETTER_TOPIC, record, reason, message));
    }
  }

  /** The command as a reader of its topic gets it. */
  static RawRecord record(CommandRecord command, long offset) {
    return new RawRecord(
        command.topic(),
        0,
        offset,
        command.timestampMillis(),
        command.key(),
        command.value(),
        command.headers());
  }
}
