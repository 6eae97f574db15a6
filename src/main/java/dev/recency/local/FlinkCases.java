package dev.recency.local;

import dev.recency.flink.BrokerPreparation;
import dev.recency.flink.Definitions;
import dev.recency.flink.JobOptions;
import dev.recency.flink.RunMode;
import dev.recency.simulator.CaseResult;
import dev.recency.simulator.CaseResult.Outcome;
import dev.recency.simulator.Explanation;
import dev.recency.simulator.FeatureCase;
import dev.recency.simulator.JobBatch;
import dev.recency.simulator.JobCase;
import dev.recency.simulator.JobCase.Preparation;
import dev.recency.simulator.JobCases;
import dev.recency.simulator.TopicRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Runs cases through the Flink job: one broker and one cluster for all of them, many cases per job,
 * each a replay of its records. If a job fails, its cases run again in halves, so that the one that
 * is the cause fails alone.
 */
public final class FlinkCases implements AutoCloseable {
  private static final int CASES_PER_JOB = 50;
  private static final Duration TICK = Duration.ofSeconds(1);

  private final LocalRun run;
  private final Explanation explanation;
  private int started;

  private FlinkCases(LocalRun run, Explanation explanation) {
    this.run = run;
    this.explanation = explanation;
  }

  /** A case that waits for its job, and where its result belongs. */
  private record Waiting(int place, JobCase job) {}

  /** Starts broker and cluster. */
  public static FlinkCases open(Explanation explanation) {
    return new FlinkCases(
        LocalRun.open(
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            1,
            Map.of("taskmanager.memory.network.max", "128m", "restart-strategy.type", "none")),
        explanation);
  }

  /**
   * How these cases end, in their order.
   *
   * @throws InterruptedException if the thread was told to stop
   * @throws IOException if the broker does not do its part
   */
  public List<CaseResult> run(List<? extends FeatureCase> cases)
      throws IOException, InterruptedException {
    CaseResult[] results = new CaseResult[cases.size()];
    List<Waiting> waiting = new ArrayList<>();
    for (int place = 0; place < cases.size(); place++) {
      Preparation prepared = JobCases.prepare(cases.get(place), explanation);
      if (prepared instanceof Preparation.Decided decided) {
        results[place] = decided.result();
      } else {
        waiting.add(new Waiting(place, ((Preparation.Ready) prepared).job()));
      }
    }
    for (int from = 0; from < waiting.size(); from += CASES_PER_JOB) {
      int to = Math.min(from + CASES_PER_JOB, waiting.size());
      run(waiting.subList(from, to), results);
    }
    return Arrays.asList(results);
  }

  private void run(List<Waiting> waiting, CaseResult[] results)
      throws IOException, InterruptedException {
    List<JobCase> jobs = waiting.stream().map(Waiting::job).toList();
    List<CaseResult> ended;
    try {
      ended = execute(jobs);
    } catch (JobFailedException | IllegalArgumentException | IllegalStateException e) {
      if (waiting.size() > 1) {
        int half = waiting.size() / 2;
        run(waiting.subList(0, half), results);
        run(waiting.subList(half, waiting.size()), results);
        return;
      }
      ended = List.of(failed(jobs.get(0).test(), e));
    }
    for (int i = 0; i < ended.size(); i++) {
      results[waiting.get(i).place()] = ended.get(i);
    }
  }

  private static CaseResult failed(FeatureCase test, RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    return e instanceof IllegalArgumentException
        ? new CaseResult(test.file(), test.name(), Outcome.SKIPPED, "no job can run it: " + message)
        : new CaseResult(test.file(), test.name(), Outcome.ERROR, "the job failed: " + message);
  }

  private List<CaseResult> execute(List<JobCase> jobs) throws IOException, InterruptedException {
    int first = started;
    started += jobs.size();
    JobBatch batch = new JobBatch(jobs, first);
    JobOptions options =
        JobOptions.of(run.topics().bootstrapServers())
            .withJobName("cases-" + first)
            .withDeadLetterTopic("dead-letters-" + first)
            .withMode(new RunMode.Replay(OptionalLong.empty()))
            .withAnyFuture();
    new BrokerPreparation(options).prepare(Definitions.of("cases", batch.definitions()));
    run.topics().load(batch.inputs().iterator(), FlinkCases::record);
    for (String statements : batch.jobs()) {
      run.start(options, Definitions.of("cases", statements), Optional.empty());
      run.awaitEnd(TICK, () -> {});
    }
    Map<String, List<TopicRecord>> contents = new HashMap<>();
    Set<String> topics = batch.topics();
    run.topics()
        .readCommitted(topics)
        .forEach(
            (topic, records) ->
                contents.put(topic, records.stream().map(FlinkCases::record).toList()));
    return batch.results(contents);
  }

  private static ProducerRecord<byte[], byte[]> record(TopicRecord record) {
    List<Header> headers =
        record.headers().stream()
            .map(each -> (Header) new RecordHeader(each.key(), each.value()))
            .toList();
    return new ProducerRecord<>(
        record.topic(), 0, record.timestampMillis(), record.key(), record.value(), headers);
  }

  private static TopicRecord record(ConsumerRecord<byte[], byte[]> record) {
    List<TopicRecord.Header> headers =
        StreamSupport.stream(record.headers().spliterator(), false)
            .map(each -> new TopicRecord.Header(each.key(), each.value()))
            .toList();
    return new TopicRecord(
        record.topic(), record.timestamp(), record.key(), record.value(), headers);
  }

  @Override
  public void close() {
    run.close();
  }
}
