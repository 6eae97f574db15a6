package dev.recency.simulator;

import static dev.recency.simulator.Records.plan;
import static dev.recency.simulator.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.operator.ClockOptions;
import dev.recency.plan.function.FunctionDescription;
import dev.recency.plan.function.FunctionReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of {@code docs/functions.md} has the result that it shows. */
class FunctionExamplesTest {
  private static final String ONE =
      "CREATE STREAM one (k STRING KEY, v INT) WITH (KAFKA_TOPIC='one', VALUE_FORMAT='JSON');";
  private static final String RESULT = " WITH (KAFKA_TOPIC='result') AS SELECT k, %s AS r FROM ";

  static Stream<Arguments> rows() {
    return arguments(
        Stream.concat(
            FunctionReference.scalars().stream(), FunctionReference.tableFunctions().stream()));
  }

  static Stream<Arguments> aggregates() {
    return arguments(FunctionReference.aggregates().stream());
  }

  private static Stream<Arguments> arguments(Stream<FunctionDescription> descriptions) {
    return descriptions
        .map(FunctionDescription::example)
        .map(example -> Arguments.of(example.call(), example.result()));
  }

  /** The values of R that the last statement writes for one event. */
  private static List<String> results(String script) {
    List<String> results = new ArrayList<>();
    Simulator simulator =
        new Simulator(
            plan(ONE + script),
            ClockOptions.DEFAULT,
            command -> {
              String value = Records.text(command.value());
              if (command.topic().equals("result")) {
                results.add(value.substring("{\"R\":".length(), value.length() - 1));
              }
            });
    simulator.process(record("one", 0, 0, 0, "k", "{}"));
    return results;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aScalarOrTableFunctionGivesWhatItsExampleShows(String call, String result) {
    String script = "CREATE STREAM t" + String.format(RESULT, call) + "one;";
    assertThat(String.join("; ", results(script))).isEqualTo(result);
  }

  /** The values become rows with the help of EXPLODE. */
  @ParameterizedTest
  @MethodSource("aggregates")
  void anAggregateGivesWhatItsExampleShows(String example, String result) {
    int columnsAt = example.indexOf("), ") + 1;
    StringBuilder columns = new StringBuilder();
    for (String column : example.substring(columnsAt + 2).split("; ")) {
      String[] parts = column.split("[ :] ?", 3);
      columns.append(", EXPLODE(CAST(ARRAY[").append(parts[2]).append("] AS ARRAY<");
      columns.append(parts[1]).append(">)) AS ").append(parts[0]);
    }
    List<String> results =
        results(
            "CREATE STREAM values_of WITH (KAFKA_TOPIC='values') AS SELECT k"
                + columns
                + " FROM one; CREATE TABLE t"
                + String.format(RESULT, example.substring(0, columnsAt))
                + "values_of GROUP BY k;");
    assertThat(results.get(results.size() - 1)).isEqualTo(result);
  }
}
