package dev.recency.local.generator;

import java.time.Duration;
import java.time.Instant;

/**
 * What kind of traffic is made.
 *
 * @param kind what the events are about
 * @param seed of everything that is drawn
 * @param start event time of about the first event
 * @param users how many there are
 * @param activity exponent of Zipf's law: user n begins sessions n^activity times as rarely as the
 *     first one; 0: all as often
 * @param eventsPerSecond on average, quiet phases apart
 * @param sessionEvents mean number of events in a session
 * @param sessionGap mean time between two events of a session
 * @param quietEvery from the beginning of a quiet phase to that of the next; zero: no quiet phases
 * @param quietFor how long no session begins
 * @param lateShare share of events that arrive late
 * @param lateBy by how much at most
 * @param duplicateShare share of events that arrive twice
 * @param badShare share of records that are no good
 */
public record Traffic(
    EventKind kind,
    long seed,
    Instant start,
    int users,
    double activity,
    double eventsPerSecond,
    double sessionEvents,
    Duration sessionGap,
    Duration quietEvery,
    Duration quietFor,
    double lateShare,
    Duration lateBy,
    double duplicateShare,
    double badShare) {
  /** No more users, because each takes eight bytes. */
  private static final int MAX_USERS = 20_000_000;

  /**
   * @throws IllegalArgumentException if a number makes no sense, with its name and range
   */
  public Traffic {
    require(users >= 1 && users <= MAX_USERS, "users", users, "1 to " + MAX_USERS);
    require(activity >= 0 && activity <= 5, "activity", activity, "0 to 5");
    require(
        eventsPerSecond >= 0.001 && eventsPerSecond <= 1_000_000,
        "rate",
        eventsPerSecond,
        "0.001 to 1000000 events per second");
    require(
        sessionEvents >= 1 && sessionEvents <= 1_000_000,
        "session-events",
        sessionEvents,
        "1 to 1000000");
    require(positive(sessionGap), "session-gap", sessionGap, "above 0, at most 1 day");
    require(!lateBy.isNegative(), "late-by", lateBy, "0 or longer");
    require(!quietEvery.isNegative(), "quiet-every", quietEvery, "0 or longer");
    require(
        !quietFor.isNegative() && (quietEvery.isZero() || quietFor.compareTo(quietEvery) < 0),
        "quiet-for",
        quietFor,
        "0 or longer and shorter than quiet-every");
    share("late-share", lateShare);
    share("duplicate-share", duplicateShare);
    share("bad-share", badShare);
    require(start.toEpochMilli() >= 0, "start", start, "1970 or later");
  }

  private static boolean positive(Duration gap) {
    return gap.toMillis() > 0 && gap.compareTo(Duration.ofDays(1)) <= 0;
  }

  private static void share(String name, double share) {
    require(share >= 0 && share <= 1, name, share, "0 to 1");
  }

  private static void require(boolean right, String name, Object value, String range) {
    if (!right) {
      throw new IllegalArgumentException("--" + name + " is [" + value + "]; it must be " + range);
    }
  }
}
