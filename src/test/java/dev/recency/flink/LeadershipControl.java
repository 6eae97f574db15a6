package dev.recency.flink;

import java.util.Objects;
import java.util.concurrent.Executor;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesFactory;
import org.apache.flink.runtime.highavailability.nonha.embedded.EmbeddedHaServicesWithLeadershipControl;
import org.jspecify.annotations.Nullable;

/**
 * Lets a test take the leadership from the master of a job: it ends, and another goes on from the
 * last checkpoint. To be named as {@code high-availability.type}; one cluster at a time.
 */
public final class LeadershipControl implements HighAvailabilityServicesFactory {
  private static volatile @Nullable EmbeddedHaServicesWithLeadershipControl services;

  @Override
  public HighAvailabilityServices createHAServices(Configuration configuration, Executor executor) {
    EmbeddedHaServicesWithLeadershipControl created =
        new EmbeddedHaServicesWithLeadershipControl(executor);
    services = created;
    return created;
  }

  /** The job's master loses its leadership, and gets it again as a new one. */
  static void failOver(JobID job) throws Exception {
    EmbeddedHaServicesWithLeadershipControl own = Objects.requireNonNull(services);
    own.revokeJobMasterLeadership(job).get();
    own.grantJobMasterLeadership(job).get();
  }
}
