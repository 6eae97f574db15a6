package dev.recency.plan.function;

import dev.recency.plan.function.Argument.ValueArgument;
import dev.recency.plan.type.SqlType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The aggregate functions: the first parameter is the aggregated value, those behind it are
 * constants, but for CORRELATION, which aggregates both. {@code COUNT(*)} takes no argument and is
 * not listed; TOPK takes any number of further columns before its constant.
 */
public final class AggregateSignatures {
  private static final String TABLE =
      """
      COUNT(ANY) -> BIGINT
      SUM(INTEGER) -> INTEGER
      SUM(BIGINT) -> BIGINT
      SUM(DECIMAL) -> DECIMAL
      SUM(DOUBLE) -> DOUBLE
      AVG(INTEGER) -> DOUBLE
      AVG(BIGINT) -> DOUBLE
      AVG(DECIMAL) -> DECIMAL
      AVG(DOUBLE) -> DOUBLE
      STDDEV_SAMP(INTEGER) -> DOUBLE
      STDDEV_SAMP(BIGINT) -> DOUBLE
      STDDEV_SAMP(DOUBLE) -> DOUBLE
      STDDEV_SAMPLE(INTEGER) -> DOUBLE
      STDDEV_SAMPLE(BIGINT) -> DOUBLE
      STDDEV_SAMPLE(DOUBLE) -> DOUBLE
      COUNT_DISTINCT(ANY) -> BIGINT
      EARLIEST_BY_OFFSET(T) -> T
      EARLIEST_BY_OFFSET(T, BOOLEAN) -> T
      EARLIEST_BY_OFFSET(T, INTEGER) -> ARRAY<T>
      EARLIEST_BY_OFFSET(T, INTEGER, BOOLEAN) -> ARRAY<T>
      LATEST_BY_OFFSET(T) -> T
      LATEST_BY_OFFSET(T, BOOLEAN) -> T
      LATEST_BY_OFFSET(T, INTEGER) -> ARRAY<T>
      LATEST_BY_OFFSET(T, INTEGER, BOOLEAN) -> ARRAY<T>
      COLLECT_LIST(T) -> ARRAY<T>
      COLLECT_SET(T) -> ARRAY<T>
      HISTOGRAM(STRING) -> MAP<STRING, BIGINT>
      ATTR(T) -> T
      CORRELATION(INTEGER, INTEGER) -> DOUBLE
      CORRELATION(BIGINT, BIGINT) -> DOUBLE
      CORRELATION(DOUBLE, DOUBLE) -> DOUBLE
      SUM_LIST(ARRAY<INTEGER>) -> INTEGER
      SUM_LIST(ARRAY<BIGINT>) -> BIGINT
      SUM_LIST(ARRAY<DOUBLE>) -> DOUBLE
      """;

  /** Forms that ksqlDB has not. */
  private static final Set<String> EXTENDED =
      Set.of(
          "AVG(DECIMAL)",
          "TOPK(DECIMAL, INTEGER)",
          "TOPK(BYTES, INTEGER)",
          "TOPK(DATE, INTEGER)",
          "TOPK(TIME, INTEGER)",
          "TOPK(TIMESTAMP, INTEGER)");

  /** What runs everywhere but under {@code WINDOW SLIDING}. */
  private static final Set<String> NOT_SLIDING = Set.of("ATTR", "CORRELATION", "SUM_LIST");

  /** What can take a row back, and so runs over tables. */
  private static final Set<String> UNDOABLE =
      Set.of(
          "ATTR",
          "AVG",
          "COLLECT_LIST",
          "CORRELATION",
          "COUNT",
          "HISTOGRAM",
          "STDDEV_SAMP",
          "STDDEV_SAMPLE",
          "SUM",
          "SUM_LIST");

  /** What values with an order have: their type's name. */
  private static final List<String> ORDERED =
      List.of(
          "INTEGER", "BIGINT", "DECIMAL", "DOUBLE", "STRING", "BYTES", "DATE", "TIME", "TIMESTAMP");

  private static final Map<String, List<FunctionSignature>> SIGNATURES = signatures();

  private AggregateSignatures() {}

  private static Map<String, List<FunctionSignature>> signatures() {
    List<String> lines = new ArrayList<>(TABLE.lines().toList());
    for (String type : ORDERED) {
      lines.add("MIN(" + type + ") -> " + type);
      lines.add("MAX(" + type + ") -> " + type);
      lines.add("TOPK(" + type + ", INTEGER) -> ARRAY<" + type + ">");
      lines.add("TOPKDISTINCT(" + type + ", INTEGER) -> ARRAY<" + type + ">");
    }
    Map<String, List<FunctionSignature>> signatures = new LinkedHashMap<>();
    for (String line : lines) {
      FunctionSignature signature = SignatureParser.parse(line);
      signatures.computeIfAbsent(signature.name(), name -> new ArrayList<>()).add(signature);
    }
    return signatures;
  }

  /** Every form of every aggregate function. */
  public static List<FunctionSignature> all() {
    return SIGNATURES.values().stream().flatMap(Collection::stream).toList();
  }

  /** The names, in alphabetical order. */
  public static List<String> names() {
    return SIGNATURES.keySet().stream().sorted().toList();
  }

  /** Whether the aggregate of this upper-case name runs under {@code WINDOW SLIDING}. */
  public static boolean slides(String name) {
    return !NOT_SLIDING.contains(name);
  }

  /** Whether the aggregate of this upper-case name runs over tables: a row can be taken back. */
  public static boolean undoes(String name) {
    return UNDOABLE.contains(name);
  }

  /** The names of those that run over tables, in alphabetical order. */
  public static List<String> undoableNames() {
    return UNDOABLE.stream().sorted().toList();
  }

  /** Whether ksqlDB has not got this form. */
  public static boolean extended(FunctionSignature signature) {
    return EXTENDED.contains(signature.call());
  }

  /**
   * The form of an aggregate that exists for arguments of these types.
   *
   * @param name upper-case
   */
  public static Resolution resolve(String name, List<SqlType> arguments) {
    List<FunctionSignature> signatures = SIGNATURES.get(name);
    if (signatures == null) {
      throw new IllegalArgumentException("no aggregate [" + name + "]");
    }
    return FunctionCatalog.choose(
        name, signatures, arguments.stream().map(ValueArgument::new).toList());
  }
}
