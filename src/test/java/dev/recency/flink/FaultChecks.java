package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.verdict.InputRecords;
import dev.recency.flink.verdict.JobVerdict;
import dev.recency.plan.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What holds at the end of a {@link FaultJob} beside its verdict. */
final class FaultChecks {
  private FaultChecks() {}

  /** Every record of the topic is counted once by each statement, although some were read twice. */
  static void checkCounts(SharedRuntime runtime, TestJob job, InputRecords input, String topic) {
    for (Query query : job.plan().queries()) {
      for (int partition = 0; partition < FaultJob.PARTITIONS; partition++) {
        long loaded = input.count(topic, partition);
        Counts counts = Counts.of(runtime.metrics(), job.id(), query.id(), partition);
        assertThat(counts.read())
            .as("[%s] of partition [%d]", query.id(), partition)
            .isEqualTo(loaded);
        assertThat(counts.balanced()).as("%s", counts).isTrue();
      }
    }
  }

  /** The verdict would not be so with one command less, one twice, or two the other way round. */
  static void checkMutants(
      JobVerdict verdict, Collection<ConsumerRecord<byte[], byte[]>> commands) {
    List<ConsumerRecord<byte[], byte[]>> mutant = new ArrayList<>(commands);
    ConsumerRecord<byte[], byte[]> last = mutant.remove(mutant.size() - 1);
    assertThat(verdict.differences(mutant)).as("one command less").isNotEmpty();
    mutant.add(last);
    mutant.add(last);
    assertThat(verdict.differences(mutant)).as("one command twice").isNotEmpty();
    Collections.reverse(mutant);
    assertThat(verdict.differences(mutant)).as("commands in the wrong order").isNotEmpty();
  }
}
