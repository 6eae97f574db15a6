package dev.recency.deployment.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.statement.BalanceInterval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alert fires when it must, and only then; and the cases would find a mistake in it. */
final class AlertsTest {
  private static final Path FILE = Path.of("deploy", "prometheus", "alerts.yml");

  private static SortedMap<String, Alert> alerts() throws IOException {
    return Alert.read(FILE);
  }

  private static Alert alert(String name) throws IOException {
    return Objects.requireNonNull(alerts().get(name), name);
  }

  static List<Case> cases() {
    return Stream.of(
            BalanceCases.all(),
            RecordCases.exactness(),
            RecordCases.freshness(),
            JobCases.running(),
            JobCases.checkpoints())
        .flatMap(List::stream)
        .toList();
  }

  static Stream<String> names() throws IOException {
    return alerts().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anAlertFiresOrNot(Case given) throws IOException {
    Alert alert = alert(given.alert());
    assertThat(alert.run(given.scrapes())).isEqualTo(given.expected());
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyAlertFiresInOneCaseAndNotInAnother(String name) {
    List<Case> own = cases().stream().filter(each -> each.alert().equals(name)).toList();
    assertThat(own).anyMatch(each -> each.expected().isEmpty());
    assertThat(own).anyMatch(each -> !each.expected().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("names")
  void aMistakeInAnAlertIsFound(String name) throws IOException {
    List<Case> own = cases().stream().filter(each -> each.alert().equals(name)).toList();
    List<Alert> mutants = Mutants.of(alert(name));
    assertThat(mutants).isNotEmpty();
    assertThat(mutants)
        .filteredOn(mutant -> own.stream().allMatch(each -> each.right(mutant)))
        .isEmpty();
  }

  /** Scrapes and evaluations every 10 or 15 s, whenever they and the checkpoints happen to be. */
  @Test
  void aLostRecordIsFoundAtAnyPhase() throws IOException {
    Alert alert = alert("RecencyRecordsUnaccountedFor");
    long balance = BalanceInterval.DEFAULT.millis();
    for (long scrape : List.of(10 * Case.SECOND, 15 * Case.SECOND)) {
      for (long first = 0; first < 10 * Case.SECOND; first += Case.SECOND) {
        for (double phase = 0.05; phase < 1; phase += 0.1) {
          Case lost = BalanceCases.lost(new Checkpoints(first, balance), phase, scrape);
          assertThat(alert.run(lost.scrapes()))
              .as("scrape interval [%d], phases [%d] and [%s]", scrape, first, phase)
              .isEqualTo(lost.expected());
        }
      }
    }
  }

  /** Why not each checkpoint shows its balance. */
  @Test
  void aBalanceThatIsReplacedTooSoonIsNeverSeenWhole() throws IOException {
    Alert alert = alert("RecencyRecordsUnaccountedFor");
    Checkpoints all = new Checkpoints(8 * Case.SECOND, 1);
    assertThat(alert.run(BalanceCases.lost(all, 0.5, Case.SCRAPE).scrapes())).isEmpty();
  }
}
