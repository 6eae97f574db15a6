package dev.recency.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {

  private static final int LEVELS = 500;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A way to nest: what opens a level, what is inside, what closes it. */
  record Shape(String open, String core, String close) {
    String nested(int levels) {
      return open.repeat(levels) + core + close.repeat(levels);
    }

    @Override
    public String toString() {
      return open + core + close;
    }
  }

  static Stream<Shape> shapes() {
    return Stream.of(
        new Shape("(", "x", ")"),
        new Shape("(1 + ", "x", ")"),
        new Shape("(a > ", "x", ")"),
        new Shape("(x OR (a AND ", "x", "))"),
        new Shape("f(", "x", ")"),
        new Shape("f(a, x => ", "x", ")"),
        new Shape("f((x, y) => ", "x", ")"),
        new Shape("STRUCT(a := ", "x", ")"),
        new Shape("MAP('a' := ", "x", ")"),
        new Shape("ARRAY[", "x", "]"),
        new Shape("x[", "1", "]"),
        new Shape("CASE WHEN a THEN ", "x", " END"),
        new Shape("CASE ", "x", " WHEN 1 THEN 2 END"),
        new Shape("CAST(", "x", " AS INT)"),
        new Shape("a IN (", "x", ")"),
        new Shape("NOT ", "x", ""),
        new Shape("- ", "x", ""),
        new Shape("", "x", "[1]"),
        new Shape("", "x", "->a"),
        new Shape("", "x", " + 1"),
        new Shape("", "x", " || 'a'"),
        new Shape("", "x", " OR b"),
        new Shape("CAST(x AS ARRAY<", "INT", ">)"));
  }

  /** Levels that one repetition of the shape adds. */
  private static int repetitions(Shape shape) {
    int brackets = (int) shape.open().chars().filter(c -> c == '(' || c == '[').count();
    boolean lambda = shape.open().contains("=>");
    int names = shape.open().contains("(x, y)") ? 1 : 0;
    return LEVELS / Math.max(1, brackets - names + (lambda ? 1 : 0));
  }

  @BeforeAll
  static void loadTheParser() {
    SqlParser.expression(
        "", "f(x => x) + ARRAY[1][1] > STRUCT(a := 1)->a OR CASE WHEN a THEN b END");
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void nestingUpToTheLimitFitsTheStackOfAThread(Shape shape) throws InterruptedException {
    if (shape.open().contains("ARRAY<")) {
      return; // the closing side differs; see typesNestLikeExpressions
    }
    String text = shape.nested(repetitions(shape));
    Throwable[] failure = new Throwable[1];
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                String formatted = SqlFormatter.format(SqlParser.expression("deep", text));
                SqlParser.expression("again", formatted);
              } catch (Throwable e) {
                failure[0] = e;
              }
            },
            "default-stack",
            0);
    long start = System.nanoTime();
    thread.start();
    thread.join();
    assertThat(failure[0]).isNull();
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(2_000);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void oneLevelMoreIsRefused(Shape shape) {
    assertRefused(shape.nested(LEVELS + 1));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void hundredThousandLevelsAreAnsweredAtOnce(Shape shape) {
    String text = "CREATE STREAM s AS SELECT " + shape.nested(100_000);
    // Of this thread alone: other work of the machine is no fault of the parser.
    long startNanos = THREADS.getCurrentThreadCpuTime();
    SqlException refused =
        catchThrowableOfType(
            SqlException.class,
            () ->
                SqlParser.script("deep.sql", text.substring(0, Math.min(text.length(), 1 << 20))));
    long millis = TimeUnit.NANOSECONDS.toMillis(THREADS.getCurrentThreadCpuTime() - startNanos);
    assertThat(refused.code()).isEqualTo(ErrorCode.LIMIT);
    assertThat(refused.location().line()).isEqualTo(1);
    System.out.println("LimitsTest: 100,000 of " + shape + " in " + millis + " ms");
    assertThat(millis).isLessThan(100);
  }

  @Test
  void typesNestLikeExpressions() {
    String inner = "ARRAY<".repeat(LEVELS - 1) + "INT" + ">".repeat(LEVELS - 1);
    assertThatCode(() -> SqlParser.statement("", "CREATE STREAM s (a " + inner + ")"))
        .doesNotThrowAnyException();
    String deeper = "ARRAY<".repeat(LEVELS + 1) + "INT" + ">".repeat(LEVELS + 1);
    SqlException refused =
        catchThrowableOfType(
            SqlException.class,
            () -> SqlParser.statement("", "CREATE STREAM s (a " + deeper + ")"));
    assertThat(refused.code()).isEqualTo(ErrorCode.LIMIT);
  }

  @Test
  void bracketsThatCloseAgainAreNoNesting() {
    String wide = "(a) + f(b)[1] - ".repeat(120) + "1";
    assertThatCode(() -> SqlParser.expression("", wide)).doesNotThrowAnyException();
    String list = "x IN (" + "(1), -2, NOT a, ".repeat(2_000) + "3)";
    assertThatCode(() -> SqlParser.expression("", list)).doesNotThrowAnyException();
  }

  @Test
  void joinsAreLimitedLikeNesting() {
    String joins = " JOIN b ON a.x = b.x".repeat(LEVELS + 1);
    SqlException refused =
        catchThrowableOfType(
            SqlException.class,
            () -> SqlParser.statement("", "CREATE STREAM s AS SELECT * FROM a" + joins));
    assertThat(refused.code()).isEqualTo(ErrorCode.LIMIT);
  }

  @Test
  void statementOf64KibIsReadAndOneByteMoreRefused() {
    String frame = "SET 'name' = ''";
    String exactly = frame.replace("''", "'" + "é".repeat(((64 << 10) - frame.length()) / 2) + "'");
    String full = exactly + " ".repeat(100) + ";";
    assertThat(SqlParser.script("", full).statements()).hasSize(1);
    String more = exactly.replace("''", "'x'").replaceFirst("é", "éé");
    SqlException refused =
        catchThrowableOfType(SqlException.class, () -> SqlParser.script("f.sql", ";\n " + more));
    assertThat(refused)
        .hasMessage(
            "f.sql:2:2: The statement is larger than 64 KiB. Split it into several statements.");
  }

  @Test
  void scriptOfOneMebibyteIsReadAndOneByteMoreRefused() {
    String statement = "UNSET 'x';\n";
    String full = statement.repeat((1 << 20) / statement.length());
    String padded = full + " ".repeat((1 << 20) - full.length());
    assertThat(SqlParser.script("", padded).statements()).hasSizeGreaterThan(90_000);
    SqlException refused =
        catchThrowableOfType(SqlException.class, () -> SqlParser.script("f.sql", padded + " "));
    assertThat(refused)
        .hasMessage("f.sql:1:1: The script is larger than 1 MiB. Split it into several files.");
  }

  @Test
  void variablesCannotGrowBeyondTheLimits() {
    StringBuilder script = new StringBuilder("DEFINE v0 = '0123456789';\n");
    for (int i = 1; i < 20; i++) {
      script.append("DEFINE v%d = '${v%d}${v%d}';%n".formatted(i, i - 1, i - 1));
    }
    assertRefusedScript(script.toString());
    String many = "DEFINE v = '" + "x".repeat(60_000) + "';\n" + "UNSET '${v}';\n".repeat(20);
    assertRefusedScript(many);
  }

  private static void assertRefused(String expression) {
    SqlException refused =
        catchThrowableOfType(SqlException.class, () -> SqlParser.expression("", expression));
    assertThat(refused.code()).as(refused.getMessage()).isEqualTo(ErrorCode.LIMIT);
  }

  private static void assertRefusedScript(String script) {
    SqlException refused =
        catchThrowableOfType(SqlException.class, () -> SqlParser.script("", script));
    assertThat(List.of(ErrorCode.LIMIT)).contains(refused.code());
  }
}
