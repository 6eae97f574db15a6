package dev.recency.cli;

import dev.recency.flink.Definitions;
import dev.recency.flink.JobOptions;
import dev.recency.format.JsonLines;
import dev.recency.format.RawRecord;
import dev.recency.local.LocalRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A run that ends when its inputs are consumed, and hands over all that it wrote. */
final class Replay {
  private static final Duration TICK = Duration.ofMillis(500);

  private final Console console;
  private final RunSettings settings;
  private final DeclaredTopics declared;
  private final LocalRun run;

  Replay(Console console, RunSettings settings, DeclaredTopics declared, LocalRun run) {
    this.console = console;
    this.settings = settings;
    this.declared = declared;
    this.run = run;
  }

  /**
   * Runs to the end.
   *
   * @param deadLetters where they go, if anywhere
   */
  void execute(
      Definitions definitions,
      long loaded,
      OutputFile output,
      @Nullable OutputFile deadLetters,
      StopSignal signal)
      throws InterruptedException {
    Set<String> sinks = declared.sinks();
    Progress progress = new Progress(console);
    Map<TopicPartition, Long> starts = run.topics().ends(sinks);
    Map<TopicPartition, Long> rejectedFrom = run.topics().ends(Set.of(settings.deadLetterTopic()));
    JobOptions job = settings.job(run.topics().bootstrapServers());
    run.start(job, definitions, Optional.empty());
    long startNanos = System.nanoTime();
    signal.arm();
    run.awaitEnd(
        TICK,
        () ->
            progress.show(
                "%,d records loaded, %,d commands written, %d s",
                loaded,
                growth(starts, run.topics().ends(sinks)),
                Duration.ofNanos(System.nanoTime() - startNanos).toSeconds()));
    signal.disarm();
    progress.clear();
    long written = write(output, sinks, starts);
    RejectedRecords rejected =
        RejectedRecords.of(run.topics().readCommitted(settings.deadLetterTopic(), rejectedFrom));
    if (deadLetters != null) {
      rejected.write(deadLetters);
      deadLetters.commit();
    }
    output.commit();
    console
        .err()
        .println(
            String.format(
                Locale.ROOT,
                "recency: %s loaded, %s written, %s",
                counted(loaded, "record"),
                counted(written, "command"),
                rejected.summary()));
  }

  private long write(OutputFile output, Set<String> sinks, Map<TopicPartition, Long> starts) {
    JsonLines lines = declared.lines();
    long written = 0;
    for (String topic : sinks) {
      for (ConsumerRecord<byte[], byte[]> record : run.topics().readCommitted(topic, starts)) {
        output.line(lines.write(raw(record)));
        written++;
      }
    }
    return written;
  }

  private static String counted(long count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }

  private static long growth(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
    return to.entrySet().stream()
        .mapToLong(each -> each.getValue() - from.getOrDefault(each.getKey(), 0L))
        .sum();
  }

  private static RawRecord raw(ConsumerRecord<byte[], byte[]> record) {
    List<RawRecord.Header> headers = new ArrayList<>();
    StreamSupport.stream(record.headers().spliterator(), false)
        .forEach(header -> headers.add(new RawRecord.Header(header.key(), header.value())));
    return new RawRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        headers);
  }
}
