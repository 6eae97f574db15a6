package dev.recency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/ksqldb-compatibility.md names what the grammar and the planner know, so that a new word,
 * property or refusal needs a row there. The lists are read from the sources.
 */
class CompatibilityPageTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/recency");
  private static final String PAGE =
      read(Path.of("docs/ksqldb-compatibility.md")).replace("\\|", "|");
  private static final String GRAMMAR =
      read(Path.of("src/main/antlr4/dev/recency/sql/FeatureSql.g4"));

  /** Each alternative of a statement, and how the page writes it. */
  private static final Map<String, String> STATEMENTS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("createSource", "`CREATE STREAM|TABLE name (columns) WITH (…)`"),
              Map.entry("createType", "`CREATE TYPE [IF NOT EXISTS] name AS type`"),
              Map.entry("insertValues", "`INSERT INTO name [(columns)] VALUES (…)`"),
              Map.entry("insertSelect", "`INSERT INTO name [WITH (QUERY_ID = …)] SELECT …`"),
              Map.entry("dropSource", "`DROP STREAM|TABLE [IF EXISTS] name`"),
              Map.entry("dropType", "`DROP TYPE [IF EXISTS] name`"),
              Map.entry("setProperty", "`SET 'k' = 'v'`"),
              Map.entry("unsetProperty", "`UNSET 'k'`"),
              Map.entry("define", "`DEFINE name = '…'`"),
              Map.entry("undefine", "`UNDEFINE name`"),
              Map.entry("assertValues", "`ASSERT VALUES`"),
              Map.entry("assertNullValues", "`ASSERT NULL VALUES`"),
              Map.entry("assertNoMoreValues", "`ASSERT NO MORE VALUES`"),
              Map.entry("assertSource", "`ASSERT STREAM|TABLE`"),
              Map.entry("runScript", "`RUN SCRIPT`"),
              Map.entry("ordinary", "in a test file")));

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String source(String file) {
    return read(SOURCES.resolve(file));
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  /** The code on the page, whole examples and single words alike. */
  private static String code() {
    return found("`([^`\\n]+)`", PAGE).stream().collect(Collectors.joining("\n"));
  }

  private static void requireWords(List<String> words) {
    String code = code();
    assertThat(words)
        .isNotEmpty()
        .allSatisfy(word -> assertThat(code).containsPattern("(?<![A-Z_])" + word + "(?![A-Z_])"));
  }

  @Test
  void everyStatementHasItsRow() {
    String rules = found("^(statement\\n.*)^sourceKind :", GRAMMAR).get(0);
    assertThat(found("# (\\w+)$", rules)).containsExactlyInAnyOrderElementsOf(STATEMENTS.keySet());
    assertThat(STATEMENTS.values()).allSatisfy(form -> assertThat(PAGE).contains(form));
  }

  @Test
  void everyWordOfTheGrammarIsNamed() {
    List<String> words = new ArrayList<>(found("^[A-Z_]+ : '([A-Z]+)' ;", GRAMMAR));
    words.addAll(found("'([A-Z]+)'", found("^RESERVED\\n(.*?);", GRAMMAR).get(0)));
    assertThat(words).contains("SLIDING", "RETENTION", "GRACE", "WITHIN", "TERMINATE");
    requireWords(words);
  }

  @Test
  void everyPropertyIsNamed() {
    List<String> names =
        found("\"([A-Z]+(?:_[A-Z]+)*)\"", source("plan/analysis/PropertyReader.java"));
    assertThat(names).contains("KAFKA_TOPIC", "WINDOW_SIZE", "CLEANUP_POLICY", "QUERY_ID");
    requireWords(names);
    requireWords(found("\"(ksql\\.[a-z_.]+)\"", source("plan/analysis/CollectLimits.java")));
    requireWords(found("\"(ksql\\.[a-z_.]+)\"", source("plan/analysis/StatementAnalyzer.java")));
  }

  @Test
  void everyFormatAndTypeIsNamed() {
    String formats = found("case (\"[^>]*) ->", source("plan/analysis/PropertyValues.java")).get(0);
    assertThat(formats).contains("JSON");
    requireWords(
        found(
            "\"([A-Z_]+)\"",
            String.join(
                " ", found("case (\"[^>]*->)", source("plan/analysis/PropertyValues.java")))));
    requireWords(found("entry\\(\"([A-Z]+)\"", source("sql/build/TypeBuilder.java")));
  }

  @Test
  void everyGroupOfFunctionsIsNamed() {
    assertThat(found("^## ([^\\n]+)$", read(Path.of("docs/functions.md"))))
        .isNotEmpty()
        .allSatisfy(group -> assertThat(PAGE).contains("| " + group + " |"));
  }

  @Test
  void everySentenceAboutOtherDialectsIsQuoted() {
    List<String> sentences = new ArrayList<>();
    for (String file : List.of("ForeignSyntax.java", "FirstWord.java")) {
      sentences.addAll(SourceLiterals.of(source("sql/syntax/" + file)));
    }
    for (String arguments :
        SourceLiterals.arguments(source("sql/syntax/SyntaxHints.java"), "Map.of(")) {
      sentences.addAll(SourceLiterals.of(arguments));
    }
    requireBeginnings(sentences.stream().filter(SourceLiterals::isSentence).toList());
  }

  @Test
  void everyRefusalAndExtensionOfThePlannerIsQuoted() throws IOException {
    List<String> sentences = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (String directory : List.of("plan/analysis", "sql/build")) {
      try (Stream<Path> listed = Files.list(SOURCES.resolve(directory))) {
        listed.forEach(files::add);
      }
    }
    List<String> calls =
        List.of(
            "Refusal.of(",
            "Refusal.unsupported(",
            "mismatch(",
            "invalid(",
            "extended(",
            "extendedOnce(",
            "terminals.error(",
            "new SqlException(");
    for (Path file : files) {
      String code = read(file);
      for (String call : calls) {
        for (String arguments : SourceLiterals.arguments(code, call)) {
          SourceLiterals.of(arguments).stream()
              .filter(SourceLiterals::isSentence)
              .findFirst()
              .ifPresent(sentences::add);
        }
      }
    }
    requireBeginnings(sentences);
  }

  private static void requireBeginnings(List<String> sentences) {
    List<String> missing =
        sentences.stream()
            .map(SourceLiterals::beginning)
            .distinct()
            .filter(beginning -> !PAGE.contains(beginning))
            .sorted()
            .toList();
    assertThat(sentences).hasSizeGreaterThan(30);
    assertThat(missing).as("sentences that the page does not quote").isEmpty();
  }

  @Test
  void theRecordedCasesAreCounted() throws IOException {
    Path cases = Path.of("src/test/resources/ksqldb");
    Map<String, Long> kinds =
        Files.readAllLines(cases.resolve("extended.tsv")).stream()
            .collect(Collectors.groupingBy(line -> line.split("\t")[2], Collectors.counting()));
    long all = 0;
    try (Stream<Path> files = Files.list(cases.resolve("engine-cases"))) {
      for (Path file : files.toList()) {
        all += Files.readAllLines(file).size();
      }
    }
    long others = kinds.values().stream().mapToLong(Long::longValue).sum();
    assertThat(PAGE)
        .contains(
            String.format(
                "| %d equal, %d extended, %d refused, %d different |",
                all - others, kinds.get("EXTENDED"), kinds.get("REFUSED"), kinds.get("DIFFERENT")));
  }
}
