package dev.recency.plan.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.function.Argument.LambdaArgument;
import dev.recency.plan.function.Argument.ValueArgument;
import dev.recency.plan.function.Resolution.NoMatch;
import dev.recency.plan.function.Resolution.Resolved;
import dev.recency.plan.function.Resolution.UnknownFunction;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Array;
import dev.recency.plan.type.SqlType.Decimal;
import dev.recency.plan.type.SqlType.MapOf;
import dev.recency.plan.type.SqlType.Simple;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FunctionCatalogTest {
  private static Resolution resolve(String name, SqlType... types) {
    return FunctionCatalog.resolve(name, Arrays.stream(types).map(ValueArgument::new).toList());
  }

  private static Resolved resolved(String name, SqlType... types) {
    return (Resolved) resolve(name, types);
  }

  @Test
  void exactFormWinsOverWidenedForm() {
    assertThat(resolved("ABS", Simple.BIGINT).signature()).hasToString("ABS(BIGINT) -> BIGINT");
    assertThat(resolved("ROUND", Simple.DOUBLE).result()).isEqualTo(Simple.BIGINT);
  }

  @Test
  void numbersWidenToTheNearestForm() {
    assertThat(resolved("GREATEST", Simple.INTEGER, Simple.BIGINT).parameterTypes())
        .containsExactly(Simple.BIGINT, Simple.BIGINT);
    assertThat(resolved("GREATEST", Simple.INTEGER, new Decimal(4, 2)).result())
        .isEqualTo(new Decimal(12, 2));
    assertThat(resolved("SQRT", new Decimal(4, 2)).parameterTypes()).containsExactly(Simple.DOUBLE);
    assertThat(resolved("SIGN", new Decimal(4, 2)).result()).isEqualTo(Simple.INTEGER);
  }

  @Test
  void nothingNarrows() {
    assertThat(resolve("CHR", Simple.BIGINT))
        .isEqualTo(new NoMatch("CHR does not take (BIGINT). Expected CHR(INTEGER), CHR(STRING)."));
  }

  @Test
  void nullLiteralFitsEverywhereAndTheFirstFormIsTaken() {
    assertThat(resolved("LEN", Simple.NULL).parameterTypes()).containsExactly(Simple.STRING);
    assertThat(resolved("COALESCE", Simple.NULL, Simple.DATE).result()).isEqualTo(Simple.DATE);
    assertThat(resolved("COALESCE", Simple.NULL).result()).isEqualTo(Simple.NULL);
  }

  @Test
  void variablesTakeTheCommonTypeAndReachIntoCollections() {
    Resolved contains = resolved("ARRAY_CONTAINS", new Array(Simple.INTEGER), Simple.BIGINT);
    assertThat(contains.parameterTypes()).containsExactly(new Array(Simple.BIGINT), Simple.BIGINT);
    assertThat(resolve("IFNULL", Simple.STRING, Simple.INTEGER)).isInstanceOf(NoMatch.class);
  }

  @Test
  void resultOfEntriesIsAnArrayOfKeysAndValues() {
    assertThat(resolved("ENTRIES", new MapOf(Simple.STRING, Simple.DATE), Simple.BOOLEAN).result())
        .hasToString("ARRAY<STRUCT<K STRING, V DATE>>");
  }

  @Test
  void roundingADecimalToWholeDropsItsScale() {
    assertThat(resolved("ROUND", new Decimal(6, 2)).result()).isEqualTo(new Decimal(4, 0));
    assertThat(resolved("ROUND", new Decimal(6, 2), Simple.INTEGER).result())
        .isEqualTo(new Decimal(6, 2));
  }

  @Test
  void bodyOfALambdaIsTypedOverItsParameters() {
    Resolution resolution =
        FunctionCatalog.resolve(
            "TRANSFORM",
            List.of(
                new ValueArgument(new Array(Simple.INTEGER)),
                new LambdaArgument(1, parameters -> new Array(parameters.get(0)))));
    assertThat(resolution).isInstanceOf(Resolved.class);
    Resolved transform = (Resolved) resolution;
    assertThat(transform.lambdaParameters()).containsExactly(List.of(), List.of(Simple.INTEGER));
    assertThat(transform.result()).isEqualTo(new Array(new Array(Simple.INTEGER)));
  }

  @Test
  void stateOfReduceWidensToItsBody() {
    Resolution resolution =
        FunctionCatalog.resolve(
            "REDUCE",
            List.of(
                new ValueArgument(new Array(Simple.BIGINT)),
                new ValueArgument(Simple.INTEGER),
                new LambdaArgument(
                    2, parameters -> Numbers.common(parameters.get(0), parameters.get(1)).get())));
    Resolved reduce = (Resolved) resolution;
    assertThat(reduce.result()).isEqualTo(Simple.BIGINT);
    assertThat(reduce.parameterTypes())
        .containsExactly(new Array(Simple.BIGINT), Simple.BIGINT, Simple.BIGINT);
    assertThat(reduce.lambdaParameters().get(2)).containsExactly(Simple.BIGINT, Simple.BIGINT);
  }

  @Test
  void unknownNameGetsTheNearestOne() {
    assertThat(resolve("SUBSTR1NG", Simple.STRING))
        .isEqualTo(new UnknownFunction(Optional.of("SUBSTRING")));
    assertThat(resolve("FROBNICATE")).isEqualTo(new UnknownFunction(Optional.empty()));
  }

  @Test
  void everyFunctionOfTheDialectIsKnown() {
    assertThat(FunctionCatalog.signatures().stream().map(FunctionSignature::name).distinct())
        .hasSize(132);
    assertThat(FunctionCatalog.isAggregate("TOPK")).isTrue();
    assertThat(FunctionCatalog.isTableFunction("EXPLODE")).isTrue();
    assertThat(FunctionCatalog.exists("SUM_LIST")).isTrue();
    assertThat(FunctionCatalog.exists("NOPE")).isFalse();
  }
}
