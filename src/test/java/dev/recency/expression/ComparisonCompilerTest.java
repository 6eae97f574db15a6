package dev.recency.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.Comparison;
import dev.recency.plan.typed.TypedExpression.ComparisonOperator;
import dev.recency.plan.typed.TypedExpression.Constant;
import dev.recency.plan.typed.TypedExpression.Slot;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComparisonCompilerTest {
  private static final Map<SqlType, List<@Nullable Object>> VALUES =
      Map.of(
          Simple.INTEGER, Arrays.asList(null, Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE),
          Simple.BIGINT, Arrays.asList(null, Long.MIN_VALUE, 1L, (1L << 53) + 1, Long.MAX_VALUE),
          Simple.DOUBLE,
              Arrays.asList(null, Double.NaN, -0.0, 0.0, 1.0, 0x1p53, Double.POSITIVE_INFINITY));

  @ParameterizedTest
  @EnumSource(ComparisonOperator.class)
  void columnsAndConstantsComparedUnboxedGiveWhatBoxedValuesGive(ComparisonOperator operator) {
    VALUES.forEach(
        (leftType, lefts) ->
            VALUES.forEach(
                (rightType, rights) ->
                    lefts.forEach(
                        left ->
                            rights.forEach(
                                right -> check(operator, leftType, left, rightType, right)))));
  }

  private static void check(
      ComparisonOperator operator,
      SqlType leftType,
      @Nullable Object left,
      SqlType rightType,
      @Nullable Object right) {
    boolean expected =
        left != null
            && right != null
            && ValueComparison.of(operator, leftType, rightType).test(left, right);
    Row row = Row.of(List.of(leftType, rightType), Arrays.asList(left, right));
    TypedExpression first = new Slot(0, "L", leftType);
    TypedExpression second = new Slot(1, "R", rightType);
    assertThat(accepts(new Comparison(operator, first, second), row))
        .as("columns %s %s %s", left, operator, right)
        .isEqualTo(expected);
    assertThat(accepts(new Comparison(operator, first, new Constant(right, rightType)), row))
        .as("column and constant %s %s %s", left, operator, right)
        .isEqualTo(expected);
  }

  private static boolean accepts(Comparison comparison, Row row) {
    return Filter.compile("test", Optional.of(comparison), (statement, kind, message) -> {})
        .accepts(row);
  }
}
