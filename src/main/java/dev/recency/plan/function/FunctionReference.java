package dev.recency.plan.function;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every function with its description, as data and as the text of {@code docs/functions.md}. The
 * aggregates' forms are those of {@link AggregateSignatures}.
 */
public final class FunctionReference {
  private static final List<String> SCALAR_FILES =
      List.of(
          "conditional.txt",
          "numbers.txt",
          "text.txt",
          "url.txt",
          "json.txt",
          "time.txt",
          "collections.txt");

  private static final String HEAD =
      """
      # Functions

      Every function of the dialect, written out of the code that runs them: `plan/function/*.txt`
      holds these rows, and a test runs the examples and compares this page. A DECIMAL has the
      precision and scale of its argument, T is any one type. Where a form does not fit, numbers
      widen INTEGER → BIGINT → DECIMAL → DOUBLE, and a text literal is read as DATE, TIME or
      TIMESTAMP. A call that fails gives NULL and is counted; so does a call with an argument of its
      own that fails, unless that argument is a call too: then it is NULL for the outer one.
      """;

  private static final Map<String, FunctionDescription> AGGREGATE_ROWS =
      FunctionTables.read("aggregates.txt").stream()
          .collect(Collectors.toMap(FunctionDescription::name, Function.identity()));

  private FunctionReference() {}

  /** The scalar functions. */
  public static List<FunctionDescription> scalars() {
    return SCALAR_FILES.stream().map(FunctionTables::read).flatMap(List::stream).toList();
  }

  /** The functions that give several rows for one. */
  public static List<FunctionDescription> tableFunctions() {
    return FunctionTables.read("tables.txt");
  }

  /**
   * The aggregates, in alphabetical order.
   *
   * @throws IllegalStateException if one has no description
   */
  public static List<FunctionDescription> aggregates() {
    return AggregateSignatures.names().stream().map(FunctionReference::aggregate).toList();
  }

  private static FunctionDescription aggregate(String name) {
    FunctionDescription row = AGGREGATE_ROWS.get(name);
    if (row == null) {
      throw new IllegalStateException("aggregates.txt says nothing of " + name);
    }
    return row.withForms(
        AggregateSignatures.all().stream().filter(form -> form.name().equals(name)).toList());
  }

  /** The names that have a description of an aggregate. */
  static List<String> describedAggregates() {
    return AGGREGATE_ROWS.keySet().stream().sorted().toList();
  }

  /** The page, in Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    String family = "";
    for (FunctionDescription each :
        Stream.of(scalars(), tableFunctions(), aggregates()).flatMap(List::stream).toList()) {
      if (!each.family().equals(family)) {
        family = each.family();
        page.append("\n## ").append(family).append("\n\n");
        page.append("| function | meaning | NULL | example |\n| --- | --- | --- | --- |\n");
      }
      page.append(row(each)).append('\n');
    }
    return page.toString();
  }

  private static String row(FunctionDescription each) {
    String forms =
        each.forms().stream()
            .map(form -> code(form.toString()))
            .collect(Collectors.joining("<br>"));
    String example = code(each.example().call()) + " → " + code(each.example().result());
    return Stream.of(forms, cell(each.meaning()), cell(each.nulls()), example)
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String code(String text) {
    return "`" + cell(text) + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
