package dev.recency.deployment.promql;

import static dev.recency.deployment.promql.Case.FIRST;
import static dev.recency.deployment.promql.Case.MINUTE;
import static dev.recency.deployment.promql.Case.SCRAPE;
import static dev.recency.deployment.promql.Case.SECOND;
import static dev.recency.deployment.promql.Case.SECOND_HALF;

import dev.recency.flink.statement.BalanceInterval;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongUnaryOperator;

/**
 * A source on one TaskManager and a host on another; 100 records per second. Each shows the balance
 * of the checkpoints that it should, or does not.
 */
final class BalanceCases {
  private static final String ALERT = "RecencyRecordsUnaccountedFor";
  private static final String METRIC = "flink_taskmanager_job_task_operator_statement_";
  private static final String OF_SHOP = "{job_name=shop, partition=0, statement=A}";
  private static final long DEATH = 12 * MINUTE + 4 * SECOND;

  private final Checkpoints checkpoints;

  private BalanceCases(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
  }

  static List<Case> all() {
    return new BalanceCases(new Checkpoints(8 * SECOND, BalanceInterval.DEFAULT.millis())).cases();
  }

  /** A record is lost; the second TaskManager is scraped at this phase. */
  static Case lost(Checkpoints checkpoints, double phase, long scrapeMillis) {
    BalanceCases cases = new BalanceCases(checkpoints);
    return cases.of("a record is lost", true, scrapeMillis, cases.healthy(phase, 1));
  }

  private List<Case> cases() {
    return List.of(
        of("a record is lost", true, SCRAPE, healthy(SECOND_HALF, 1)),
        of("a record is counted twice", true, SCRAPE, healthy(SECOND_HALF, -1)),
        of(
            "a record is lost, at the longest scrape interval",
            true,
            15 * SECOND,
            healthy(SECOND_HALF, 1)),
        of("all is well", false, SCRAPE, healthy(SECOND_HALF, 0)),
        of(
            "all is well, at the longest scrape interval",
            false,
            15 * SECOND,
            healthy(SECOND_HALF, 0)),
        of("one TaskManager missed a message", false, SCRAPE, missedMessage()),
        of("a scrape comes between part and checkpoint", false, SCRAPE, tornScrape()),
        of("a TaskManager dies, and the job restarts", false, SCRAPE, deadTaskManager()));
  }

  private Case of(String name, boolean fires, long scrapeMillis, Consumer<Scrapes> shown) {
    Scrapes scrapes = new Scrapes(20 * MINUTE, scrapeMillis);
    shown.accept(scrapes);
    // Another job has checkpoints of its own.
    add(scrapes, FIRST, "other", 1, at -> checkpoints.shown(at) + 1_000, at -> 0);
    return new Case(ALERT, name, new TreeMap<>(fires ? Map.of(OF_SHOP, 1) : Map.of()), scrapes);
  }

  private static double read(long checkpoint) {
    return checkpoint < 0 ? Scrapes.NOTHING : 1_000 * checkpoint;
  }

  private static void add(
      Scrapes scrapes,
      double phase,
      String job,
      int attempt,
      LongUnaryOperator id,
      LongToDoubleFunction part) {
    String labels =
        "job_name=\"%s\",statement=\"A\",host=\"%s\",task_attempt_num=\"%d\""
            .formatted(job, phase, attempt);
    scrapes.add(phase, METRIC + "balanceCheckpoint{" + labels + "}", at -> gauge(id, at));
    scrapes.add(phase, METRIC + "partition_balance{" + labels + ",partition=\"0\"}", part);
  }

  /** No checkpoint yet is −1; {@code Long.MIN_VALUE} is no task that shows one. */
  private static double gauge(LongUnaryOperator id, long atMillis) {
    long value = id.applyAsLong(atMillis);
    return value == Long.MIN_VALUE ? Scrapes.NOTHING : value;
  }

  private Consumer<Scrapes> healthy(double phase, int missing) {
    return scrapes -> {
      source(scrapes);
      add(
          scrapes,
          phase,
          "shop",
          1,
          checkpoints::shown,
          at -> missing - read(checkpoints.shown(at)));
    };
  }

  private void source(Scrapes scrapes) {
    add(scrapes, FIRST, "shop", 1, checkpoints::shown, at -> read(checkpoints.shown(at)));
  }

  /** Of one minute it shows nothing new. */
  private Consumer<Scrapes> missedMessage() {
    LongUnaryOperator late =
        at -> checkpoints.shown(at >= 10 * MINUTE && at < 11 * MINUTE ? 10 * MINUTE : at);
    return scrapes -> {
      source(scrapes);
      add(scrapes, SECOND_HALF, "shop", 1, late, at -> -read(late.applyAsLong(at)));
    };
  }

  /** The part is new and the checkpoint not yet. */
  private Consumer<Scrapes> tornScrape() {
    return scrapes -> {
      add(
          scrapes,
          FIRST,
          "shop",
          1,
          checkpoints::shown,
          at -> read(checkpoints.shown(at + SCRAPE)));
      add(scrapes, SECOND_HALF, "shop", 1, checkpoints::shown, at -> -read(checkpoints.shown(at)));
    };
  }

  /**
   * Its parts are gone at once, those of the other one when it has been missed for 30 s; after the
   * restart it restores for half a minute longer.
   */
  private Consumer<Scrapes> deadTaskManager() {
    long missed = DEATH + 30 * SECOND;
    long restored = checkpoints.shown(DEATH);
    return scrapes -> {
      attempt(scrapes, FIRST, 1, 0, missed, restored, 1);
      attempt(scrapes, SECOND_HALF, 1, 0, DEATH, restored, -1);
      attempt(scrapes, FIRST, 2, missed + 2 * SECOND, 20 * MINUTE, restored, 1);
      attempt(scrapes, SECOND_HALF, 2, missed + 32 * SECOND, 20 * MINUTE, restored, -1);
    };
  }

  private void attempt(
      Scrapes scrapes,
      double phase,
      int attempt,
      long fromMillis,
      long toMillis,
      long restored,
      int sign) {
    LongUnaryOperator id =
        at ->
            at < fromMillis || at >= toMillis
                ? Long.MIN_VALUE
                : attempt == 1 || at >= 14 * MINUTE ? checkpoints.shown(at) : restored;
    add(
        scrapes,
        phase,
        "shop",
        attempt,
        id,
        at ->
            id.applyAsLong(at) == Long.MIN_VALUE
                ? Scrapes.NOTHING
                : sign * read(id.applyAsLong(at)));
  }
}
