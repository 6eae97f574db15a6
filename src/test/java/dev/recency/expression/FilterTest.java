package dev.recency.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.And;
import dev.recency.plan.typed.TypedExpression.Arithmetic;
import dev.recency.plan.typed.TypedExpression.ArithmeticOperator;
import dev.recency.plan.typed.TypedExpression.Comparison;
import dev.recency.plan.typed.TypedExpression.ComparisonOperator;
import dev.recency.plan.typed.TypedExpression.Constant;
import dev.recency.plan.typed.TypedExpression.Slot;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  private static final int ROWS = 2_000;

  /** One boxed long for each row. */
  private static final long BOXED_BYTES = 16L * ROWS;

  private static final String CONDITIONS =
      """
      i = 7 ==> true
      i <> 7 ==> false
      7 <= i AND i < 8 ==> true
      i = 7.0 ==> true
      b > i ==> true
      d > 2 AND d < 2.6 ==> true
      dc = 12.34 ==> true
      dc < d ==> false
      no_i = 1 ==> false
      NOT (no_i = 1) ==> true
      no_i <> 1 ==> false
      NOT (no_i <> 1) ==> true
      no_s IN ('a') ==> false
      no_s NOT IN ('a') ==> true
      s IN ('kangaroo', 'koala') ==> true
      s NOT IN ('koala', NULL) ==> true
      i IN (1, 7) ==> true
      i NOT IN (1, no_i) ==> true
      i BETWEEN 7 AND 9 ==> true
      i BETWEEN 5 AND 7 ==> true
      no_i BETWEEN 1 AND 9 ==> false
      no_i NOT BETWEEN 1 AND 9 ==> true
      i NOT BETWEEN no_i AND 9 ==> true
      no_i IS DISTINCT FROM 1 ==> true
      no_i IS NOT DISTINCT FROM no_b ==> true
      i IS DISTINCT FROM 7 ==> false
      no_s IS NULL ==> true
      s IS NOT NULL ==> true
      s LIKE 'kan%' ==> true
      s LIKE 'k_ng%o' ==> true
      s LIKE 'KAN%' ==> false
      s NOT LIKE '%x%' ==> true
      '50%' LIKE '50!%' ESCAPE '!' ==> true
      '500' LIKE '50!%' ESCAPE '!' ==> false
      '50!' LIKE '50!!' ESCAPE '!' ==> true
      f ==> true
      no_f ==> false
      f = true ==> true
      s = 'kangaroo' AND f ==> true
      s > 'kang' ==> true
      ts > '2024-05-01T12:00' ==> true
      dt = '2024-05-01' ==> true
      tm < '12:30' ==> false
      f OR no_f ==> true
      s = 'koala' AND no_f ==> false
      ln(-1e0) = ln(-1e0) ==> false
      ln(-1e0) <> 1 ==> false
      """;

  static Stream<Arguments> conditions() {
    return ExpressionTable.of(CONDITIONS);
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void acceptsByTheTwoValuedLogicOfTheDialect(String condition, boolean expected) {
    Sample sample = new Sample();
    assertThat(sample.accepts(condition)).isEqualTo(expected);
    assertThat(sample.errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no_s LIKE 'a%'",
        "no_s NOT LIKE 'a%'",
        "NOT no_f",
        "no_f AND f",
        "f AND no_f",
        "no_f OR f",
        "NOT (no_i + 1 > 5)"
      })
  void aNullOperandWithoutAnAnswerIsCountedAndNotAccepted(String condition) {
    Sample sample = new Sample();
    assertThat(sample.accepts(condition)).isFalse();
    assertThat(sample.errors()).containsExactly("NULL_OPERAND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s LIKE 'kan!' ESCAPE '!'",
        "s NOT LIKE 'kan!' ESCAPE '!'",
        "s LIKE '!' ESCAPE '!'"
      })
  void aPatternThatEndsWithItsEscapeIsCountedAndNotAccepted(String condition) {
    Sample sample = new Sample();
    assertThat(sample.accepts(condition)).isFalse();
    assertThat(sample.errors()).containsExactly("FUNCTION");
  }

  @Test
  void percentDoesNotMatchALineEnd() {
    Sample sample = new Sample();
    assertThat(sample.accepts("CONCAT('a', CHR(10), 'b') LIKE 'a%b'")).isFalse();
    assertThat(sample.accepts("CONCAT('a', CHR(10), 'b') LIKE CONCAT('a', CHR(10), '%')")).isTrue();
  }

  @Test
  void kindsOfErrorsAreTold() {
    Sample sample = new Sample();
    assertThat(sample.accepts("i / 0 = 1")).isFalse();
    assertThat(sample.accepts("CAST(s AS INT) = 1")).isFalse();
    assertThat(sample.accepts("CAST(b AS DECIMAL(3, 0)) = 1")).isFalse();
    assertThat(sample.accepts("LEN(MASK_LEFT(s, -1)) = 1")).isFalse();
    assertThat(sample.errors())
        .containsExactly("DIVISION_BY_ZERO", "BAD_CAST", "OVERFLOW", "FUNCTION");
  }

  @Test
  void comparingPrimitiveColumnsAllocatesNothing() {
    Slot count = new Slot(0, "A", Simple.BIGINT);
    TypedExpression where =
        new And(
            new Comparison(
                ComparisonOperator.GREATER, count, new Constant(1_000_000L, Simple.BIGINT)),
            new Comparison(ComparisonOperator.LESS, new Slot(1, "B", Simple.DOUBLE), count));
    // The measurement itself takes a few hundred bytes.
    assertThat(allocatedBytes(where)).isLessThan(BOXED_BYTES / 10);
  }

  @Test
  void theMeasurementSeesBoxing() {
    TypedExpression sum =
        new Arithmetic(
            ArithmeticOperator.ADD,
            new Slot(0, "A", Simple.BIGINT),
            new Constant(1L, Simple.BIGINT),
            Simple.BIGINT);
    TypedExpression where =
        new Comparison(ComparisonOperator.GREATER, sum, new Constant(1_000_000L, Simple.BIGINT));
    assertThat(allocatedBytes(where)).isGreaterThan(BOXED_BYTES);
  }

  /** Of cold code, so that no optimization of the compiler hides a boxed value. */
  private static long allocatedBytes(TypedExpression where) {
    Filter filter = Filter.compile("test", Optional.of(where), (statement, kind, message) -> {});
    Row row = Row.of(List.of(Simple.BIGINT, Simple.DOUBLE), List.of(2_000_000L, 3.5));
    assertThat(accepted(filter, row, 10)).isEqualTo(10);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    int accepted = accepted(filter, row, ROWS);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(accepted).isEqualTo(ROWS);
    return bytes;
  }

  private static int accepted(Filter filter, Row row, int times) {
    int accepted = 0;
    for (int i = 0; i < times; i++) {
      accepted += filter.accepts(row) ? 1 : 0;
    }
    return accepted;
  }
}
