package dev.recency.flink.verdict;

import dev.recency.command.CommandRecord;
import dev.recency.local.TopicContents;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.simulator.Simulator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Whether what {@code read_committed} readers see in the output topics of a job is right, whatever
 * happened to the job: per statement and key, by the truth where timing leaves something open
 * (SLIDING with EMIT CHANGES: {@link SlidingCommands}), by the one right sequence everywhere else.
 *
 * <p>It takes for granted that all events of a GROUP BY key are in one partition, that every
 * partition of a source ends with a record of the same, largest event time, and that the
 * idle-timeout is off.
 */
public final class JobVerdict {
  private static final int MAX_DIFFERENCES = 10;

  private final Plan plan;
  private final InputRecords input;
  private final Map<String, Map<String, List<ReadCommand>>> simulated;
  private final Set<String> rejected;
  private final Map<String, SlidingInput> events;
  private final int repetitions;

  /**
   * @param repetitions how often the commands of a key may step back
   */
  private JobVerdict(
      Plan plan,
      InputRecords input,
      Map<String, Map<String, List<ReadCommand>>> simulated,
      Set<String> rejected,
      Map<String, SlidingInput> events,
      int repetitions) {
    this.plan = plan;
    this.input = input;
    this.simulated = simulated;
    this.rejected = rejected;
    this.events = events;
    this.repetitions = repetitions;
  }

  /** For exactly-once delivery; reads the input from the broker. */
  public static JobVerdict of(String bootstrapServers, Plan plan) {
    return of(plan, InputRecords.read(bootstrapServers, plan));
  }

  /** For exactly-once delivery of the commands that this input makes. */
  public static JobVerdict of(Plan plan, InputRecords input) {
    Map<String, SlidingInput> events = new TreeMap<>();
    for (Query query : plan.queries()) {
      if (open(query)) {
        SlidingTruth truth = SlidingTruth.of(plan, (Query.Sliding) query);
        events.put(query.id(), SlidingInput.of(plan, truth, input));
      }
    }
    List<CommandRecord> simulated = simulated(plan, input);
    Predicate<CommandRecord> letter =
        command -> command.topic().equals(Simulator.DEAD_LETTER_TOPIC);
    return new JobVerdict(
        plan,
        input,
        byKey(plan, simulated.stream().filter(letter.negate()).map(ReadCommand::of).toList()),
        RejectedRecords.of(simulated.stream().filter(letter).map(CommandRecord::value).toList()),
        events,
        0);
  }

  /** Whether timing leaves the commands of a query open. */
  private static boolean open(Query query) {
    return query instanceof Query.Sliding sliding && sliding.window().emit() == Emit.CHANGES;
  }

  /** For at-least-once delivery with this many failures. */
  public JobVerdict withRepetitions(int failures) {
    return new JobVerdict(plan, input, simulated, rejected, events, failures);
  }

  /** The input that it judges by. */
  public InputRecords input() {
    return input;
  }

