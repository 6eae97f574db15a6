package dev.recency.cli.compare;

import dev.recency.accuracy.truth.StatementFeatures;
import dev.recency.flink.Definitions;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.Query;
import dev.recency.plan.Source;
import dev.recency.plan.TextDigest;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import dev.recency.sql.SqlParser;
import dev.recency.sql.tree.Script;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is compared.
 *
 * @param plan of the scripts
 * @param statements those with sliding windows over declared sources and with features; one or more
 */
record Subject(
    Definitions definitions, List<Script> scripts, Plan plan, List<StatementFeatures> statements) {
  private static final int HASH_BYTES = 32;

  Subject {
    scripts = List.copyOf(scripts);
    statements = List.copyOf(statements);
  }

  /**
   * Finds the statements to compare.
   *
   * @throws SqlException if a definition cannot run or nothing can be compared
   */
  static Subject of(Definitions definitions) {
    List<Script> scripts =
        definitions.files().stream()
            .map(file -> SqlParser.script(file.name(), file.text()))
            .toList();
    Plan plan = Planner.plan(scripts);
    List<StatementFeatures> statements =
        plan.queries().stream()
            .filter(Query.Sliding.class::isInstance)
            .map(Query.Sliding.class::cast)
            .filter(each -> plan.inputOf(each).source().declared())
            .map(StatementFeatures::of)
            .filter(each -> !each.features().isEmpty())
            .toList();
    if (statements.isEmpty()) {
      throw new SqlException(
          ErrorCode.INVALID_STATEMENT,
          new Location(definitions.files().get(0).name(), 1, 1),
          "The definitions hold nothing to compare. Expected a statement with WINDOW SLIDING and a"
              + " numeric aggregate over a declared source.");
    }
    return new Subject(definitions, scripts, plan, statements);
  }

  /** The sources that the compared statements read, in order, each once. */
  Set<Source> sources() {
    Set<Source> sources = new LinkedHashSet<>();
    statements.forEach(each -> sources.add(plan.inputOf(each.statement()).source()));
    return sources;
  }

  /** Their topics. */
  Set<String> topics() {
    Set<String> topics = new LinkedHashSet<>();
    sources().forEach(each -> topics.add(each.serialization().topic()));
    return topics;
  }

  /** A hash of the texts. */
  String hash() {
    StringBuilder texts = new StringBuilder();
    definitions.files().forEach(file -> texts.append(file.text()));
    return "sha256:" + TextDigest.hex(texts.toString(), HASH_BYTES);
  }
}
