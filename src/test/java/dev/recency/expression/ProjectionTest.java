package dev.recency.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.expression.ErrorListener.Kind;
import dev.recency.plan.function.Argument.ValueArgument;
import dev.recency.plan.function.FunctionCatalog;
import dev.recency.plan.function.Resolution.Resolved;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.Arithmetic;
import dev.recency.plan.typed.TypedExpression.ArithmeticOperator;
import dev.recency.plan.typed.TypedExpression.Call;
import dev.recency.plan.typed.TypedExpression.Cast;
import dev.recency.plan.typed.TypedExpression.Constant;
import dev.recency.plan.typed.TypedExpression.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectionTest {
  private static final List<SqlType> TYPES =
      List.of(
          Simple.BOOLEAN,
          Simple.INTEGER,
          Simple.BIGINT,
          Simple.DOUBLE,
          Simple.STRING,
          Simple.TIMESTAMP,
          Simple.DATE,
          Simple.TIME);

  private final List<String> errors = new ArrayList<>();

  private Projection compile(TypedExpression... expressions) {
    return Projection.compile(
        "orders",
        Arrays.asList(expressions),
        (statement, kind, message) -> errors.add(statement + " " + kind));
  }

  @Test
  void columnsOfEveryPrimitiveTypeAreCopiedNullsIncluded() {
    TypedExpression[] slots = new TypedExpression[TYPES.size()];
    for (int slot = 0; slot < slots.length; slot++) {
      slots[slot] = new Slot(slot, "C" + slot, TYPES.get(slot));
    }
    Projection projection = compile(slots);
    List<Object> values = List.of(true, -3, 4L, -0.5, "t", 6L, 7, 8);
    assertThat(read(projection.apply(Row.of(TYPES, values)))).isEqualTo(values);
    Row empty = new Row.Builder(TYPES.size()).build();
    assertThat(read(projection.apply(empty))).containsOnlyNulls();
    assertThat(errors).isEmpty();
  }

  private static List<Object> read(Row row) {
    List<Object> values = new ArrayList<>();
    for (int slot = 0; slot < TYPES.size(); slot++) {
      values.add(row.get(slot, TYPES.get(slot)));
    }
    return values;
  }

  @Test
  void failingColumnIsNullAndToldAndLeavesTheOthers() {
    Row result =
        compile(
                new Arithmetic(
                    ArithmeticOperator.DIVIDE,
                    new Constant(1, Simple.INTEGER),
                    new Constant(0, Simple.INTEGER),
                    Simple.INTEGER),
                new Constant("kept", Simple.STRING),
                new Cast(new Constant("x", Simple.STRING), Simple.BIGINT))
            .apply(new Row.Builder(0).build());
    assertThat(result.isNull(0)).isTrue();
    assertThat(result.getReference(1)).isEqualTo("kept");
    assertThat(result.isNull(2)).isTrue();
    assertThat(errors)
        .containsExactly("orders " + Kind.DIVISION_BY_ZERO, "orders " + Kind.BAD_CAST);
  }

  @Test
  void functionsOfTheOutsideWorldFailWhereTheHostHasNone() {
    Resolved now = (Resolved) FunctionCatalog.resolve("UNIX_TIMESTAMP", List.of());
    Row result =
        compile(new Call(now.signature(), List.of(), now.result()))
            .apply(new Row.Builder(0).build());
    assertThat(result.isNull(0)).isTrue();
    assertThat(errors).containsExactly("orders " + Kind.FUNCTION);
  }

  @Test
  void regularExpressionThatNeedsTooMuchStackIsAnErrorOfItsColumn() {
    Resolved extract =
        (Resolved)
            FunctionCatalog.resolve(
                "REGEXP_EXTRACT",
                List.of(new ValueArgument(Simple.STRING), new ValueArgument(Simple.STRING)));
    Row result =
        compile(
                new Call(
                    extract.signature(),
                    List.of(
                        new Constant("(a|b)*c", Simple.STRING),
                        new Constant("ab".repeat(1_000_000), Simple.STRING)),
                    extract.result()))
            .apply(new Row.Builder(0).build());
    assertThat(result.isNull(0)).isTrue();
    assertThat(errors).containsExactly("orders " + Kind.FUNCTION);
  }
}
