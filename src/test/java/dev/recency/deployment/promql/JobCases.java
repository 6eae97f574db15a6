package dev.recency.deployment.promql;

import static dev.recency.deployment.promql.Case.JOB_MANAGER;
import static dev.recency.deployment.promql.Case.MINUTE;
import static dev.recency.deployment.promql.Case.SECOND;
import static dev.recency.deployment.promql.Case.always;
import static dev.recency.deployment.promql.Case.fires;
import static dev.recency.deployment.promql.Case.quiet;
import static dev.recency.deployment.promql.Case.then;
import static dev.recency.deployment.promql.Scrapes.NOTHING;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongToDoubleFunction;

/** Whether jobs run, and their checkpoints; beside each runs another one. */
final class JobCases {
  private static final String JOB = "flink_jobmanager_job_";
  private static final String RUNNING = "runningTime";
  private static final String OF_SHOP = "job_name=shop";

  private JobCases() {}

  static List<Case> running() {
    String gone = "RecencyJobGone";
    String missing = "RecencyJobMissing";
    String notRunning = "RecencyJobNotRunning";
    LongToDoubleFunction nothing = always(NOTHING);
    return List.of(
        fires(gone, OF_SHOP, "one of two ends", 60, runs(then(at -> at, 20 * MINUTE, nothing))),
        quiet(gone, "both run", 60, runs(at -> at)),
        quiet(gone, "one restarts", 60, runs(then(at -> at, 20 * MINUTE, always(0)))),
        quiet(
            gone,
            "a minute between one and its successor",
            60,
            runs(then(at -> at, 20 * MINUTE, nothing))
                .andThen(successor(then(nothing, 21 * MINUTE, at -> at)))),
        fires(missing, "", "nothing answers", 20, scrapes -> {}),
        quiet(missing, "one job runs", 20, runs(at -> at)),
        quiet(missing, "nothing for three minutes", 20, only(away(10, 13))),
        fires(
            notRunning,
            OF_SHOP,
            "one waits for slots",
            40,
            runs(then(at -> at, 20 * MINUTE, always(0)))),
        quiet(notRunning, "both run", 40, runs(at -> at + 1)),
        quiet(
            notRunning,
            "three minutes of restart",
            40,
            runs(then(at -> at + 1, 20 * MINUTE, then(always(0), 23 * MINUTE, at -> at)))));
  }

  static List<Case> checkpoints() {
    String restarts = "RecencyRestarts";
    String fail = "RecencyCheckpointsFail";
    String none = "RecencyNoCheckpoint";
    return List.of(
        fires(restarts, OF_SHOP, "every three minutes", 30, of("numRestarts", every(3))),
        quiet(restarts, "every half hour", 60, of("numRestarts", every(30))),
        quiet(restarts, "many, long ago", 60, of("numRestarts", always(40))),
        fires(fail, OF_SHOP, "every three minutes", 30, of("numberOfFailedCheckpoints", every(3))),
        quiet(fail, "every forty minutes", 90, of("numberOfFailedCheckpoints", every(40))),
        quiet(fail, "some, long ago", 60, of("numberOfFailedCheckpoints", always(9))),
        fires(none, OF_SHOP, "none for eight minutes", 28, completed(0, apart(10), 20)),
        fires(none, OF_SHOP, "none at all", 10, completed(0, always(-1), 60)),
        quiet(none, "every ten seconds", 60, completed(0, apart(10), 60)),
        quiet(none, "every two minutes", 60, completed(0, apart(120), 60)),
        quiet(none, "one that was slow", 60, completed(0, apart(330), 60)),
        quiet(
            none,
            "a job that begins",
            60,
            completed(20, then(always(-1), 24 * MINUTE, apart(10)), 60)));
  }

  private static Consumer<Scrapes> of(String name, LongToDoubleFunction value) {
    return scrapes ->
        scrapes
            .add(JOB_MANAGER, JOB + name + "{job_name=\"shop\",job_id=\"1\"}", value)
            .add(JOB_MANAGER, JOB + name + "{job_name=\"other\",job_id=\"9\"}", always(0));
  }

  private static Consumer<Scrapes> runs(LongToDoubleFunction shop) {
    return scrapes ->
        scrapes
            .add(JOB_MANAGER, JOB + RUNNING + "{job_name=\"shop\",job_id=\"1\"}", shop)
            .add(JOB_MANAGER, JOB + RUNNING + "{job_name=\"other\",job_id=\"9\"}", at -> at + 1);
  }

  private static Consumer<Scrapes> successor(LongToDoubleFunction value) {
    return scrapes ->
        scrapes.add(JOB_MANAGER, JOB + RUNNING + "{job_name=\"shop\",job_id=\"2\"}", value);
  }

  private static Consumer<Scrapes> only(LongToDoubleFunction value) {
    return successor(value);
  }

  private static LongToDoubleFunction away(long fromMinute, long toMinute) {
    return then(at -> at, fromMinute * MINUTE, then(always(NOTHING), toMinute * MINUTE, at -> at));
  }

  private static LongToDoubleFunction every(long minutes) {
    return at -> at / (minutes * MINUTE);
  }

  /** When the last checkpoint was completed, if there is one every so many seconds. */
  private static LongToDoubleFunction apart(long seconds) {
    return at -> at / (seconds * SECOND) * (seconds * SECOND);
  }

  /** A job that runs from a minute on, and completes no checkpoint after another minute. */
  private static Consumer<Scrapes> completed(
      long beginMinute, LongToDoubleFunction last, long endMinute) {
    long begin = beginMinute * MINUTE;
    return scrapes -> {
      scrapes.add(
          JOB_MANAGER,
          JOB + "lastCheckpointCompletedTimestamp{job_name=\"shop\"}",
          at -> at < begin ? NOTHING : last.applyAsDouble(Math.min(at, endMinute * MINUTE)));
      scrapes.add(
          JOB_MANAGER, JOB + "uptime{job_name=\"shop\"}", at -> at < begin ? NOTHING : at - begin);
    };
  }
}
