package dev.recency.flink;

import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;

/** A broker that answers and does not let a client in: wrong password, untrusted certificate. */
public final class RefusedLogin {
  private RefusedLogin() {}

  /** What to tell of a failure and what to do, in one line; empty if it is another one. */
  public static Optional<String> message(String bootstrapServers, Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof AuthenticationException) {
        return Optional.of(
            "Kafka at [%s] does not let the client in: %s. Check security.protocol, sasl.* and ssl.* of --kafka.OPTION."
                .formatted(bootstrapServers, reason(each)));
      }
    }
    return Optional.empty();
  }

  private static String reason(Throwable refusal) {
    Throwable root = refusal;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = String.valueOf(refusal.getMessage());
    return root == refusal ? reason : "%s (%s)".formatted(reason, root.getMessage());
  }
}
