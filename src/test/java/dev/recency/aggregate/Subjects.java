package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.util.ArrayList;
import java.util.List;

/** Every aggregate function over every kind of argument. */
final class Subjects {
  static final SqlType.Decimal DECIMAL = new SqlType.Decimal(6, 2);
  static final SqlType.Decimal WIDE = new SqlType.Decimal(40, 10);
  private static final List<SqlType> NUMBERS =
      List.of(Simple.INTEGER, Simple.BIGINT, Simple.DOUBLE, DECIMAL, WIDE);
  private static final List<SqlType> ORDERED =
      List.of(
          Simple.BOOLEAN,
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
          MAP,
          new SqlType.Struct(
              List.of(
                  new SqlType.Field("A", new SqlType.Array(Simple.BIGINT)),
                  new SqlType.Field("B", MAP))));

  private Subjects() {}

  static List<Subject> all() {
    List<Subject> all = new ArrayList<>();
    all.add(
        Subject.of(
            "COUNT",
            Simple.STRING,
            List.of(),
            Simple.BIGINT,
            events -> (long) Truth.present(events).size()));
    for (SqlType type : NUMBERS) {
      SqlType average = type instanceof SqlType.Decimal ? type : Simple.DOUBLE;
      all.add(Subject.of("SUM", type, List.of(), type, Truth.sum(type)));
      all.add(Subject.of("AVG", type, List.of(), average, Truth.average(type)));
    }
    for (SqlType type : ORDERED) {
      all.add(Subject.of("MIN", type, List.of(), type, Truth.smallest()));
      all.add(Subject.of("MAX", type, List.of(), type, Truth.largest()));
      SqlType list = new SqlType.Array(type);
      all.add(Subject.of("TOPK", type, List.of(3), list, OrderedTruth.top(3, false)));
      all.add(Subject.of("TOPKDISTINCT", type, List.of(3), list, OrderedTruth.top(3, true)));
    }
    for (SqlType type : List.of(Simple.INTEGER, Simple.BIGINT, Simple.DOUBLE)) {
      all.add(Subject.of("STDDEV_SAMPLE", type, List.of(), Simple.DOUBLE, OrderedTruth::deviation));
    }
    for (SqlType type : KEPT) {
      addKeepers(type, all);
    }
    all.add(
        Subject.of(
            "HISTOGRAM",
            Simple.STRING,
            List.of(),
            new SqlType.MapOf(Simple.STRING, Simple.BIGINT),
            OrderedTruth.histogram(Simple.STRING)));
    return all;
  }

  private static void addKeepers(SqlType type, List<Subject> all) {
    SqlType list = new SqlType.Array(type);
    all.add(Subject.of("COUNT_DISTINCT", type, List.of(), Simple.BIGINT, OrderedTruth::distinct));
    all.add(
        Subject.of(
            "COLLECT_LIST", type, List.of(), list, OrderedTruth.earliest(type, 1_000, true)));
    all.add(Subject.of("COLLECT_SET", type, List.of(), list, OrderedTruth.set(type)));
    for (boolean nulls : List.of(false, true)) {
      List<Object> single = nulls ? List.of(false) : List.of();
      List<Object> many = nulls ? List.of(3, false) : List.of(3);
      var earliest = OrderedTruth.earliest(type, 3, nulls);
      var latest = OrderedTruth.latest(type, 3, nulls);
      var first = OrderedTruth.single(OrderedTruth.earliest(type, 1, nulls));
      var last = OrderedTruth.single(OrderedTruth.latest(type, 1, nulls));
      all.add(Subject.of("EARLIEST_BY_OFFSET", type, single, type, first));
      all.add(Subject.of("LATEST_BY_OFFSET", type, single, type, last));
      all.add(Subject.of("EARLIEST_BY_OFFSET", type, many, list, earliest));
      all.add(Subject.of("LATEST_BY_OFFSET", type, many, list, latest));
    }
  }
}
