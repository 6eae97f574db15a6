package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.flink.Definitions;
import dev.recency.flink.keyed.HostFixture.Backend;
import dev.recency.flink.keyed.HostFixture.State;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.format.Decoded;
import dev.recency.format.Decoders;
import dev.recency.format.RawRecord;
import dev.recency.format.RecordDecoder;
import dev.recency.operator.ClockOptions;
import dev.recency.operator.Seeds;
import dev.recency.plan.Plan;
import dev.recency.simulator.Simulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lifetime count on Flink's keyed state is the simulator's, through restores and rescaling. */
final class LifetimeOnFlinkTest {
  private static final int EVENTS = 300;
  private static final List<Integer> PARALLELISMS = List.of(1, 3, 2);
  private static final Definitions DEFINITIONS =
      Definitions.of(
          "lifetime.sql",
          """
          CREATE STREAM posts (author STRING, note STRING, length INT)
            WITH (KAFKA_TOPIC='posts', VALUE_FORMAT='JSON');
          CREATE TABLE perUser WITH (KAFKA_TOPIC='per-user') AS
            SELECT author, COUNT(*) AS posts, COUNT(note) AS notes
            FROM posts WHERE length > 2 GROUP BY author HAVING COUNT(*) <> 3 EMIT CHANGES;
          """);

  private static final String QUERY = KeyedGroup.of(DEFINITIONS.plan()).get(0).uid();

  @TempDir private Path directory;

  private static List<RawRecord> posts(Random random) {
    List<RawRecord> posts = new ArrayList<>();
    for (int offset = 0; offset < EVENTS; offset++) {
      String author = random.nextInt(20) == 0 ? "null" : "\"a" + random.nextInt(12) + "\"";
      String note = random.nextInt(3) == 0 ? "null" : "\"n\"";
      String value =
          "{\"author\":%s,\"note\":%s,\"length\":%d}".formatted(author, note, random.nextInt(10));
      long arrivalMillis = 1_700_000_000_000L + 10L * offset - random.nextInt(200);
      posts.add(
          new RawRecord(
              "posts",
              0,
              offset,
              arrivalMillis,
              null,
              value.getBytes(StandardCharsets.UTF_8),
              List.of()));
    }
    return posts;
  }

  /** WHERE and GROUP BY as the keying operator does them. */
  private static List<KeyedElement> keyed(Plan plan, List<RawRecord> posts) throws Exception {
    RecordDecoder decoder = Decoders.of(plan.inputs().get(0));
    KeyingOperator operator =
        new KeyingOperator(DEFINITIONS, QUERY, 0, new DeadLetters("dead", 1 << 20));
    try (var keying = new OneInputStreamOperatorTestHarness<>(operator)) {
      keying.setup(KeyedElementSerializer.INSTANCE);
      keying.open();
      List<KeyedElement> elements = new ArrayList<>();
      for (RawRecord post : posts) {
        Decoded decoded = decoder.decode(post);
        keying.processElement(new StreamRecord<>(new SourceElement.Read(post, List.of(decoded))));
      }
      elements.addAll(keying.extractOutputValues());
      assertThat(keying.getSideOutput(KeyingOperator.DEAD_LETTERS)).isNotEmpty();
      return elements;
    }
  }

  private static Map<String, List<String>> byKey(List<CommandRecord> commands) {
    return commands.stream()
        .collect(
            Collectors.groupingBy(
                command -> text(command.key()),
                Collectors.mapping(
                    command -> text(command.value()) + " @" + command.timestampMillis(),
                    Collectors.toList())));
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void commandsPerKeyAreTheSimulatorsThroughRescaling(Backend backend) throws Exception {
    for (long seed : Seeds.of("LifetimeOnFlinkTest", 3).toArray()) {
      Plan plan = DEFINITIONS.plan();
      List<RawRecord> posts = posts(new Random(seed));
      List<CommandRecord> expected = new ArrayList<>();
      Simulator simulator =
          new Simulator(
              plan,
              ClockOptions.DEFAULT,
              command -> {
                if (command.topic().equals("per-user")) {
                  expected.add(command);
                }
              });
      posts.forEach(simulator::process);

      List<CommandRecord> commands = run(backend, keyed(plan, posts), new Random(seed));
      assertThat(byKey(commands)).as("seed [%d]", seed).isEqualTo(byKey(expected));
      assertThat(expected).hasSizeGreaterThan(100);
    }
  }

  /** Each stage ends with a snapshot; what comes after it is lost and done again. */
  private List<CommandRecord> run(Backend backend, List<KeyedElement> elements, Random random)
      throws Exception {
    List<CommandRecord> commands = new ArrayList<>();
    State state = null;
    int next = 0;
    for (int stage = 0; stage < PARALLELISMS.size(); stage++) {
      boolean last = stage == PARALLELISMS.size() - 1;
      int end = last ? elements.size() : next + random.nextInt(elements.size() / 3);
      KeyedQuery query = new PlannedQuery(DEFINITIONS, QUERY, true);
      try (HostFixture host =
          HostFixture.open(query, backend, directory, PARALLELISMS.get(stage), state)) {
        for (KeyedElement element : elements.subList(next, end)) {
          host.process(element);
          host.clock(element.eventTimeMillis());
        }
        state = host.snapshot(stage + 1);
        commands.addAll(host.take());
        int lostUntil = Math.min(elements.size(), end + 20);
        for (KeyedElement lost : elements.subList(end, lostUntil)) {
          host.process(lost);
        }
      }
      next = end;
    }
    return commands;
  }
}
