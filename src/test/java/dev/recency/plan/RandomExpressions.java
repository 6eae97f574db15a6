package dev.recency.plan;

import dev.recency.plan.function.AggregateSignatures;
import dev.recency.plan.function.FunctionCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random expressions over the columns of {@link #STREAM}: most make no sense, many do. */
final class RandomExpressions {
  static final String STREAM =
      "CREATE STREAM s (k STRING KEY, b BOOLEAN, i INT, l BIGINT, d DOUBLE, m DECIMAL(6, 2),"
          + " t STRING, y BYTES, ts TIMESTAMP, da DATE, ti TIME, a ARRAY<INT>, p MAP<STRING,"
          + " BIGINT>, r STRUCT<x INT, z STRUCT<w STRING>>) WITH (KAFKA_TOPIC='s',"
          + " VALUE_FORMAT='JSON');\n";

  private static final String[] LEAVES = {
    "k",
    "b",
    "i",
    "l",
    "d",
    "m",
    "t",
    "y",
    "ts",
    "da",
    "ti",
    "a",
    "p",
    "r",
    "ROWTIME",
    "r->x",
    "r->z->w",
    "a[1]",
    "a[-1]",
    "p['q']",
    "1",
    "0",
    "-3",
    "2.50",
    "1E3",
    "'text'",
    "'12'",
    "TRUE",
    "NULL",
    "'2024-02-29'",
    "3000000000"
  };
  private static final String[] CONSTANTS = {"2", "0", "TRUE", "3, FALSE", "NULL", "'x'", "i"};
  private static final String[] BINARY = {
    "+",
    "-",
    "*",
    "/",
    "%",
    "=",
    "<>",
    "<",
    "<=",
    ">",
    ">=",
    "AND",
    "OR",
    "LIKE",
    "IS DISTINCT FROM",
    "||"
  };
  private static final String[] TYPES = {
    "INT",
    "BIGINT",
    "DOUBLE",
    "DECIMAL(8, 3)",
    "STRING",
    "BOOLEAN",
    "TIMESTAMP",
    "DATE",
    "TIME",
    "ARRAY<STRING>",
    "MAP<STRING, INT>",
    "BYTES"
  };

  private final Random random;
  private final List<String> functions;

  private final String[] leaves;

  RandomExpressions(Random random) {
    this(random, LEAVES);
  }

  private RandomExpressions(Random random, String[] leaves) {
    this.random = random;
    this.leaves = leaves;
    this.functions =
        FunctionCatalog.signatures().stream().map(each -> each.name()).distinct().toList();
  }

  /** Expressions over aggregates, the GROUP BY column k and the bounds of a window. */
  static RandomExpressions overAggregates(Random random) {
    RandomExpressions arguments = new RandomExpressions(random);
    List<String> names = AggregateSignatures.names();
    String[] leaves = new String[12];
    for (int i = 0; i < leaves.length; i++) {
      String constants = random.nextInt(3) == 0 ? ", " + arguments.pick(CONSTANTS) : "";
      String name = names.get(random.nextInt(names.size()));
      leaves[i] = name + "(" + arguments.next(random.nextInt(3)) + constants + ")";
    }
    leaves[0] = "COUNT(*)";
    leaves[1] = "WINDOWSTART";
    leaves[2] = "WINDOWEND";
    leaves[3] = "k";
    leaves[4] = "2.50";
    return new RandomExpressions(random, leaves);
  }

  /** An expression of at most this many levels. */
  String next(int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return pick(leaves);
    }
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> "(" + next(depth - 1) + " " + pick(BINARY) + " " + next(depth - 1) + ")";
      case 3, 4, 5 -> call(depth);
      case 6 -> "CAST(" + next(depth - 1) + " AS " + pick(TYPES) + ")";
      case 7 ->
          "CASE WHEN "
              + next(depth - 1)
              + " THEN "
              + next(depth - 1)
              + " ELSE "
              + next(depth - 1)
              + " END";
      case 8 -> "(" + next(depth - 1) + " IN (" + next(depth - 1) + ", " + pick(leaves) + "))";
      case 9 ->
          "(" + next(depth - 1) + " NOT BETWEEN " + pick(leaves) + " AND " + pick(leaves) + ")";
      case 10 -> "(NOT (" + next(depth - 1) + " IS NULL))";
      default ->
          "STRUCT(x := "
              + next(depth - 1)
              + ", y := ARRAY["
              + next(depth - 1)
              + "], z := MAP('v' :="
              + " "
              + next(depth - 1)
              + "))";
    };
  }

  private String call(int depth) {
    List<String> arguments = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      boolean lambda = random.nextInt(8) == 0;
      arguments.add(lambda ? "(q, w) => q + w" : next(depth - 1));
    }
    return functions.get(random.nextInt(functions.size()))
        + "("
        + String.join(", ", arguments)
        + ")";
  }

  private String pick(String[] words) {
    return words[random.nextInt(words.length)];
  }
}
