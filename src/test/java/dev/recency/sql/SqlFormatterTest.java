package dev.recency.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.sql.tree.Script;
import dev.recency.sql.tree.SqlTest;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFormatterTest {

  private static final int SCRIPTS = 5_000;

  @Test
  void parsingTheFormattedTextGivesTheSameTree() {
    long seed = Seed.choose("SqlFormatterTest");
    for (int i = 0; i < SCRIPTS; i++) {
      Script script = new StatementGenerator(new Random(seed + i), 4).script();
      String text = SqlFormatter.format(script);
      Script parsed = SqlParser.script("generated.sql", text);
      assertThat(Trees.withoutLocations(parsed))
          .as("-Dseed=%d %s", seed + i, text)
          .isEqualTo(script);
      assertThat(SqlFormatter.format(parsed)).isEqualTo(text);
    }
  }

  @Test
  void parsingAFormattedTestGivesTheSameTest() {
    long seed = Seed.choose("SqlFormatterTest");
    for (int i = 0; i < SCRIPTS; i++) {
      SqlTest test = new StatementGenerator(new Random(seed + i), 3).test();
      String text = SqlFormatter.format(test);
      List<ParsedTest> parsed = SqlParser.tests("generated.sql", text);
      assertThat(parsed).as("-Dseed=%d %s", seed + i, text).hasSize(1);
      assertThat(parsed.get(0).mistake()).as("-Dseed=%d %s", seed + i, text).isEmpty();
      assertThat(Trees.withoutLocations(parsed.get(0).test()))
          .as("-Dseed=%d %s", seed + i, text)
          .isEqualTo(test);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "((a))                     | A",
        "(a + b) + c               | A + B + C",
        "a + (b + c)               | A + (B + C)",
        "a + b * c                 | A + B * C",
        "(a + b) * c               | (A + B) * C",
        "- 5                       | -5",
        "-(5)                      | -(5)",
        "- -x                      | - -X",
        "a AND (b OR c)            | A AND (B OR C)",
        "(NOT a) AND b             | NOT A AND B",
        "NOT (a AND b)             | NOT (A AND B)",
        "a != 'x'                  | A <> 'x'",
        "(a = b) IS NULL           | (A = B) IS NULL",
        "(array)[1]                | (ARRAY)[1]",
        "array[1]                  | ARRAY[1]",
        "`array`[1]                | `array`[1]",
        "f((x) => x + 1)           | F(X => X + 1)",
        "1e3                       | 1000.0E0",
        "5.                        | 5.",
        ".50                       | 0.50",
        "2147483648                | 2147483648",
        "'$${x}'                   | '$${x}'",
      })
  void oneSpellingForEachMeaning(String written, String canonical) {
    assertThat(SqlFormatter.format(SqlParser.expression("", written))).isEqualTo(canonical);
  }
}
