package dev.recency.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.accuracy.ComparedSystem;
import dev.recency.cli.Console;
import dev.recency.cli.InputFile;
import dev.recency.cli.StopSignal;
import dev.recency.flink.Definitions;
import dev.recency.flink.options.JobSettings;
import dev.recency.flink.options.Redactor;
import dev.recency.local.LocalRun;
import dev.recency.local.StoredRecords;
import dev.recency.local.Topics;
import dev.recency.plan.legal.StandIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What both engines cost, measured on the engines themselves. */
final class CostIT {
  private static final int FEW = 60;
  private static final int MANY = 600;
  private static final long HORIZON_MILLIS = 60_000;

  @TempDir Path directory;

  @Test
  void bothEnginesTellStateAndCpuAndTenTimesTheKeysTakeAsMuchEach() throws Exception {
    try (LocalRun run =
            LocalRun.open(Optional.empty(), Map.of(), Optional.of(directory), 1, Map.of());
        StopSignal signal = StopSignal.listen()) {
      PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
      JobSettings none = JobSettings.read(Map.of(), Map.of(), new Redactor());
      Workshop workshop = Workshop.of(run, none, directory, signal, new Console(nowhere, nowhere));
      List<ComparedSystem> few = systems(workshop, "few", FEW);
      List<ComparedSystem> many = systems(workshop, "many", MANY);
      for (int i = 0; i < few.size(); i++) {
        double bytesOfFew = (double) few.get(i).cost().stateBytes().orElseThrow() / FEW;
        double bytesOfMany = (double) many.get(i).cost().stateBytes().orElseThrow() / MANY;
        assertThat(bytesOfFew).as(few.get(i).name()).isBetween(20.0, 100.0);
        assertThat(bytesOfMany).as(few.get(i).name()).isEqualTo(bytesOfFew);
        assertThat(many.get(i).cost().cpuSeconds().orElseThrow())
            .as(few.get(i).name())
            .isBetween(0.001, 60.0);
      }
    }
  }

  /** Recency and TUMBLING over two events of each key within the window. */
  private List<ComparedSystem> systems(Workshop workshop, String topic, int keys)
      throws IOException, InterruptedException {
    Subject subject =
        Subject.of(
            Definitions.of(
                "test.sql",
                """
                CREATE STREAM e (id VARCHAR) WITH (KAFKA_TOPIC='%s', VALUE_FORMAT='JSON');
                CREATE TABLE counts WITH (KAFKA_TOPIC='counts', VALUE_FORMAT='JSON') AS
                  SELECT id, COUNT(*) AS n FROM e WINDOW SLIDING (SIZE 1 HOUR) GROUP BY id;
                """
                    .formatted(topic)));
    String lines =
        IntStream.range(0, 2 * keys)
            .mapToObj(
                i ->
                    "{\"value\":{\"ID\":\"k%03d\"},\"timestamp\":%d}".formatted(i % keys, i / keys))
            .collect(Collectors.joining("\n"));
    Path file = Files.writeString(directory.resolve(topic + ".jsonl"), lines);
    Topics topics = workshop.run().topics();
    RecencyRun recency = new RecencyRun(workshop, subject);
    workshop.prepare(recency.definitions().plan());
    Map<String, Integer> partitions = topics.partitions(subject.topics());
    new EventLoading(subject, List.of(new InputFile(topic, file)))
        .load(topics, partitions, workshop.signal());
    StoredRecords events = topics.stored(subject.topics());
    EventScan scan = EventScan.of(subject, events, partitions);
    ComparedSystem here = recency.run(events, scan, scan.lastArrivalMillis() + HORIZON_MILLIS);
    try (ReferenceSystem reference =
        ReferenceSystem.start(workshop, subject, new StandIn.Tumbling(), scan, false)) {
      reference.awaitConsumed(scan);
      return List.of(here, reference.system());
    }
  }
}
