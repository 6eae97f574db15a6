package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.operator.PartitionClocks;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WarmingTest {
  private static final long CLOCK = 100_000;

  private static KnownStatement statement(int id, long sizeMillis, Integer... columns) {
    return new KnownStatement(id, sizeMillis, List.of(columns), KnownStatement.ALWAYS);
  }

  private static Warming restored(List<KnownStatement> before, KnownStatement... now) {
    return new Warming(List.of(now), true, before, CLOCK);
  }

  @Test
  void aJobThatBeginsIsExact() {
    Warming warming =
        new Warming(List.of(statement(1, 600)), false, List.of(), PartitionClocks.NONE);
    assertThat(warming.warming(0, PartitionClocks.NONE)).isFalse();
  }

  @Test
  void aStatementThatTheLogReachesBackForIsExactAtOnce() {
    Warming warming =
        restored(
            List.of(statement(1, 600, 11), statement(2, 300, 12)),
            statement(1, 600, 11),
            statement(3, 600, 11),
            statement(4, 300, 12, 11),
            statement(5, 600));
    for (int statement = 0; statement < 4; statement++) {
      assertThat(warming.warming(statement, CLOCK)).as("statement %d", statement).isFalse();
    }
  }

  @Test
  void alsoTheStatementThatIsGoneKeptTheLog() {
    Warming warming = restored(List.of(statement(1, 600, 11)), statement(2, 500, 11));
    assertThat(warming.warming(0, CLOCK)).isFalse();
  }

  @Test
  void aLongerWindowOrANewColumnIsWarmingUntilOneWindowHasPassed() {
    List<KnownStatement> before = List.of(statement(1, 600, 11), statement(2, 300, 12));
    Warming warming =
        restored(before, statement(3, 601, 11), statement(4, 300, 13), statement(5, 301, 12));
    assertThat(warming.warming(0, CLOCK + 600)).isTrue();
    assertThat(warming.warming(0, CLOCK + 601)).isFalse();
    assertThat(warming.warming(1, CLOCK + 299)).isTrue();
    assertThat(warming.warming(1, CLOCK + 300)).isFalse();
    assertThat(warming.warming(2, CLOCK + 300)).as("column 12 reaches back 300 ms only").isTrue();
  }

  @Test
  void aStatementThatIsStillWarmingCoversNobodyAndGoesOnWarming() {
    KnownStatement half = statement(1, 600).exactFrom(CLOCK + 50);
    Warming warming = restored(List.of(half, half), statement(1, 600), statement(2, 100));
    assertThat(warming.warming(0, CLOCK + 49)).isTrue();
    assertThat(warming.warming(0, CLOCK + 50)).isFalse();
    assertThat(warming.warming(1, CLOCK + 99)).isTrue();
    assertThat(warming.warming(1, CLOCK + 100)).isFalse();
  }

  @Test
  void aLogThatIsNewInAJobThatGoesOnWarmsFromItsFirstClock() {
    Warming warming =
        new Warming(List.of(statement(1, 600)), true, List.of(), PartitionClocks.NONE);
    assertThat(warming.warming(0, PartitionClocks.NONE)).isTrue();
    assertThat(warming.statements().get(0).exactFromMillis()).isEqualTo(KnownStatement.UNKNOWN);
    warming.clock(CLOCK);
    warming.clock(CLOCK + 10);
    assertThat(warming.warming(0, CLOCK + 599)).isTrue();
    assertThat(warming.warming(0, CLOCK + 600)).isFalse();
  }
}
