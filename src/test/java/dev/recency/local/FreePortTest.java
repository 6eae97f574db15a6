package dev.recency.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FreePortTest {
  @Test
  void findsAPortInTheRangeOfPorts() {
    assertThat(FreePort.find()).isBetween(1, 65535);
  }
}
