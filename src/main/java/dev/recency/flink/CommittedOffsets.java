package dev.recency.flink;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * How far the jobs of a name have come, as Kafka knows it: each completed checkpoint commits the
 * offsets of the sources under the job's name. It outlives the cluster, for the broker's {@code
 * offsets.retention.minutes} after the last checkpoint, seven days unless configured otherwise.
 */
public final class CommittedOffsets {
  private final JobOptions options;

  /** Of the job with these options. */
  public CommittedOffsets(JobOptions options) {
    this.options = options;
  }

  /**
   * The topics of which something was read, and in how many partitions; empty if nothing is known.
   *
   * @throws IOException if no broker answers, or it does not tell; says what to do
   */
  public SortedMap<String, Integer> topics() throws IOException {
    Map<TopicPartition, OffsetAndMetadata> none = Map.of();
    SortedMap<String, Integer> partitions = new TreeMap<>();
    try (Admin admin =
        Admin.create(
            BrokerPreparation.client(
                options, options.sourceProperties(), AdminClientConfig.configNames()))) {
      Answers.expecting(
              GroupIdNotFoundException.class,
              none,
              admin.listConsumerGroupOffsets(options.jobName()).partitionsToOffsetAndMetadata(),
              offsets -> offsets)
          .get()
          .forEach(
              (partition, offset) -> {
                if (offset != null) {
                  partitions.merge(partition.topic(), 1, Integer::sum);
                }
              });
      return partitions;
    } catch (ExecutionException | KafkaException e) {
      throw refused(Optional.ofNullable(e.getCause()).orElse(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for Kafka", e);
    }
  }

  private IOException refused(Throwable cause) {
    return new IOException(
        RefusedLogin.message(options.bootstrapServers(), cause)
            .orElseGet(
                () ->
                    "Kafka at [%s] does not tell what consumer group [%s] has read: %s. Check --bootstrap-servers, --kafka.source.OPTION and the user's right DESCRIBE to the group."
                        .formatted(
                            options.bootstrapServers(), options.jobName(), cause.getMessage())),
        cause);
  }
}
