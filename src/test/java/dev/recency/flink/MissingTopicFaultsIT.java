package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Topics that somebody deletes while the job runs. */
@Tag("nightly")
final class MissingTopicFaultsIT {
  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  /** A job that notices sooner than by default: 5 minutes and 60 seconds. */
  private static FaultJob job(String name) throws Exception {
    JobOptions options =
        RUNTIME
            .options(name)
            .withDelivery(Delivery.EXACTLY_ONCE)
            .withKafka(
                Map.of("partition.discovery.interval.ms", "500"),
                Map.of(
                    "max.block.ms", "1000",
                    "linger.ms", "0",
                    "request.timeout.ms", "1000",
                    "delivery.timeout.ms", "2000"));
    return FaultJob.of(RUNTIME, RUNTIME.cluster(), options);
  }

  private static void delete(String topic) throws Exception {
    try (Admin admin = RUNTIME.kafka().admin()) {
      admin.deleteTopics(List.of(topic)).all().get();
    }
  }

  private static void awaitFailure(FaultJob sales, int before, String topic) throws Exception {
    await().atMost(TestJob.PATIENCE).until(() -> sales.attempts() > before);
    assertThat(sales.history().failure()).contains(topic);
  }

  /** Another topic of that name does not hold what the state is to go on with. */
  @Test
  void failsWithTheNameOfASourceThatIsDeletedAndDoesNotTakeANewOneForIt() throws Exception {
    String topic = "fault-gone-sales";
    try (FaultJob sales = job("fault-gone")) {
      sales.start();
      int before = sales.attempts();
      delete(topic);
      awaitFailure(sales, before, topic);
      RUNTIME.createTopic(topic, FaultJob.PARTITIONS);
      await()
          .atMost(TestJob.PATIENCE)
          .until(() -> sales.history().failure().contains("or the topic was made anew"));
    }
  }

  /** What was committed is gone with it; what comes after is there. */
  @Test
  void failsWithTheNameOfATopicOfCommandsThatIsDeletedAndGoesOnWhenItIsThereAgain()
      throws Exception {
    String topic = "fault-sink-gone-commands";
    try (FaultJob sales = job("fault-sink-gone")) {
      sales.start();
      int before = sales.attempts();
      delete(topic);
      sales.load(300);
      awaitFailure(sales, before, topic);
      RUNTIME.createTopic(topic, 2);
      sales.job().awaitRunning();
      sales.load(300);
      sales.job().await(topic, 300);
      sales.checkpoint();
    }
  }
}
