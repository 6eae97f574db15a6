package dev.recency.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ThresholdTest {
  @Test
  void namesASystemOrTheFirst() {
    assertThat(Threshold.parse("exact=99.5")).isEqualTo(new Threshold(Optional.empty(), 0.995));
    assertThat(Threshold.parse("a: b:exact=100")).isEqualTo(new Threshold(Optional.of("a: b"), 1));
  }

  @Test
  void refusesSharesThatAreNone() {
    for (String each : new String[] {"", "99", "exact=", "exact=101", "exact=-1", ":exact=1"}) {
      assertThatThrownBy(() -> Threshold.parse(each))
          .as(each)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("--fail-below [" + each + "]: write exact=PERCENT");
    }
  }

  @Test
  void lengthsAreWrittenAsOptionsAre() {
    assertThat(Lengths.text(Duration.ofSeconds(90))).isEqualTo("90s");
    assertThat(Lengths.text(Duration.ofMinutes(60))).isEqualTo("1h");
    assertThat(Lengths.text(Duration.ofMillis(1_500))).isEqualTo("1500ms");
    assertThat(Lengths.text(Duration.ofDays(30))).isEqualTo("30d");
  }
}
