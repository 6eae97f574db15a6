package dev.recency.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.accuracy.ComparisonOptions.ReadOptions;
import dev.recency.accuracy.Scenario.Sent;
import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.ReportJson;
import dev.recency.accuracy.rule.WindowRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole {@code report.json} of six scenarios, byte by byte. After an intended change write the
 * files anew with {@code -Dgolden=write} and read the difference.
 */
final class GoldenReportTest {
  private static final Path FOLDER = Path.of("src/test/resources/accuracy");
  private static final long SIZE = 60_000;
  private static final long START = 1_700_000_000_000L;
  private static final int EVENTS = 60;

  private enum Life {
    QUIET(40_000, 3),
    BUSY(800, 3),
    DISORDER(5_000, 3),
    IDLE(5_000, 3),
    FUTURE(5_000, 3),
    HOT_KEY(2_000, 12);

    private final long gapMillis;
    private final int users;

    Life(long gapMillis, int users) {
      this.gapMillis = gapMillis;
      this.users = users;
    }

    List<Sent> sent() {
      SplittableRandom random = new SplittableRandom(ordinal() + 1);
      List<Sent> sent = new ArrayList<>();
      long now = START;
      for (int i = 0; i < EVENTS; i++) {
        now += 1 + random.nextLong(2 * gapMillis);
        if (this == IDLE && i % 20 == 19) {
          now += 3_600_000;
        }
        int user = this == HOT_KEY && random.nextInt(4) > 0 ? 0 : random.nextInt(users);
        sent.add(new Sent("user" + user, time(now, random, i), now, "" + random.nextInt(100)));
      }
      sent.sort(Comparator.comparingLong(Sent::arrivalMillis));
      return sent;
    }

    private long time(long now, SplittableRandom random, int number) {
      if (this == DISORDER && random.nextInt(3) == 0) {
        return now - random.nextLong(SIZE);
      }
      if (this == FUTURE && number % 6 == 5) {
        // One in two is too far ahead and rejected.
        return now + (number % 12 == 5 ? 40_000 : 86_400_000L);
      }
      return now;
    }
  }

  @ParameterizedTest
  @EnumSource(Life.class)
  void theReportIsTheRecordedOne(Life life) throws IOException {
    Scenario scenario = Scenario.of("COUNT(*) AS C, AVG(n) AS A", SIZE, "", life.sent());
    List<ComparedSystem> systems =
        List.of(
            ComparedSystem.modelled(
                "Recency", scenario.plan, it -> new WindowRule.Sliding(it.sizeMillis(), 1)),
            ComparedSystem.modelled(
                "ksqlDB hopping",
                scenario.plan,
                it -> new WindowRule.Hopping(it.sizeMillis(), 10_000, 0)));
    AccuracyReport report =
        Comparison.report(
            scenario.plan,
            scenario.records,
            systems,
            ComparisonOptions.DEFAULT.withReads(new ReadOptions(1, 500, 120_000)));
    String json = new String(ReportJson.write(report), StandardCharsets.UTF_8);
    Path file = FOLDER.resolve(life.name().toLowerCase(Locale.ROOT) + ".json");
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, json);
    }
    assertThat(json).isEqualTo(Files.readString(file));
  }
}
