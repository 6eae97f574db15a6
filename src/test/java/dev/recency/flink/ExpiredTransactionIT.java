package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recency.flink.verdict.JobVerdict;
import dev.recency.flink.verdict.OpenTransactions;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A transaction that expires while the job is away takes commands with it, and not in silence. */
final class ExpiredTransactionIT {
  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  private static StreamExecutionEnvironment keepingCheckpoints(Optional<String> checkpoint) {
    StreamExecutionEnvironment environment = RUNTIME.cluster().environment(checkpoint);
    environment.configure(
        Configuration.fromMap(
            Map.of(
                "execution.checkpointing.timeout",
                "4 s",
                "execution.checkpointing.externalized-checkpoint-retention",
                "RETAIN_ON_CANCELLATION")));
    return environment;
  }

  private static FaultJob job(String name) throws Exception {
    JobOptions options =
        RUNTIME
            .options(name)
            .withDelivery(Delivery.EXACTLY_ONCE)
            .withKafka(Map.of(), Map.of("transaction.timeout.ms", "5000"));
    return FaultJob.of(RUNTIME, RUNTIME.cluster(), options);
  }

  @Test
  void endsWithOneSentenceWhenATransactionExpiredWhileTheJobWasDown() throws Exception {
    String name = "fault-expired";
    try (FaultJob sales = job(name)) {
      sales.load(300);
      sales.start(keepingCheckpoints(Optional.empty()));
      sales.checkpoint();
      FaultPoint.BEFORE_COMMIT.fail(1_000);
      sales.load(300);
      await()
          .atMost(TestJob.PATIENCE)
          .until(() -> !OpenTransactions.of(RUNTIME.bootstrapServers(), name).isEmpty());
      await()
          .atMost(TestJob.PATIENCE)
          .until(() -> OpenTransactions.of(RUNTIME.bootstrapServers(), name).isEmpty());
      FaultPoint.BEFORE_COMMIT.heal();
      JobResult result = RUNTIME.cluster().result(sales.job().id()).get();
      assertThat(sales.job().status()).isEqualTo(JobStatus.FAILED);
      Throwable failure =
          result
              .getSerializedThrowable()
              .orElseThrow()
              .deserializeError(getClass().getClassLoader());
      assertThat(ExceptionUtils.stringifyException(failure))
          .contains("topic [fault-expired-")
          .contains("may lack the commands between the last two checkpoints")
          .contains("start the job from the same checkpoint with --delivery at-least-once");

      goOnWithout(sales);
    } finally {
      FaultPoint.BEFORE_COMMIT.heal();
    }
  }

  /** As the sentence says: the job goes on, and the verdict sees that commands are missing. */
  private static void goOnWithout(FaultJob sales) throws Exception {
    String checkpoint = sales.history().lastCheckpoint();
    sales.loadLast();
    JobOptions repeating = sales.options().withDelivery(Delivery.AT_LEAST_ONCE);
    JobVerdict verdict = JobVerdict.of(RUNTIME.bootstrapServers(), sales.job().plan());
    sales.startAgain(repeating, keepingCheckpoints(Optional.of(checkpoint)));
    sales.awaitAllRead(verdict);
    sales.checkpoint();
    assertThat(verdict.withRepetitions(1).differences(RUNTIME.bootstrapServers())).isNotEmpty();
  }
}
