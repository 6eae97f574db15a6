package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.recency.plan.type.SqlType;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NodeComparisonTest {
  private static final Optional<SqlType> DECIMAL = Optional.of(new SqlType.Decimal(4, 2));
  private static final DecimalNode ACTUAL = DecimalNode.valueOf(new BigDecimal("1.50"));

  @Test
  void decimalsAreTheSameByDigitsAndScale() {
    assertThat(NodeComparison.matches(TextNode.valueOf("1.50"), ACTUAL, DECIMAL)).isTrue();
    assertThat(NodeComparison.matches(TextNode.valueOf("1.5"), ACTUAL, DECIMAL)).isFalse();
  }

  @Test
  void whatIsNoNumberIsADifferenceAndNoCrash() {
    assertThat(NodeComparison.matches(TextNode.valueOf("?"), ACTUAL, DECIMAL)).isFalse();
  }
}
