package dev.recency.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.function.FunctionCatalog;
import dev.recency.plan.function.FunctionSignature;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FunctionLibraryTest {
  @Test
  void everySignatureOfTheCatalogHasAnImplementationAndViceVersa() {
    assertThat(FunctionLibrary.signatures())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    FunctionCatalog.signatures().stream(),
                    FunctionCatalog.tableFunctions().stream())
                .map(FunctionSignature::toString)
                .toList());
  }
}
