package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.simulator.CaseResult.Outcome;
import dev.recency.sql.SqlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The dialect's own cases, if they lie beside this repository. The numbers are floors. */
class CoreCasesTest {
  private static final Path CASES = Path.of("..", "shared", "ksqldb-cases");

  /** What does not run yet. */
  private static final Pattern LATER =
      Pattern.compile("\\b(GROUP\\s+BY|JOIN|WINDOW|WINDOW_TYPE)\\b");

  private record Ran(TestCase test, CaseResult result) {
    boolean plain() {
      String sql = String.join("\n", test.statements()).toUpperCase(Locale.ROOT);
      return !test.refusalExpected() && !LATER.matcher(sql).find();
    }

    /** GROUP BY over streams alone, without a window. */
    boolean grouped() {
      String sql = String.join("\n", test.statements()).toUpperCase(Locale.ROOT);
      return !test.refusalExpected()
          && sql.contains("GROUP BY")
          && !sql.contains("PRIMARY KEY")
          && !Pattern.compile("\\b(JOIN|WINDOW|WINDOW_TYPE)\\b").matcher(sql).find();
    }
  }

  private static List<Ran> run(Path directory) throws IOException {
    boolean present = Files.isDirectory(directory);
    if (!present) {
      System.out.println("CoreCasesTest: skipped, no directory [" + directory + "]");
    }
    Assumptions.assumeTrue(present);
    List<Ran> ran = new ArrayList<>();
    for (Path file : CaseFiles.find(directory)) {
      for (TestCase test : CaseFile.read(file)) {
        ran.add(new Ran(test, CaseRunner.run(test)));
      }
    }
    return ran;
  }

  private static long count(List<Ran> ran, Outcome outcome) {
    return ran.stream().filter(each -> each.result().outcome() == outcome).count();
  }

  @Test
  void nothingEndsInAnErrorAndEveryPositiveStatementParses() throws IOException {
    for (Ran ran : run(CASES)) {
      assertThat(ran.result().outcome()).as("%s", ran.result()).isNotEqualTo(Outcome.ERROR);
      if (!ran.test().refusalExpected()) {
        ran.test().statements().forEach(sql -> SqlParser.script(ran.test().file(), sql));
      }
    }
  }

  @Test
  void coreCasesWithoutAggregateWindowAndJoinPass() throws IOException {
    List<Ran> plain = run(CASES.resolve("core")).stream().filter(Ran::plain).toList();
    plain.stream()
        .filter(each -> each.result().outcome() != Outcome.PASSED)
        .forEach(each -> System.out.println(each.result()));
    assertThat(plain).hasSize(260);
    assertThat(count(plain, Outcome.PASSED)).isGreaterThanOrEqualTo(258);
  }

  @Test
  void coreCasesWithAggregatesOverStreamsPass() throws IOException {
    List<Ran> grouped = run(CASES.resolve("core")).stream().filter(Ran::grouped).toList();
    grouped.stream()
        .filter(each -> each.result().outcome() != Outcome.PASSED)
        .forEach(each -> System.out.println(each.result()));
    assertThat(grouped).hasSize(89);
    assertThat(count(grouped, Outcome.PASSED)).isEqualTo(89);
  }

  @Test
  void coreCasesThatMustBeRefusedAreRefusedOrRunOnPurpose() throws IOException {
    List<Ran> negative =
        run(CASES.resolve("core")).stream().filter(each -> each.test().refusalExpected()).toList();
    assertThat(negative).hasSize(123);
    assertThat(count(negative, Outcome.PASSED)).isGreaterThanOrEqualTo(116);
    assertThat(count(negative, Outcome.PASSED) + count(negative, Outcome.EXTENDED)).isEqualTo(123);
  }
}