  /** The topics that the job writes commands to. */
  public Set<String> topics() {
    return plan.queries().stream()
        .map(JobVerdict::topic)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The committed commands of the job. */
  public List<ConsumerRecord<byte[], byte[]>> commands(String bootstrapServers) {
    List<ConsumerRecord<byte[], byte[]>> commands = new ArrayList<>();
    topics()
        .forEach(topic -> commands.addAll(TopicContents.readCommitted(bootstrapServers, topic)));
    return commands;
  }

  /** Reads the output and judges it; a line per key with a difference, at most ten. */
  public List<String> differences(String bootstrapServers) {
    return differences(commands(bootstrapServers));
  }

  /**
   * Judges what was read of the output topics; a line per key with a difference, at most ten.
   *
   * @param commands each partition in its order
   */
  public List<String> differences(Collection<ConsumerRecord<byte[], byte[]>> commands) {
    Map<String, Map<String, List<ReadCommand>>> actual =
        byKey(plan, commands.stream().map(ReadCommand::of).toList());
    List<String> differences = new ArrayList<>();
    Set<String> unknown = new TreeSet<>(actual.keySet());
    for (Query query : plan.queries()) {
      unknown.remove(query.id());
      Map<String, List<ReadCommand>> own = actual.getOrDefault(query.id(), Map.of());
      List<String> found =
          open(query)
              ? slidingDifferences(query.id(), own)
              : rowDifferences(simulated.getOrDefault(query.id(), Map.of()), own);
      found.forEach(each -> differences.add("statement [" + query.id() + "], " + each));
      differences.addAll(split(own));
    }
    unknown.forEach(each -> differences.add("commands of no statement: [" + each + "]"));
    return differences.subList(0, Math.min(MAX_DIFFERENCES, differences.size()));
  }

  /**
   * Judges the dead letters: which records were rejected, and for which reason.
   *
   * @return a line per record that is missing or should not be there, at most ten
   */
  public List<String> letterDifferences(String bootstrapServers, String deadLetterTopic) {
    Set<String> actual =
        RejectedRecords.of(
            TopicContents.readCommitted(bootstrapServers, deadLetterTopic).stream()
                .map(ConsumerRecord::value)
                .toList());
    List<String> differences = new ArrayList<>();
    rejected.stream()
        .filter(each -> !actual.contains(each))
        .forEach(each -> differences.add("missing: " + each));
    actual.stream()
        .filter(each -> !rejected.contains(each))
        .forEach(each -> differences.add("too many: " + each));
    return differences.subList(0, Math.min(MAX_DIFFERENCES, differences.size()));
  }

  private List<String> rowDifferences(
      Map<String, List<ReadCommand>> expected, Map<String, List<ReadCommand>> actual) {
    List<String> differences = new ArrayList<>();
    Set<String> keys = new TreeSet<>(expected.keySet());
    keys.addAll(actual.keySet());
    for (String key : keys) {
      new RowSequence(texts(expected.getOrDefault(key, List.of())), repetitions)
          .difference(texts(actual.getOrDefault(key, List.of())))
          .ifPresent(each -> differences.add("key [" + key + "]: " + each));
    }
    return differences;
  }

  private List<String> slidingDifferences(String statement, Map<String, List<ReadCommand>> actual) {
    List<String> differences = new ArrayList<>();
    SlidingInput own = Objects.requireNonNull(events.get(statement));
    Set<String> unknown = new TreeSet<>(actual.keySet());
    own.keys()
        .forEach(
            (key, keyEvents) -> {
              unknown.remove(key);
              new SlidingCommands(own, keyEvents, repetitions)
                  .difference(actual.getOrDefault(key, List.of()))
                  .ifPresent(each -> differences.add("key [" + key + "]: " + each));
            });
    unknown.forEach(key -> differences.add("key [" + key + "]: there is no event of it"));
    return differences;
  }

  /** What a reader of one partition cannot see in its order. */
  private static List<String> split(Map<String, List<ReadCommand>> commands) {
    List<String> differences = new ArrayList<>();
    commands.forEach(
        (key, own) -> {
          if (own.stream().mapToInt(ReadCommand::partition).distinct().count() > 1) {
            differences.add("key [" + key + "]: its commands are in several partitions");
          }
        });
    return differences;
  }

  private static List<CommandRecord> simulated(Plan plan, InputRecords input) {
    List<CommandRecord> commands = new ArrayList<>();
    Simulator simulator = new Simulator(plan, ClockOptions.DEFAULT, commands::add);
    Set<String> topics = new LinkedHashSet<>();
    input.byArrival().forEach(record -> topics.add(record.topic()));
    for (String topic : topics) {
      int last = input.of(topic).stream().mapToInt(each -> each.partition()).max().orElse(0);
      simulator.partitions(topic, last + 1);
    }
    input.byArrival().forEach(simulator::process);
    return commands;
  }

  /** By statement, then by key, of windows without the window; each in its order. */
  private static Map<String, Map<String, List<ReadCommand>>> byKey(
      Plan plan, List<ReadCommand> commands) {
    Map<String, Integer> windowBytes = new TreeMap<>();
    plan.queries()
        .forEach(
            query ->
                windowBytes.put(
                    query.id(), query.sink().keyWindow().map(KeyWindow::bytes).orElse(0)));
    return commands.stream()
        .collect(
            Collectors.groupingBy(
                ReadCommand::statement,
                Collectors.groupingBy(
                    command ->
                        command.keyWithoutWindow(
                            windowBytes.getOrDefault(command.statement(), 0)))));
  }

  private static List<String> texts(List<ReadCommand> commands) {
    return commands.stream().map(ReadCommand::text).toList();
  }

  private static String topic(Query query) {
    return query.sink().serialization().topic();
  }
}
