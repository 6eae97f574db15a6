package dev.recency.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which package may import what: own packages by short name, libraries by full pattern. */
final class ImportTable {
  private static final List<String> EVERYWHERE = List.of("java..", "org.jspecify..");
  private static final List<String> FLINK_AND_KAFKA =
      List.of("org.apache.flink..", "org.apache.kafka..", "org.slf4j..");

  private record Row(List<String> packages, List<String> libraries) {}

  private static final Map<String, Row> ROWS =
      Map.ofEntries(
          row("sql", List.of(), List.of("org.antlr.v4.runtime..")),
          row("plan", List.of("sql"), List.of()),
          row("expression", List.of("plan"), List.of("com.fasterxml.jackson..")),
          row("aggregate", List.of("plan"), List.of()),
          row("operator", List.of("plan", "aggregate"), List.of()),
          row("window", List.of("plan", "aggregate", "operator"), List.of()),
          row("join", List.of("plan", "operator"), List.of()),
          row("format", List.of("plan"), List.of("com.fasterxml.jackson..")),
          row("command", List.of("plan", "format"), List.of()),
          row("flink", core(), FLINK_AND_KAFKA),
          row("simulator", core(), List.of("com.fasterxml.jackson..")),
          row(
              "ksqldb",
              List.of("plan", "expression", "aggregate", "format", "command"),
              List.of("org.apache.kafka..")),
          row(
              "accuracy",
              List.of("plan", "expression", "aggregate", "window", "format", "command"),
              List.of("com.fasterxml.jackson..")),
          row(
              "local",
              List.of("plan", "format", "flink", "ksqldb", "simulator"),
              Stream.concat(FLINK_AND_KAFKA.stream(), Stream.of("kafka..", "scala..")).toList()),
          row("cli", everythingBelowCli(), List.of("*..")));

  private ImportTable() {}

  static Iterable<String> packages() {
    return ROWS.keySet();
  }

  /** The rule for one package of the table under {@code root}. */
  static ArchRule rule(String root, String name) {
    Row row = ROWS.get(name);
    String[] allowed =
        Stream.of(
                EVERYWHERE.stream(),
                row.libraries().stream(),
                Stream.concat(Stream.of(name), row.packages().stream())
                    .map(each -> root + "." + each + ".."))
            .flatMap(each -> each)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(root + "." + name + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .allowEmptyShould(true);
  }

  private static Map.Entry<String, Row> row(
      String name, List<String> packages, List<String> libraries) {
    return Map.entry(name, new Row(packages, libraries));
  }

  private static List<String> core() {
    return List.of(
        "sql",
        "plan",
        "expression",
        "aggregate",
        "operator",
        "window",
        "join",
        "format",
        "command");
  }

  private static List<String> everythingBelowCli() {
    return Stream.concat(
            core().stream(), Stream.of("flink", "simulator", "ksqldb", "accuracy", "local"))
        .toList();
  }
}
