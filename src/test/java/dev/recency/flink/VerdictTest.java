package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The verdict of the fault tests has to catch what they are about. */
final class VerdictTest {
  private static final List<String> EXPECTED =
      IntStream.range(0, 500).mapToObj(i -> "k" + i % 7 + " {\"n\":" + i + "} @" + i).toList();

  private static List<String> shuffled() {
    List<String> actual = new ArrayList<>(EXPECTED);
    Collections.shuffle(actual, new Random(1));
    return actual;
  }

  @Test
  void sameRecordsInAnotherOrderAreRight() {
    assertThat(Verdict.differences(EXPECTED, shuffled())).isEmpty();
  }

  @Test
  void aDroppedRecordIsFound() {
    List<String> mutant = shuffled();
    String dropped = mutant.remove(123);
    assertThat(Verdict.differences(EXPECTED, mutant)).containsExactly("1 missing: " + dropped);
  }

  @Test
  void aDoubledRecordIsFound() {
    List<String> mutant = shuffled();
    mutant.add(mutant.get(77));
    assertThat(Verdict.differences(EXPECTED, mutant))
        .containsExactly("1 too many: " + mutant.get(77));
  }

  @Test
  void aRecordWithAnotherKeyIsFound() {
    List<String> mutant = shuffled();
    mutant.set(5, "kx" + mutant.get(5).substring(2));
    assertThat(Verdict.differences(EXPECTED, mutant)).hasSize(2);
  }

  @Test
  void aRecordWithAnotherTimestampIsFound() {
    List<String> mutant = shuffled();
    mutant.set(5, mutant.get(5) + "0");
    assertThat(Verdict.differences(EXPECTED, mutant)).hasSize(2);
  }
}
