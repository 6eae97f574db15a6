package dev.recency.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenStreamFuzzTest {

  private static final int TEXTS = 20_000;

  @Test
  void anyTextIsATreeOrALocatedError() {
    long seed = Seed.choose("TokenStreamFuzzTest");
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long start = thread.getCurrentThreadCpuTime();
    int trees = 0;
    Map<ErrorCode, Integer> errors = new EnumMap<>(ErrorCode.class);
    for (int i = 0; i < TEXTS; i++) {
      String text = new TokenStreams(new Random(seed * TEXTS + i)).next();
      try {
        SqlParser.script("fuzz.sql", text);
        trees++;
      } catch (SqlException e) {
        errors.merge(e.code(), 1, Integer::sum);
        checkPlace(e, text, i);
      } catch (RuntimeException e) {
        throw new AssertionError("text [%d] of -Dseed=%d: %s".formatted(i, seed, text), e);
      }
    }
    System.out.printf(
        "TokenStreamFuzzTest: %d trees, %s in %d ms of one core%n",
        trees, errors, (thread.getCurrentThreadCpuTime() - start) / 1_000_000);
    assertThat(trees).as("valid texts among the random ones").isGreaterThan(TEXTS / 20);
    assertThat(errors).containsKeys(ErrorCode.SYNTAX, ErrorCode.UNSUPPORTED, ErrorCode.WINDOW);
  }

  /** The place lies in the text or directly behind it. */
  private static void checkPlace(SqlException e, String text, int number) {
    Location location = e.location();
    String[] lines = text.split("\\R", -1);
    assertThat(location.file()).isEqualTo("fuzz.sql");
    assertThat(location.line()).as("text %d: %s", number, text).isLessThanOrEqualTo(lines.length);
    assertThat(location.column())
        .as("text %d: %s: %s", number, e.getMessage(), text)
        .isLessThanOrEqualTo(lines[location.line() - 1].length() + 1);
    assertThat(e.what()).isNotBlank();
  }
}
