package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.Definitions;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A clock that stands still in silence must not look like one that is slow. */
final class ClockLagTest {
  private static final long START = 1_700_000_000_000L;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                         | CHANGES | clockLagMillis",
        "WINDOW SLIDING (SIZE 1 MINUTE)                             | CHANGES | clockLagMillis",
        "WINDOW SLIDING (SIZE 1 MINUTE, GRACE PERIOD 1 MINUTE)      | FINAL   | dataClockLagMillis",
        "WINDOW TUMBLING (SIZE 1 MINUTE)                            | CHANGES | dataClockLagMillis",
        "WINDOW HOPPING (SIZE 2 MINUTES, ADVANCE BY 1 MINUTE)       | CHANGES | dataClockLagMillis",
        "WINDOW SESSION (1 MINUTE)                                  | CHANGES | dataClockLagMillis"
      })
  void theLagHasTheNameOfItsClock(String window, String emit, String expected) throws Exception {
    Definitions definitions =
        Definitions.of(
            "lag.sql",
            """
            CREATE STREAM orders (user STRING, amount INT)
              WITH (KAFKA_TOPIC='orders', VALUE_FORMAT='JSON');
            CREATE TABLE counted WITH (KAFKA_TOPIC='counted', KEY_FORMAT='JSON') AS
              SELECT user, COUNT(*) AS n FROM orders %s GROUP BY user EMIT %s;
            """
                .formatted(window, emit));
    try (HostFixture host =
        HostFixture.open(
            new PlannedQuery(definitions, KeyingFixture.uid(definitions), false),
            HostFixture.Backend.HEAP,
            directory,
            1,
            null)) {
      host.now(START + 700);
      host.clock(START);
      assertThat(host.metrics().names("COUNTED"))
          .filteredOn(name -> name.toLowerCase(Locale.ROOT).contains("lag"))
          .containsExactly(expected);
      assertThat(host.metrics().values("COUNTED", expected)).containsExactly(700L);
    }
  }
}
