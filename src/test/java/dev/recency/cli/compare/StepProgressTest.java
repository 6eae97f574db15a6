package dev.recency.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class StepProgressTest {
  @Test
  void saysRateAndWhatIsLeft() {
    assertThat(new StepProgress("Recency on Flink", 12_000, 6, 0.4))
        .hasToString("Recency on Flink: 12,000 commands, 2,000/s, 6 s, 40 % done, about 9 s left");
  }

  @Test
  void guessesNothingAtTheBeginning() {
    assertThat(new StepProgress("Recency on Flink", 10, 2, 0.01))
        .hasToString("Recency on Flink: 10 commands, 5/s, 2 s");
  }

  @Test
  void theShareIsThatOfTheTimeOfTheEvents() {
    EventScan events = new EventScan(5, 1_000, 3_000, Map.of());
    assertThat(events.share(-1)).isZero();
    assertThat(events.share(1_500)).isEqualTo(0.25);
    assertThat(events.share(9_000)).isEqualTo(1);
  }
}
