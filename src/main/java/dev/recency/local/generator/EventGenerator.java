package dev.recency.local.generator;

import dev.recency.local.generator.GeneratedEvent.Fault;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * An endless series of records by ascending arrival. Sessions begin at random (a Poisson process),
 * each of a user drawn by Zipf's law; a session has geometrically many events with exponential gaps.
 * The same traffic gives the same records. Time per record: O(log of the open sessions).
 */
public final class EventGenerator {
  private static final int USUAL_DELAY_MILLIS = 200;
  private static final int LONGEST_CHAT_SECONDS = 600;
  private static final int DUPLICATE_WITHIN_MILLIS = 2_000;
  private static final Fault[] FAULTS = {
    Fault.NO_JSON, Fault.NO_USER, Fault.TEXT_TIME, Fault.FUTURE
  };
  private static final long TEN_YEARS_MILLIS = 3652L * 24 * 60 * 60 * 1000;

  private final Traffic traffic;
  private final Users users;
  private final SplittableRandom random;
  private final PriorityQueue<Session> sessions = new PriorityQueue<>();
  private final PriorityQueue<GeneratedEvent> waiting = new PriorityQueue<>();
  private final double millisBetweenSessions;
  private double nextSessionMillis;
  private long sequence;

  /** A user who is at it. */
  private record Session(int user, int peer, double nextMillis, long sequence)
      implements Comparable<Session> {
    @Override
    public int compareTo(Session other) {
      int byTime = Double.compare(nextMillis, other.nextMillis);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  public EventGenerator(Traffic traffic) {
    this.traffic = traffic;
    random = new SplittableRandom(traffic.seed());
    users = new Users(traffic.users(), traffic.activity());
    millisBetweenSessions = 1000 * traffic.sessionEvents() / traffic.eventsPerSecond();
    nextSessionMillis = afterQuiet(traffic.start().toEpochMilli());
  }

  /** The next record by arrival. */
  GeneratedEvent next() {
    while (waiting.isEmpty() || waiting.peek().arrivalMillis() > earliestMillis()) {
      advance();
    }
    return waiting.remove();
  }

  /** No event that is still to come is earlier, nor arrives earlier. */
  private double earliestMillis() {
    Session next = sessions.peek();
    return next == null ? nextSessionMillis : Math.min(next.nextMillis(), nextSessionMillis);
  }

  private void advance() {
    Session next = sessions.peek();
    if (next == null || nextSessionMillis < next.nextMillis()) {
      int user = users.draw(random);
      sessions.add(
          new Session(user, random.nextInt(traffic.users()), nextSessionMillis, sequence++));
      nextSessionMillis = afterQuiet(nextSessionMillis + exponential(millisBetweenSessions));
      return;
    }
    sessions.remove();
    happen(next);
    if (random.nextDouble() >= 1 / traffic.sessionEvents()) {
      double gapMillis = exponential(traffic.sessionGap().toMillis());
      sessions.add(
          new Session(next.user(), next.peer(), next.nextMillis() + gapMillis, sequence++));
    }
  }

  private void happen(Session session) {
    long time = (long) session.nextMillis();
    boolean late = random.nextDouble() < traffic.lateShare();
    long delay =
        1
            + random.nextInt(USUAL_DELAY_MILLIS)
            + (late ? random.nextLong(traffic.lateBy().toMillis() + 1) : 0);
    Fault fault =
        random.nextDouble() < traffic.badShare()
            ? FAULTS[random.nextInt(FAULTS.length)]
            : Fault.NONE;
    int duration = 1 + (int) Math.min(LONGEST_CHAT_SECONDS - 1, exponential(90));
    GeneratedEvent event =
        new GeneratedEvent(
            time + delay,
            fault == Fault.FUTURE ? time + TEN_YEARS_MILLIS : time,
            session.user(),
            session.peer(),
            duration,
            fault,
            sequence++);
    waiting.add(event);
    if (random.nextDouble() < traffic.duplicateShare()) {
      waiting.add(event.repeated(1 + random.nextInt(DUPLICATE_WITHIN_MILLIS), sequence++));
    }
  }

  private double exponential(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  /** The same moment, or the end of the quiet phase that it lies in; those end each period. */
  private double afterQuiet(double millis) {
    double every = traffic.quietEvery().toMillis();
    if (every == 0) {
      return millis;
    }
    double phase = (millis - traffic.start().toEpochMilli()) % every;
    boolean quiet = phase >= every - traffic.quietFor().toMillis();
    return quiet ? millis - phase + every : millis;
  }
}
