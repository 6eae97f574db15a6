package dev.recency.flink.keyed;

import dev.recency.command.CommandEncoder;
import dev.recency.expression.ErrorListener;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.expression.Surroundings;
import dev.recency.flink.Definitions;
import dev.recency.flink.serializer.RowCodec;
import dev.recency.flink.statement.TaskSurroundings;
import dev.recency.format.RowEncoder;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.LifetimeAggregate;
import dev.recency.plan.LogIdentity;
import dev.recency.plan.Query;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.window.SlidingWindows;
import dev.recency.window.SlidingWindows.Decay;
import dev.recency.window.TimeWindows;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A {@link KeyedGroup} of some definitions, by its uid.
 *
 * @param replay whether every instant of decay is emitted, not only the last of a clock step
 */
public record PlannedQuery(Definitions definitions, String uid, boolean replay)
    implements KeyedQuery {
  private static final byte[] NO_KEY = new byte[0];

  @Override
  public Running open(ErrorListener errors) {
    KeyedGroup group = KeyedGroup.find(definitions.plan(), uid);
    Surroundings surroundings = TaskSurroundings.create();
    return new Running(
        operator(group, errors, surroundings),
        new RowCodec(types(group.any().groupBy())),
        new RowCodec(types(group.columns())),
        keyOrder(group.any()),
        group.statements().stream().map(each -> statement(each, errors, surroundings)).toList());
  }

  @Override
  public boolean dataClock() {
    return KeyedGroup.find(definitions.plan(), uid).dataClock();
  }

  private KeyedOperator operator(
      KeyedGroup group, ErrorListener errors, Surroundings surroundings) {
    List<Predicate<Row>> having =
        group.statements().stream().map(each -> having(each, errors, surroundings)).toList();
    return group
        .log()
        .<KeyedOperator>map(
            log ->
                SlidingWindows.of(log, having, replay ? Decay.EVERY_INSTANT : Decay.LAST_INSTANT))
        .orElseGet(() -> unshared(group.any(), having.get(0)));
  }

  private static KeyedOperator unshared(Query.Grouped query, Predicate<Row> having) {
    return query instanceof Query.Windowed windowed
        ? TimeWindows.of(windowed, having)
        : LifetimeAggregate.of((Query.Lifetime) query, having);
  }

  private static Function<Row, byte[]> keyOrder(Query.Grouped query) {
    RowEncoder encoder = RowEncoder.groupKeys(query.sink());
    return row -> Objects.requireNonNullElse(encoder.encode(row), NO_KEY);
  }

  private static Predicate<Row> having(
      Query.Grouped query, ErrorListener errors, Surroundings surroundings) {
    return Filter.compile(query.id(), query.having(), errors, surroundings)::accepts;
  }

  private static Statement statement(
      Query.Grouped query, ErrorListener errors, Surroundings surroundings) {
    Projection projection =
        Projection.compile(query.id(), query.projection(), errors, surroundings);
    CommandEncoder encoder = CommandEncoder.of(query);
    return new Statement(
        query.id(),
        query.sink().serialization().topic(),
        (row, kind, asOfMillis, arrivalMillis) ->
            encoder.encode(projection.apply(row), kind, false, asOfMillis, arrivalMillis),
        query.sink().timestamp().isPresent(),
        query instanceof Query.Sliding sliding ? Optional.of(known(sliding)) : Optional.empty());
  }

  private static KnownStatement known(Query.Sliding query) {
    return new KnownStatement(
        LogIdentity.statementId(query),
        query.window().sizeMillis(),
        query.arguments().stream().map(LogIdentity::columnId).distinct().toList(),
        KnownStatement.ALWAYS);
  }

  /** The types of these expressions. */
  public static List<SqlType> types(List<TypedExpression> expressions) {
    return expressions.stream().map(TypedExpression::type).toList();
  }
}
