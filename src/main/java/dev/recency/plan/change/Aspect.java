package dev.recency.plan.change;

import dev.recency.plan.AggregateCall;
import dev.recency.plan.LogIdentity;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.QueryText;
import dev.recency.plan.Sink;
import dev.recency.plan.SourceIdentity;
import dev.recency.plan.typed.CanonicalForm;
import dev.recency.plan.typed.ExpressionText;
import dev.recency.plan.typed.TypedExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One part of a statement: of what it takes in, or of what it says of that.
 *
 * @param name the same for the same part of any statement
 * @param meaning equal for the same meaning, whatever else is in the definitions
 * @param shortText for people
 * @param longText for people, with types; to be used if the short ones do not differ
 */
record Aspect(String name, String meaning, String shortText, String longText) {

  /** What a statement takes in: where its state comes from. */
  static List<Aspect> taken(Plan plan, Query query) {
    List<Aspect> aspects = new ArrayList<>();
    aspects.add(
        new Aspect(
            "the source",
            SourceIdentity.text(plan, query.source()),
            query.source(),
            SourceIdentity.words(plan, query.source())));
    aspects.add(expressions("WHERE", query.where().map(List::of).orElse(List.of())));
    aspects.add(
        expressions(
            "GROUP BY", query instanceof Query.Grouped grouped ? grouped.groupBy() : List.of()));
    String window = QueryText.window(query);
    aspects.add(new Aspect("the window", window, window, window));
    if (query instanceof Query.Grouped grouped) {
      aspects.add(aggregates(grouped));
    }
    return aspects;
  }

  /** What a statement says and where; it may change and the state stays. */
  static List<Aspect> said(Query query) {
    List<Aspect> aspects = new ArrayList<>();
    if (query instanceof Query.Grouped grouped) {
      aspects.add(over("HAVING", grouped, grouped.having().map(List::of).orElse(List.of())));
    }
    aspects.add(projection(query));
    aspects.add(sink(query.sink()));
    return aspects;
  }

  private static Aspect expressions(String name, List<TypedExpression> expressions) {
    return new Aspect(
        name,
        CanonicalForm.ofAll(expressions),
        QueryText.list(expressions),
        expressions.stream().map(QueryText::typed).collect(Collectors.joining(", ")));
  }

  private static Aspect aggregates(Query.Grouped query) {
    return new Aspect(
        "the aggregates",
        texts(query, LogIdentity::aggregateText),
        texts(query, QueryText::aggregate),
        texts(query, QueryText::typedAggregate));
  }

  private static String texts(Query.Grouped query, Function<AggregateCall, String> text) {
    return query.aggregates().stream().map(text).collect(Collectors.joining(", "));
  }

  /** Expressions over the layout of a grouped query's rows. */
  private static Aspect over(String name, Query.Grouped query, List<TypedExpression> expressions) {
    String meaning =
        expressions.stream()
            .map(each -> CanonicalForm.of(each, slot -> LogIdentity.slotText(slot, query)))
            .collect(Collectors.joining(","));
    String text =
        expressions.stream()
            .map(each -> ExpressionText.of(each, slot -> QueryText.output(slot, query)))
            .collect(Collectors.joining(", "));
    return new Aspect(name, meaning, text, text);
  }

  private static Aspect projection(Query query) {
    String name = "SELECT";
    if (query instanceof Query.Grouped grouped) {
      return over(name, grouped, grouped.projection());
    }
    return expressions(
        name,
        query instanceof Query.Transform transform
            ? transform.projection()
            : ((Query.FilteredTable) query).projection());
  }

  /** Topic, formats and columns; how the topic is created is not part of it. */
  private static Aspect sink(Sink sink) {
    String columns =
        sink.columns().stream()
            .map(each -> ExpressionText.name(each.name()) + " " + each.type())
            .collect(Collectors.joining(", "));
    String text = "topic [" + sink.serialization().topic() + "]";
    return new Aspect(
        "the sink",
        sink.serialization() + columns + sink.columns() + sink.timestamp(),
        text,
        text
            + ", key "
            + sink.serialization().keyFormat().kind()
            + ", value "
            + sink.serialization().valueFormat().kind()
            + ", columns "
            + columns);
  }

  /** What differs in parts of the same name, one clause each; empty if nothing does. */
  static String differences(List<Aspect> before, List<Aspect> after) {
    return before.stream()
        .flatMap(
            aspect ->
                after.stream()
                    .filter(other -> other.name().equals(aspect.name()))
                    .flatMap(other -> difference(aspect, other).stream()))
        .collect(Collectors.joining("; "));
  }

  private static Optional<String> difference(Aspect before, Aspect after) {
    if (before.meaning().equals(after.meaning())) {
      return Optional.empty();
    }
    boolean enough = !before.shortText().equals(after.shortText());
    return Optional.of(
        "%s changed: %s → %s"
            .formatted(
                before.name(),
                quoted(enough ? before.shortText() : before.longText()),
                quoted(enough ? after.shortText() : after.longText())));
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "none" : "`" + text + "`";
  }
}
