package dev.recency.simulator;

import dev.recency.simulator.TableModel.Group;
import dev.recency.simulator.TableModel.Select;
import dev.recency.simulator.TableModel.Stage;
import dev.recency.simulator.TableModel.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Statements over the table ITEMS and over their results, each as SQL and as a model. */
final class TableStatements {
  /** The table; its topic is {@code items}. */
  static final String ITEMS =
      """
      CREATE TABLE items (id INT PRIMARY KEY, owner STRING, n INT, x DOUBLE, note STRING, l ARRAY<INT>,
        d DECIMAL(8, 2))
        WITH (KAFKA_TOPIC='items', VALUE_FORMAT='JSON', KEY_FORMAT='JSON');
      """;

  /**
   * A statement.
   *
   * @param source the topic of the table that it reads
   */
  record TableStatement(String topic, String source, String sql, Stage stage) {
    TableStatement copy() {
      return new TableStatement(topic, source, sql, stage.copy());
    }
  }

  private TableStatements() {}

  /** All statements, each behind those that it reads. */
  static List<TableStatement> all() {
    return List.of(
        statement(
            "large",
            "items",
            "SELECT id, owner, n FROM items WHERE n > 3",
            Select.where(
                row -> row.has("N") && row.number("N") > 3,
                row -> Values.of("OWNER", row.get("OWNER"), "N", row.get("N")))),
        statement(
            "copies",
            "items",
            "SELECT id, owner, n * 2 AS twice FROM items",
            Select.all(
                row ->
                    Values.of(
                        "OWNER",
                        row.get("OWNER"),
                        "TWICE",
                        row.has("N") ? row.number("N") * 2 : null))),
        statement(
            "owners",
            "items",
            """
            SELECT owner, COUNT(*) AS c, COUNT(n) AS cn, SUM(n) AS s, SUM(x) AS sx, AVG(n) AS a,
              COLLECT_LIST(n) AS ns, HISTOGRAM(note) AS h, ATTR(note) AS only,
              STDDEV_SAMP(n) AS v, CORRELATION(x, CAST(n AS DOUBLE)) AS r, SUM_LIST(l) AS sl,
              STDDEV_SAMPLE(n) AS sd, SUM(d) AS sumd
            FROM items WHERE n IS NULL OR n < 8 GROUP BY owner""",
            new Group(
                row -> !row.has("N") || row.number("N") < 8,
                row -> row.get("OWNER"),
                TableStatements::everything,
                value -> true)),
        statement(
            "busy",
            "items",
            "SELECT owner, COUNT(*) AS c FROM items GROUP BY owner HAVING COUNT(*) > 1",
            counting("OWNER", value -> value.number("C") > 1)),
        statement(
            "sizes",
            "busy",
            "SELECT c, COUNT(*) AS owners FROM busy GROUP BY c",
            new Group(
                row -> true,
                row -> row.get("C"),
                rows -> Values.of("OWNERS", (long) rows.size()),
                value -> true)),
        statement(
            "pairs",
            "copies",
            "SELECT owner, twice, COUNT(*) AS c FROM copies GROUP BY owner, twice",
            new Group(
                row -> true,
                row ->
                    row.has("OWNER") && row.has("TWICE")
                        ? Map.of("OWNER", row.get("OWNER"), "TWICE", row.number("TWICE"))
                        : null,
                rows -> Values.of("C", (long) rows.size()),
                value -> true)),
        statement(
            "sums",
            "large",
            "SELECT owner, SUM(n) AS s FROM large GROUP BY owner HAVING SUM(n) <> 9",
            new Group(
                row -> true,
                row -> row.get("OWNER"),
                rows -> Values.of("S", sum(rows, "N")),
                value -> value.number("S") != 9)),
        statement(
            "bigSums",
            "sums",
            "SELECT owner, s + 1 AS t FROM sums WHERE s > 5",
            Select.where(row -> row.number("S") > 5, row -> Values.of("T", row.number("S") + 1))));
  }

  /** The script of these statements. */
  static String sql(List<TableStatement> statements) {
    return ITEMS + statements.stream().map(TableStatement::sql).collect(Collectors.joining("\n"));
  }

