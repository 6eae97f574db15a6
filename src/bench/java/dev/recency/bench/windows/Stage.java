package dev.recency.bench.windows;

import dev.recency.command.CommandRecord;
import dev.recency.flink.keyed.KeyedElementSerializer;
import dev.recency.local.LocalCluster;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A cluster of one slot in this process, in which one variant runs at a time. */
final class Stage implements AutoCloseable {
  private final LocalCluster cluster;
  private int runs;

  private Stage(LocalCluster cluster) {
    this.cluster = cluster;
  }

  static Stage open(Path directory) {
    return new Stage(
        LocalCluster.start(
            1,
            1,
            Map.of(
                "parallelism.default", "1",
                "pipeline.object-reuse", "true",
                "taskmanager.memory.managed.size", "256m"),
            directory));
  }

  /** Runs a variant to its end. */
  Meter.Reading run(Variant variant) {
    int run = runs++;
    variant.feed().made();
    StreamExecutionEnvironment environment = cluster.environment();
    environment.configure(
        Configuration.fromMap(
            Map.of("state.backend.type", variant.rocksdb() ? "rocksdb" : "hashmap")));
    DataStream<CommandRecord> answers =
        variant
            .job()
            .build(
                environment
                    .fromSequence(0, variant.feed().events() - 1)
                    .transform(
                        "feed",
                        KeyedElementSerializer.TYPE,
                        new FeedOperator(variant.feed(), variant.watermarks(), run)));
    answers.transform("sink", answers.getType(), new ChecksumSink(run));
    System.gc();
    JobID job = cluster.submit(environment, variant.name());
    JobResult result = cluster.result(job).join();
    result
        .getSerializedThrowable()
        .ifPresent(
            failure -> {
              throw new IllegalStateException("[" + variant.name() + "] failed", failure);
            });
    return Meter.take(run);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
