package dev.recency.cli;

import dev.recency.plan.CostForecast;
import dev.recency.plan.DurationText;
import dev.recency.plan.Format;
import dev.recency.plan.Input;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.QueryText;
import dev.recency.plan.Serialization;
import dev.recency.plan.SharedLog;
import dev.recency.plan.SlidingWindow;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.typed.ExpressionText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan as text: what runs together, and what each operator keeps. */
final class PlanText {
  private final StringBuilder text = new StringBuilder();
  private final Plan plan;

  private PlanText(Plan plan) {
    this.plan = plan;
  }

  static String of(Plan plan) {
    PlanText text = new PlanText(plan);
    plan.inputs().forEach(text::source);
    text.sinks();
    return text.text.toString();
  }

  private void source(Input input) {
    String name = input.source().name();
    String time =
        input.source().timestamp().map(each -> each.column()).orElse("of the Kafka record");
    line(
        0,
        "source "
            + name
            + ": "
            + topic(input.source().serialization())
            + key(input.source().keyWindow())
            + ", time "
            + time);
    List<Query> queries =
        plan.queries().stream().filter(query -> query.source().equals(name)).toList();
    List<Query> transforms = queries.stream().filter(Query.Transform.class::isInstance).toList();
    if (!transforms.isEmpty()) {
      line(1, "chain: one operator behind the source, no state");
      transforms.forEach(query -> statement(query, ""));
    }
    SharedLog.of(plan).stream()
        .filter(log -> log.statements().get(0).source().equals(name))
        .forEach(this::log);
    queries.stream()
        .filter(Query.Lifetime.class::isInstance)
        .forEach(query -> lifetime((Query.Lifetime) query));
    queries.stream()
        .filter(Query.OverTable.class::isInstance)
        .forEach(query -> overTable((Query.OverTable) query));
    queries.stream()
        .filter(Query.Windowed.class::isInstance)
        .forEach(query -> windowed((Query.Windowed) query));
  }

  private void windowed(Query.Windowed query) {
    TimeWindow window = query.window();
    line(1, "window: one operator, a clock of its own behind WHERE and GROUP BY");
    where(2, query);
    groupBy(query);
    boolean isFinal = window.emit() == SlidingWindow.Emit.FINAL;
    line(
        2,
        (isFinal ? "emit FINAL" : "emit CHANGES")
            + ", grace "
            + DurationText.of(window.graceMillis()));
    statement(query, ", " + kind(window));
    aggregates(query);
    line(3, "costs: " + CostForecast.of(window));
  }

  private static String kind(TimeWindow window) {
    if (window instanceof TimeWindow.Hopping hopping) {
      String size = "size " + DurationText.of(hopping.sizeMillis());
      return hopping.tumbling()
          ? "tumbling, " + size
          : "hopping, " + size + ", advance by " + DurationText.of(hopping.advanceMillis());
    }
    return "session, gap " + DurationText.of(((TimeWindow.Session) window).gapMillis());
  }

  private void overTable(Query.OverTable query) {
    if (query instanceof Query.TableAggregate aggregate) {
      line(1, "table: one operator with the newest row per key, one with one value per group");
      where(2, query);
      groupBy(aggregate);
      statement(query, "");
      aggregates(aggregate);
    } else {
      line(1, "table: one operator that knows which keys pass");
      where(2, query);
      statement(query, "");
    }
  }

  private void log(SharedLog log) {
    Query.Sliding first = log.statements().get(0);
    line(1, "log " + log.uid() + ": one operator, one event log per key");
    where(2, first);
    groupBy(first);
    boolean isFinal = first.window().emit() == SlidingWindow.Emit.FINAL;
    line(
        2,
        isFinal
            ? "emit FINAL, grace " + DurationText.of(first.window().graceMillis())
            : "emit CHANGES");
    line(
        2,
        Stream.concat(Stream.of("event time"), log.columns().stream().map(ExpressionText::of))
            .collect(Collectors.joining(", ", "stores ", "")));
    for (Query.Sliding query : log.statements()) {
      SlidingWindow window = query.window();
      String advance =
          window.advanceMillis() > 1
              ? ", advance by " + DurationText.of(window.advanceMillis())
              : "";
      statement(query, ", size " + DurationText.of(window.sizeMillis()) + advance);
      aggregates(query);
    }
  }

  private void lifetime(Query.Lifetime query) {
    line(1, "lifetime: one operator, one value per key");
    where(2, query);
    groupBy(query);
    statement(query, "");
    aggregates(query);
  }

  private void groupBy(Query.Grouped query) {
    line(
        2,
        query.groupBy().stream()
            .map(ExpressionText::of)
            .collect(Collectors.joining(", ", "group by ", "")));
  }

  private void statement(Query query, String window) {
    line(2, query.id() + " -> " + query.sink().serialization().topic() + window);
    if (query instanceof Query.Transform) {
      where(3, query);
    }
  }

  private void aggregates(Query.Grouped query) {
    line(
        3,
        query.aggregates().stream()
            .map(QueryText::aggregate)
            .collect(Collectors.joining(", ", "aggregates ", "")));
    query
        .having()
        .ifPresent(
            having ->
                line(
                    3,
                    "having " + ExpressionText.of(having, slot -> QueryText.output(slot, query))));
  }

  private void where(int depth, Query query) {
    query.where().ifPresent(where -> line(depth, "where " + ExpressionText.of(where)));
  }

  private void sinks() {
    Map<String, StringBuilder> writers = new LinkedHashMap<>();
    for (Query query : plan.queries()) {
      StringBuilder names =
          writers.computeIfAbsent(
              topic(query.sink().serialization()) + key(query.sink().keyWindow()),
              each -> new StringBuilder());
      names.append(names.isEmpty() ? "" : ", ").append(query.id());
    }
    writers.forEach((topic, names) -> line(0, "sink " + topic + ": from " + names));
  }

  private static String key(Optional<KeyWindow> window) {
    return window.map(each -> ", window in the key").orElse("");
  }

  private static String topic(Serialization serialization) {
    return "topic ["
        + serialization.topic()
        + "], key "
        + format(serialization.keyFormat())
        + ", value "
        + format(serialization.valueFormat());
  }

  private static String format(Format format) {
    return format.kind().name();
  }

  private void line(int depth, String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
  }
}