  private static TableStatement statement(String topic, String source, String select, Stage stage) {
    String sql =
        "CREATE TABLE %1$s WITH (KAFKA_TOPIC='%1$s', KEY_FORMAT='JSON') AS %2$s;"
            .formatted(topic, select);
    return new TableStatement(topic, source, sql, stage);
  }

  private static Group counting(String column, java.util.function.Predicate<Values> having) {
    return new Group(
        row -> true, row -> row.get(column), rows -> Values.of("C", (long) rows.size()), having);
  }

  private static long sum(List<Values> rows, String column) {
    return rows.stream().filter(row -> row.has(column)).mapToLong(row -> row.number(column)).sum();
  }

  /** All aggregates that run over tables, by their definitions. */
  private static Values everything(List<Values> rows) {
    List<Long> numbers =
        rows.stream().filter(row -> row.has("N")).map(row -> row.number("N")).toList();
    double total = numbers.stream().mapToLong(Long::longValue).sum();
    return Values.of(
        "C", (long) rows.size(),
        "CN", (long) numbers.size(),
        "S", sum(rows, "N"),
        "SX", rows.stream().filter(row -> row.has("X")).mapToDouble(row -> real(row, "X")).sum(),
        "A", numbers.isEmpty() ? 0.0 : total / numbers.size(),
        "NS", list(rows),
        "H", histogram(rows),
        "ONLY", only(rows),
        "V", variance(numbers),
        "R", correlation(rows.stream().filter(row -> row.has("N") && row.has("X")).toList()),
        "SL", lists(rows),
        "SD", Math.sqrt(variance(numbers)),
        "SUMD", decimals(rows));
  }

  private static double real(Values row, String column) {
    return ((Number) Objects.requireNonNull(row.get(column))).doubleValue();
  }

  /** Sorted as the test sorts what was written: which of equal rows came first does not matter. */
  private static List<@Nullable Object> list(List<Values> rows) {
    List<@Nullable Object> values = new ArrayList<>();
    rows.stream().filter(row -> !row.has("N")).forEach(row -> values.add(null));
    rows.stream()
        .filter(row -> row.has("N"))
        .map(row -> row.number("N"))
        .sorted()
        .forEach(values::add);
    return values;
  }

  private static Map<String, Long> histogram(List<Values> rows) {
    Function<Values, String> text = row -> String.valueOf(row.get("NOTE"));
    return rows.stream().collect(Collectors.groupingBy(text, TreeMap::new, Collectors.counting()));
  }

  private static @Nullable Object only(List<Values> rows) {
    boolean alike =
        !rows.isEmpty()
            && rows.stream()
                .allMatch(row -> Objects.equals(row.get("NOTE"), rows.get(0).get("NOTE")));
    return alike ? rows.get(0).get("NOTE") : null;
  }

  private static double variance(List<Long> numbers) {
    if (numbers.size() < 2) {
      return 0;
    }
    double mean = numbers.stream().mapToLong(Long::longValue).average().orElseThrow();
    return numbers.stream().mapToDouble(each -> (each - mean) * (each - mean)).sum()
        / (numbers.size() - 1);
  }

  /** The values are such that all sums are exact. */
  private static double correlation(List<Values> rows) {
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double syy = 0;
    double sxy = 0;
    for (Values row : rows) {
      double x = real(row, "X");
      double y = row.number("N");
      sx += x;
      sy += y;
      sxx += x * x;
      syy += y * y;
      sxy += x * y;
    }
    double n = rows.size();
    return (n * sxy - sx * sy) / Math.sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
  }

  private static BigDecimal decimals(List<Values> rows) {
    return rows.stream()
        .filter(row -> row.has("D"))
        .map(row -> (BigDecimal) Objects.requireNonNull(row.get("D")))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static long lists(List<Values> rows) {
    return rows.stream()
        .filter(row -> row.has("L"))
        .flatMap(row -> ((List<?>) Objects.requireNonNull(row.get("L"))).stream())
        .filter(Objects::nonNull)
        .mapToLong(each -> ((Number) each).longValue())
        .sum();
  }
}
