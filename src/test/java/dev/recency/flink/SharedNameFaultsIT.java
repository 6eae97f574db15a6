package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recency.flink.verdict.OpenTransactions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two jobs of one name share their transactional ids, and each takes the other's for leftovers. */
@Tag("nightly")
final class SharedNameFaultsIT {
  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  /** A job whose commands nobody sees, because it comes to no checkpoint. */
  private static TestJob intruder(FaultJob sales) throws Exception {
    StreamExecutionEnvironment environment =
        TestJob.withoutCheckpoints(RUNTIME.cluster().environment(), Duration.ofMinutes(1));
    FaultJob other = FaultJob.of(RUNTIME, RUNTIME.cluster(), sales.options());
    return other.job().start(environment);
  }

  /** The checkpoint of the first job promises transactions that the second has aborted. */
  @Test
  void endsWithOneSentenceWhenAnotherJobOfThatNameAbortedWhatItWasToCommit() throws Exception {
    try (FaultJob sales = FaultJob.of(RUNTIME, "fault-name-commit")) {
      sales.start();
      FaultPoint.BEFORE_COMMIT.hold();
      sales.load(300);
      await().atMost(TestJob.PATIENCE).until(() -> FaultPoint.BEFORE_COMMIT.held() > 0);
      try (TestJob intruder = intruder(sales)) {
        intruder.awaitRunning();
        FaultPoint.BEFORE_COMMIT.release();
        String failure =
            ExceptionUtils.stringifyException(
                RUNTIME
                    .cluster()
                    .result(sales.job().id())
                    .get(60, TimeUnit.SECONDS)
                    .getSerializedThrowable()
                    .orElseThrow()
                    .deserializeError(getClass().getClassLoader()));
        assertThat(sales.job().status()).isEqualTo(JobStatus.FAILED);
        assertThat(failure)
            .contains("topic [fault-name-commit-")
            .contains("may lack the commands between the last two checkpoints")
            .contains("--job-name");
      }
    } finally {
      FaultPoint.BEFORE_COMMIT.release();
    }
  }

  /** What no checkpoint has promised yet is written again once the other job is gone. */
  @Test
  void failsAndCommitsOnceWhenAnotherJobOfThatNameComesAndGoes() throws Exception {
    String name = "fault-name";
    try (FaultJob sales = FaultJob.of(RUNTIME, name)) {
      sales.load(300);
      sales.start(
          TestJob.withoutCheckpoints(RUNTIME.cluster().environment(), Duration.ofSeconds(20)));
      sales.checkpoint();
      awaitOpenTransactions(name, false);
      sales.load(300);
      awaitOpenTransactions(name, true);
      int before = sales.attempts();
      try (TestJob intruder = intruder(sales)) {
        intruder.awaitRunning();
        sales.load(300);
        await().atMost(TestJob.PATIENCE).until(() -> sales.attempts() > before);
      }
      sales.job().awaitRunning();
      sales.load(300);
      sales.check();
    }
  }

  private static void awaitOpenTransactions(String name, boolean some) {
    await()
        .atMost(TestJob.PATIENCE)
        .until(() -> OpenTransactions.of(RUNTIME.bootstrapServers(), name).isEmpty() != some);
  }
}
