package dev.recency.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.function.FunctionCatalog;
import dev.recency.plan.function.FunctionSignature;
import org.junit.jupiter.api.Test;

class FunctionLibraryTest {
  @Test
  void everySignatureOfTheCatalogHasAnImplementationAndViceVersa() {
    assertThat(FunctionLibrary.signatures())
        .containsExactlyInAnyOrderElementsOf(
            FunctionCatalog.signatures().stream().map(FunctionSignature::toString).toList());
  }
}
