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
    }
    return all;
  }
}
