package dev.recency.aggregate;

import dev.recency.aggregate.DialectSubject.Values;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every aggregate function of the dialect over every kind of argument. */
final class DialectSubjects {
  private static final SqlType.Decimal DECIMAL = Subjects.DECIMAL;
  private static final List<SqlType> ORDERED =
      List.of(
          Simple.INTEGER,
          Simple.BIGINT,
          Simple.DOUBLE,
          DECIMAL,
          Simple.STRING,
          Simple.BYTES,
          Simple.DATE,
          Simple.TIME,
          Simple.TIMESTAMP);
  private static final SqlType MAP = new SqlType.MapOf(Simple.STRING, Simple.BIGINT);
  private static final List<SqlType> KEPT =
      List.of(
          Simple.BOOLEAN,
          Simple.INTEGER,
          Simple.DOUBLE,
          DECIMAL,
          Simple.STRING,
          Simple.BYTES,
          new SqlType.Array(Simple.DOUBLE),
          new SqlType.Struct(List.of(new SqlType.Field("A", MAP))));

  private final List<DialectSubject> all = new ArrayList<>();

  private DialectSubjects() {}

  static List<DialectSubject> all() {
    DialectSubjects subjects = new DialectSubjects();
    subjects.addIntegers();
    subjects.addDecimals();
    subjects.addDoubles();
    ORDERED.forEach(subjects::addOrdered);
    KEPT.forEach(subjects::addKeepers);
    return subjects.all;
  }

  private void add(
      String function,
      List<SqlType> arguments,
      List<Object> parameters,
      SqlType result,
      Function<List<DialectStep>, @Nullable Object> truth) {
    all.add(DialectSubject.of(function, arguments, parameters, result, Values.ANY, true, truth));
  }

  private void addSmall(
      String function,
      List<SqlType> arguments,
      boolean exact,
      Function<List<DialectStep>, @Nullable Object> truth) {
    all.add(
        DialectSubject.of(
            function, arguments, List.of(), Simple.DOUBLE, Values.SMALL, exact, truth));
  }

  private void addIntegers() {
    for (SqlType type : List.of(Simple.INTEGER, Simple.BIGINT)) {
      add(
          "SUM",
          List.of(type),
          List.of(),
          type,
          steps -> DialectTruth.wrappedSum(DialectStep.leftPresent(steps), type));
      add(
          "AVG",
          List.of(type),
          List.of(),
          Simple.DOUBLE,
          steps -> DialectTruth.wrappedAverage(DialectStep.leftPresent(steps), type));
      add(
          "SUM_LIST",
          List.of(new SqlType.Array(type)),
          List.of(),
          type,
          steps -> DialectTruth.wrappedSum(DialectTruth.elements(steps), type));
    }
  }

  private void addDecimals() {
    for (SqlType.Decimal type : List.of(DECIMAL, Subjects.WIDE)) {
      add(
          "SUM",
          List.of(type),
          List.of(),
          type,
          steps -> DialectTruth.decimalSum(DialectStep.leftPresent(steps), type));
      add(
          "AVG",
          List.of(type),
          List.of(),
          type,
          steps -> DialectTruth.decimalAverage(DialectStep.leftPresent(steps), type));
    }
  }

  private void addDoubles() {
    List<SqlType> one = List.of(Simple.DOUBLE);
    addSmall("SUM", one, true, DialectTruth::plainSum);
    addSmall("AVG", one, true, DialectTruth::plainAverage);
    addSmall(
        "SUM_LIST",
        List.of(new SqlType.Array(Simple.DOUBLE)),
        true,
        steps -> DialectTruth.plainSum(DialectTruth.listSums(steps)));
    for (SqlType type : List.of(Simple.INTEGER, Simple.BIGINT, Simple.DOUBLE)) {
      addSmall("STDDEV_SAMP", List.of(type), false, DialectTruth::variance);
      addSmall(
          "STDDEV_SAMPLE", List.of(type), false, steps -> Math.sqrt(DialectTruth.variance(steps)));
      addSmall("CORRELATION", List.of(type, type), false, DialectTruth::correlation);
    }
  }

  private void addOrdered(SqlType type) {
    SqlType list = new SqlType.Array(type);
    List<SqlType> one = List.of(type);
    Function<List<DialectStep>, List<Object>> present = DialectStep::leftPresent;
    add(
        "MIN",
        one,
        List.of(),
        type,
        steps -> present.apply(steps).stream().min(Truth.order()).orElse(null));
    add(
        "MAX",
        one,
        List.of(),
        type,
        steps -> present.apply(steps).stream().max(Truth.order()).orElse(null));
    add("TOPK", one, List.of(3), list, steps -> DialectTruth.top(steps, 3, false));
    add("TOPKDISTINCT", one, List.of(3), list, steps -> DialectTruth.top(steps, 3, true));
    SqlType row =
        new SqlType.Struct(
            List.of(
                new SqlType.Field("sort_col", type),
                new SqlType.Field("col0", Simple.STRING),
                new SqlType.Field("col1", MAP)));
    add(
        "TOPK",
        List.of(type, Simple.STRING, MAP),
        List.of(2),
        new SqlType.Array(row),
        steps -> DialectTruth.topRows(steps, 2));
  }

  private void addKeepers(SqlType type) {
    SqlType list = new SqlType.Array(type);
    List<SqlType> one = List.of(type);
    add("COUNT", one, List.of(), Simple.BIGINT, s -> (long) DialectStep.leftPresent(s).size());
    add("ATTR", one, List.of(), type, DialectTruth::only);
    add("COLLECT_LIST", one, List.of(), list, DialectStep::leftValues);
    add("COLLECT_SET", one, List.of(), list, DialectTruth::set);
    for (boolean nulls : List.of(false, true)) {
      List<Object> single = nulls ? List.of(false) : List.of();
      List<Object> many = nulls ? List.of(3, false) : List.of(3);
      var first = DialectTruth.single(DialectTruth.earliest(1, nulls));
      var last = DialectTruth.single(DialectTruth.latest(1, nulls));
      add("EARLIEST_BY_OFFSET", one, single, type, first);
      add("LATEST_BY_OFFSET", one, single, type, last);
      add("EARLIEST_BY_OFFSET", one, many, list, DialectTruth.earliest(3, nulls));
      add("LATEST_BY_OFFSET", one, many, list, DialectTruth.latest(3, nulls));
    }
    if (type == Simple.STRING) {
      add("HISTOGRAM", one, List.of(), MAP, DialectTruth::histogram);
    }
    if (type != Simple.DOUBLE) {
      add(
          "COUNT_DISTINCT",
          one,
          List.of(),
          Simple.BIGINT,
          s -> (long) List.copyOf(new java.util.HashSet<>(DialectStep.leftPresent(s))).size());
    }
  }
}
