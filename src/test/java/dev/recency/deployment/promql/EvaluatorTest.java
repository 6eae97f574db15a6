package dev.recency.deployment.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the evaluator is right where an alert would be wrong otherwise; by Prometheus' own rules. */
final class EvaluatorTest {
  private static final long END = 600_000;

  /** Two jobs; a counter that is 6 per minute and begins anew; one series that ends at 300 s. */
  private static final Scrapes SCRAPES =
      new Scrapes(END, 10_000)
          .add(0, "a{job=\"x\",task=\"1\"}", at -> 3)
          .add(0, "a{job=\"x\",task=\"2\"}", at -> 5)
          .add(0, "a{job=\"y\",task=\"1\"}", at -> 7)
          .add(0, "b{job=\"x\"}", at -> 2)
          .add(0, "c{job=\"x\"}", at -> 100 + at / 10_000)
          .add(0, "r{job=\"x\"}", at -> at < 570_000 ? at / 10_000 : (at - 570_000) / 10_000)
          .add(0, "g{job=\"x\"}", at -> at < 300_000 ? 1 : Scrapes.NOTHING);

  private static Map<Map<String, String>, Double> of(String query, long timeMillis) {
    return new Evaluator(SCRAPES.series(), timeMillis).of(Parser.parse(query)).elements();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum by (job) (a)                              | {job=x}=8.0, {job=y}=7.0",
        "min by (job) (a)                              | {job=x}=3.0, {job=y}=7.0",
        "max by (job) (a)                              | {job=x}=5.0, {job=y}=7.0",
        "count by (job) (a)                            | {job=x}=2.0, {job=y}=1.0",
        "sum(a{task=\"1\"})                            | {}=10.0",
        "sum by (job) (a) > 7                          | {job=x}=8.0",
        "sum by (job) (a) != 8                         | {job=y}=7.0",
        "sum by (job) (a) / sum by (job) (b)           | {job=x}=4.0",
        "10 - sum by (job) (a) / 2                     | {job=x}=6.0, {job=y}=6.5",
        "sum by (job) (a) and sum by (job) (b)         | {job=x}=8.0",
        "a{task=\"1\"} and on (job) b                  | {job=x, task=1}=3.0",
        "sum by (job) (a) unless on (job) b            | {job=y}=7.0",
        "sum(a) > 20 and sum(b) > 1                    | ''",
        "increase(c[1m])                               | {job=x}=6.0",
        "rate(c[1m])                                   | {job=x}=0.1",
        "deriv(c[5m])                                  | {job=x}=0.1",
        "increase(r[1m])                               | {job=x}=4.8",
        "absent(g)                                     | {}=1.0",
        "absent(a)                                     | ''",
        "max_over_time(g[10m])                         | {job=x}=1.0",
        "g                                             | ''",
        "g offset 6m                                   | {job=x}=1.0",
        "time() - 500                                  | {}=100.0"
      })
  void aQueryHasItsValue(String query, String expected) {
    Map<String, Double> found = new TreeMap<>();
    of(query, END)
        .forEach(
            (labels, value) ->
                found.put(new TreeMap<>(labels).toString(), Math.round(value * 1e9) / 1e9));
    assertThat(found.toString()).isEqualTo("{" + expected + "}");
  }

  @Test
  void aSampleThatIsFiveMinutesOldIsNone() {
    assertThat(of("b", END + 299_000)).hasSize(1);
    assertThat(of("b", END + 300_000)).isEmpty();
  }

  @Test
  void elementsThatCannotBeToldApartAreAMistake() {
    assertThatIllegalStateException()
        .isThrownBy(() -> of("sum by (job) (a) == on (job) a", END))
        .withMessageContaining("several elements");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sum by (a", "a >", "avg(a)", "a b", "a[5x]", "a @ 5", "(a", "\"a\""})
  void whatTheAlertsDoNotUseIsRefused(String query) {
    assertThatThrownBy(() -> Parser.parse(query)).isInstanceOf(IllegalArgumentException.class);
  }
}
