package dev.recency.plan.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/functions.md} says what the code says. */
class FunctionReferenceTest {
  private static final Path PAGE = Path.of("docs", "functions.md");

  @Test
  void everyFunctionHasARowAndEveryRowAFunction() {
    assertThat(FunctionReference.describedAggregates())
        .isEqualTo(AggregateSignatures.names())
        .allMatch(FunctionCatalog::isAggregate);
    assertThat(FunctionReference.aggregates()).allMatch(each -> !each.forms().isEmpty());
  }

  @Test
  void eachRowSaysSomethingAndItsExampleCallsTheFunction() {
    List<FunctionDescription> all =
        Stream.of(
                FunctionReference.scalars(),
                FunctionReference.tableFunctions(),
                FunctionReference.aggregates())
            .flatMap(List::stream)
            .toList();
    assertThat(all)
        .hasSize(132 + 2 + 18)
        .allSatisfy(
            each -> {
              assertThat(each.forms()).allMatch(form -> form.name().equals(each.name()));
              assertThat(each.meaning()).endsWith(".");
              assertThat(each.nulls()).endsWith(".");
              assertThat(each.example().call()).contains(each.name() + "(");
            });
  }

  /** {@code -Dupdate=true} writes the page instead of comparing it. */
  @Test
  void thePageIsTheOneThatTheCodeWrites() throws IOException {
    String written = FunctionReference.markdown();
    if (Boolean.getBoolean("update")) {
      Files.writeString(PAGE, written);
    }
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .withFailMessage(
            "%s is not what the code writes. Write it anew: mvn test"
                + " -Dtest=FunctionReferenceTest -Dupdate=true",
            PAGE)
        .isEqualTo(written);
  }
}
