package dev.recency.deployment.promql;

import static dev.recency.deployment.promql.Case.FIRST;
import static dev.recency.deployment.promql.Case.MINUTE;
import static dev.recency.deployment.promql.Case.SECOND;
import static dev.recency.deployment.promql.Case.SECOND_HALF;
import static dev.recency.deployment.promql.Case.always;
import static dev.recency.deployment.promql.Case.fires;
import static dev.recency.deployment.promql.Case.grows;
import static dev.recency.deployment.promql.Case.quiet;
import static dev.recency.deployment.promql.Case.then;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongToDoubleFunction;

/** What becomes of records, and when. */
final class RecordCases {
  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
  private static final String OF_A = "job_name=shop, statement=A";

  private RecordCases() {}

  static List<Case> exactness() {
    String rejects = "RecencyRejectsRecords";
    String late = "RecencyEventsLate";
    String unwritable = "RecencyRowsUnwritable";
    return List.of(
        fires(rejects, OF_A, "three of a hundred", 30, rejected(grows(0.3))),
        quiet(rejects, "five of a thousand", 30, rejected(grows(0.05))),
        quiet(rejects, "many for three minutes", 30, rejected(burst(5, 3))),
        quiet(rejects, "there are no records", 30, rejected(always(0), always(0))),
        fires(late, OF_A, "ten of a hundred", 30, late(grows(1))),
        quiet(late, "two of a hundred", 30, late(grows(0.2))),
        quiet(late, "many for three minutes", 30, late(burst(5, 3))),
        fires(
            unwritable,
            OF_A,
            "one row",
            50,
            statement("unwritable", then(always(0), 20 * MINUTE, always(1)), always(0))),
        quiet(unwritable, "none since", 50, statement("unwritable", always(7), always(0))));
  }

  static List<Case> freshness() {
    String lags = "RecencyClockLags";
    String grows = "RecencyLagGrows";
    String slow = "RecencyCommandsSlow";
    String clock = "clockLagMillis";
    return List.of(
        fires(lags, OF_A, "one subtask", 20, statement(clock, always(130_000), always(500))),
        quiet(lags, "the idle timeout", 20, statement(clock, always(31_000), always(31_000))),
        quiet(lags, "four minutes", 20, statement(clock, peak(200_000, 4), always(0))),
        quiet(
            lags,
            "a data clock over a quiet source",
            60,
            statement("dataClockLagMillis", at -> at, at -> at)),
        fires(grows, "job_name=shop", "more is written than read", 60, pending(8_000, 20)),
        quiet(grows, "a backlog is read", 60, pending(1_000_000, -100)),
        quiet(grows, "a few more", 60, pending(3_000, 1)),
        quiet(
            grows,
            "five minutes",
            60,
            pending(at -> 30_000 + 50.0 / SECOND * Math.min(at, 10 * MINUTE - at))),
        fires(slow, OF_A, "one subtask", 30, delay(always(12_000), always(900))),
        quiet(slow, "few commands are", 30, delay(always(1_500), always(900))),
        quiet(slow, "eight minutes", 30, delay(peak(20_000, 8), always(900))));
  }

  /** A counter that grows for some minutes. */
  private static LongToDoubleFunction burst(double perSecond, long minutes) {
    return at ->
        grows(perSecond).applyAsDouble(Math.min(Math.max(0, at - 10 * MINUTE), minutes * MINUTE));
  }

  private static LongToDoubleFunction peak(double value, long minutes) {
    return then(always(0), 10 * MINUTE, then(always(value), (10 + minutes) * MINUTE, always(0)));
  }

  private static String labels(String statement, String partition) {
    return "{job_name=\"shop\",statement=\"%s\"%s}".formatted(statement, partition);
  }

  /** Of each record of another statement nothing is to be said. */
  private static void add(
      Scrapes scrapes, String name, String more, LongToDoubleFunction a, LongToDoubleFunction b) {
    scrapes.add(FIRST, OPERATOR + name + labels("A", more), a);
    scrapes.add(SECOND_HALF, OPERATOR + name + labels("B", more), b);
  }

  private static Consumer<Scrapes> rejected(LongToDoubleFunction count) {
    return rejected(grows(10), count);
  }

  private static Consumer<Scrapes> rejected(LongToDoubleFunction read, LongToDoubleFunction count) {
    return scrapes -> {
      add(scrapes, "statement_partition_read", ",partition=\"0\"", read, grows(1_000));
      add(
          scrapes,
          "statement_reason_partition_rejected",
          ",partition=\"0\",reason=\"NULL_KEY\"",
          count,
          always(0));
    };
  }

  private static Consumer<Scrapes> late(LongToDoubleFunction count) {
    return scrapes -> {
      add(scrapes, "statement_partition_read", ",partition=\"0\"", grows(10), grows(1_000));
      add(scrapes, "statement_partition_late", ",partition=\"0\"", count, always(0));
    };
  }

  /** Two subtasks of one statement. */
  private static Consumer<Scrapes> statement(
      String name, LongToDoubleFunction first, LongToDoubleFunction second) {
    return scrapes ->
        scrapes
            .add(FIRST, OPERATOR + "statement_" + name + labels("A", ",subtask_index=\"0\""), first)
            .add(
                SECOND_HALF,
                OPERATOR + "statement_" + name + labels("A", ",subtask_index=\"1\""),
                second);
  }

  private static Consumer<Scrapes> pending(long begin, double perSecond) {
    return pending(at -> Math.max(0, begin + at * perSecond / SECOND));
  }

  /** One of two readers has nothing to do. */
  private static Consumer<Scrapes> pending(LongToDoubleFunction records) {
    String name = OPERATOR + "pendingRecords{job_name=\"shop\",subtask_index=\"%d\"}";
    return scrapes ->
        scrapes
            .add(FIRST, name.formatted(0), records)
            .add(SECOND_HALF, name.formatted(1), always(0));
  }

  /** Half of the commands take less, and one in a thousand more. */
  private static Consumer<Scrapes> delay(LongToDoubleFunction first, LongToDoubleFunction second) {
    return scrapes -> {
      String name = "commandDelayMillis";
      for (int subtask = 0; subtask < 2; subtask++) {
        LongToDoubleFunction own = subtask == 0 ? first : second;
        String of =
            OPERATOR + "statement_" + name + labels("A", ",quantile=\"%s\",subtask_index=\"%d\"");
        double phase = subtask == 0 ? FIRST : SECOND_HALF;
        scrapes
            .add(phase, of.formatted("0.5", subtask), at -> own.applyAsDouble(at) / 2)
            .add(phase, of.formatted("0.99", subtask), own)
            .add(phase, of.formatted("0.999", subtask), at -> own.applyAsDouble(at) * 10);
      }
    };
  }
}
