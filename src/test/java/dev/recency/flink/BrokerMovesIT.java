package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recency.local.ThreeBrokers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a job reads, writes and commits with moves to other brokers while it does so. */
@Tag("nightly")
final class BrokerMovesIT {
  private static final Duration RECOVERY = Duration.ofSeconds(30);
  private static final List<String> TRANSACTIONS = List.of("__transaction_state");

  @RegisterExtension static final SharedRuntime RUNTIME = SharedRuntime.own(ThreeBrokers.SETTINGS);

  private static ThreeBrokers brokers;

  @BeforeAll
  static void startBrokers() throws Exception {
    brokers = ThreeBrokers.join(RUNTIME.kafka());
  }

  @AfterAll
  static void stopBrokers() {
    brokers.close();
  }

  /** A step that may fail. */
  private interface Step {
    void run() throws Exception;
  }

  @Test
  void commitsOnceWhenThePartitionLeadersMove() throws Exception {
    String name = "fault-leaders";
    List<String> topics = List.of(name + "-sales", name + "-commands", name + "-windows");
    try (FaultJob sales = FaultJob.of(RUNTIME, name)) {
      sales.start();
      for (int move = 0; move < 2; move++) {
        whileSalesCome(sales, () -> brokers.moveLeaders(topics));
        checkRecovery(sales);
      }
      sales.check();
    }
  }

  /** The old coordinator knows the transactions, and the new one is asked to commit them. */
  @Test
  void commitsOnceWhenTheCoordinatorMovesBetweenSnapshotAndCommit() throws Exception {
    try (FaultJob sales = FaultJob.of(RUNTIME, "fault-coordinator")) {
      sales.start();
      for (int move = 0; move < 2; move++) {
        FaultPoint.BEFORE_COMMIT.hold();
        sales.load(300);
        await().atMost(TestJob.PATIENCE).until(() -> FaultPoint.BEFORE_COMMIT.held() > 0);
        moveCoordinators("fault-coordinator");
        FaultPoint.BEFORE_COMMIT.release();
        checkRecovery(sales);
      }
      sales.check();
    } finally {
      FaultPoint.BEFORE_COMMIT.release();
    }
  }

  /** Partitions are being added to transactions meanwhile. */
  @Test
  void commitsOnceWhenTheCoordinatorMovesWhileSalesCome() throws Exception {
    try (FaultJob sales = FaultJob.of(RUNTIME, "fault-coordinator-flow")) {
      sales.start();
      for (int move = 0; move < 2; move++) {
        whileSalesCome(sales, () -> moveCoordinators("fault-coordinator-flow"));
        checkRecovery(sales);
      }
      sales.check();
    }
  }

  /** Moves the coordinator of every transaction; at least one is open. */
  private static void moveCoordinators(String job) throws Exception {
    Map<String, Integer> before =
        await()
            .atMost(TestJob.PATIENCE)
            .until(() -> coordinatorsOfOpen(job), open -> !open.isEmpty());
    brokers.moveLeaders(TRANSACTIONS);
    assertThat(coordinators(before.keySet().stream().toList()))
        .hasSameSizeAs(before)
        .allSatisfy((id, broker) -> assertThat(broker).isNotEqualTo(before.get(id)));
    System.out.printf("BrokerMovesIT %s: coordinators of open transactions were %s%n", job, before);
  }

  private static Map<String, Integer> coordinatorsOfOpen(String job) throws Exception {
    return coordinators(
        brokers.admin().listTransactions().all().get().stream()
            .filter(each -> each.transactionalId().startsWith(job + "-"))
            .filter(each -> each.state() == TransactionState.ONGOING)
            .map(TransactionListing::transactionalId)
            .toList());
  }

  private static Map<String, Integer> coordinators(List<String> ids) throws Exception {
    Map<String, Integer> coordinators = new HashMap<>();
    brokers
        .admin()
        .describeTransactions(ids)
        .all()
        .get()
        .forEach((id, transaction) -> coordinators.put(id, transaction.coordinatorId()));
    return coordinators;
  }

  /** Takes the step between the first and the last of many small loads. */
  private static void whileSalesCome(FaultJob sales, Step step) throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger loads = new AtomicInteger();
    CompletableFuture<Void> flow =
        CompletableFuture.runAsync(
            () -> {
              while (!enough.get()) {
                sales.load(20);
                loads.incrementAndGet();
              }
              sales.load(20);
            });
    try {
      await().atMost(TestJob.PATIENCE).until(() -> loads.get() > 2 || flow.isDone());
      step.run();
    } finally {
      enough.set(true);
    }
    flow.get();
    System.out.printf("BrokerMovesIT: [%d] loads came meanwhile%n", loads.get());
  }

  /** Every task runs, and a checkpoint that begins now completes, soon enough. */
  private static void checkRecovery(FaultJob sales) {
    long fromNanos = System.nanoTime();
    await()
        .atMost(RECOVERY)
        .ignoreException(IllegalStateException.class) // a task fails just then
        .untilAsserted(sales::checkpoint);
    Duration took = Duration.ofNanos(System.nanoTime() - fromNanos);
    System.out.printf(
        "BrokerMovesIT: checkpoint after [%d ms], [%d] tasks started again%n",
        took.toMillis(), sales.attempts());
    assertThat(took).as("time until all tasks run and a checkpoint completes").isLessThan(RECOVERY);
  }
}
