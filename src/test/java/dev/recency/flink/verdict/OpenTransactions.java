package dev.recency.flink.verdict;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/** Transactions that nobody has ended: a {@code read_committed} reader waits for each of them. */
public final class OpenTransactions {
  private static final Set<TransactionState> OPEN =
      Set.of(
          TransactionState.ONGOING,
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_ABORT);

  private OpenTransactions() {}

  /**
   * Those whose ids begin with the prefix, a job's name, and that hold records.
   *
   * @return a line each: id, state, partitions
   */
  public static List<String> of(String bootstrapServers, String prefix)
      throws ExecutionException, InterruptedException {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      Collection<String> ids =
          admin.listTransactions().all().get().stream()
              .map(TransactionListing::transactionalId)
              .filter(id -> id.startsWith(prefix + "-"))
              .toList();
      Map<String, TransactionDescription> described = admin.describeTransactions(ids).all().get();
      return described.entrySet().stream()
          .filter(each -> OPEN.contains(each.getValue().state()))
          .map(each -> each.getKey() + ": " + each.getValue())
          .toList();
    }
  }
}
