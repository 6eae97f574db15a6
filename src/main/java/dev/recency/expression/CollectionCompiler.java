package dev.recency.expression;

import dev.recency.expression.ErrorListener.Kind;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.Element;
import dev.recency.plan.typed.TypedExpression.FieldAccess;
import dev.recency.plan.typed.TypedExpression.MakeArray;
import dev.recency.plan.typed.TypedExpression.MakeMap;
import dev.recency.plan.typed.TypedExpression.MakeStruct;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Making and reading structs, arrays and maps. A part that fails is NULL, the rest stands. */
final class CollectionCompiler {
  private CollectionCompiler() {}

  static Evaluator struct(MakeStruct struct, ExpressionCompiler compiler) {
    Evaluator[] fields = parts(struct.values(), compiler);
    return row -> StructValue.of(evaluate(fields, row));
  }

  static Evaluator array(MakeArray array, ExpressionCompiler compiler) {
    Evaluator[] elements = parts(array.elements(), compiler);
    return row -> Collections.unmodifiableList(Arrays.asList(evaluate(elements, row)));
  }

  static Evaluator map(MakeMap map, ExpressionCompiler compiler) {
    Evaluator[] keys = parts(map.keys(), compiler);
    Evaluator[] values = parts(map.values(), compiler);
    return row -> {
      Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
      for (int i = 0; i < keys.length; i++) {
        entries.put(keys[i].evaluate(row), values[i].evaluate(row));
      }
      return Collections.unmodifiableMap(entries);
    };
  }

  private static Evaluator[] parts(List<TypedExpression> expressions, ExpressionCompiler compiler) {
    return expressions.stream()
        .map(part -> compiler.scope().guarded(compiler.evaluator(part), Kind.FUNCTION))
        .toArray(Evaluator[]::new);
  }

  private static @Nullable Object[] evaluate(Evaluator[] parts, Row row) {
    @Nullable Object[] values = new @Nullable Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = parts[i].evaluate(row);
    }
    return values;
  }

  static Evaluator field(FieldAccess access, ExpressionCompiler compiler) {
    Evaluator base = compiler.evaluator(access.base());
    int field = access.field();
    return row -> base.evaluate(row) instanceof StructValue struct ? struct.get(field) : null;
  }

  static Evaluator element(Element element, ExpressionCompiler compiler) {
    Evaluator base = compiler.evaluator(element.base());
    Evaluator index = compiler.evaluator(element.index());
    if (element.base().type() instanceof SqlType.MapOf) {
      return row ->
          base.evaluate(row) instanceof Map<?, ?> map ? map.get(index.evaluate(row)) : null;
    }
    return row -> {
      if (!(base.evaluate(row) instanceof List<?> list)) {
        return null;
      }
      if (!(index.evaluate(row) instanceof Number position)) {
        throw EvaluationException.nullOperand("a subscript");
      }
      return at(list, position.intValue());
    };
  }

  /** 1 is the first, -1 the last; NULL outside, 0 included. */
  private static @Nullable Object at(List<?> list, int position) {
    int index = position > 0 ? position - 1 : list.size() + position;
    return position == 0 || index < 0 || index >= list.size() ? null : list.get(index);
  }
}
