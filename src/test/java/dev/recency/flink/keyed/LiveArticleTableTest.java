package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.flink.Definitions;
import dev.recency.flink.clock.Clocking;
import dev.recency.flink.clock.LiveClockOperator;
import dev.recency.flink.keyed.HostFixture.Backend;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.source.SourceElementSerializer;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.format.Decoders;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The article's table live: clock, keying and host as the job chains them, with a wall clock that the
 * test steps by minutes. Matches come every two minutes from 17:00 to 17:12, and then nobody plays.
 */
final class LiveArticleTableTest {
  private static final long MINUTE = 60_000;

  /** 17:00 of the article's day. */
  private static final long FIVE = 1_700_586_000_000L;

  private static final Definitions DEFINITIONS =
      Definitions.of(
          "live.sql",
          """
          CREATE STREAM matches (userId STRING KEY, x INT)
            WITH (KAFKA_TOPIC='matches', VALUE_FORMAT='JSON');
          CREATE TABLE recent WITH (KAFKA_TOPIC='recent') AS
            SELECT userId, COUNT(*) AS n FROM matches
            WINDOW SLIDING (SIZE 10 MINUTES) GROUP BY userId EMIT CHANGES;
          """);

  @TempDir private Path directory;

  /** A chain from the live clock to the host, and what came out. */
  private final class Chain implements AutoCloseable {
    private final Plan plan = DEFINITIONS.plan();
    private final OneInputStreamOperatorTestHarness<SourceElement, SourceElement> clock;
    private final OneInputStreamOperatorTestHarness<SourceElement, KeyedElement> keying;
    private final HostFixture host;
    private final List<String> seen = new ArrayList<>();

    Chain() throws Exception {
      String uid = KeyedGroup.of(plan).get(0).uid();
      clock =
          new OneInputStreamOperatorTestHarness<>(
              new LiveClockOperator(
                  Clocking.live("matches", ClockOptions.DEFAULT), (reader, partition) -> true));
      keying =
          new OneInputStreamOperatorTestHarness<>(
              new KeyingOperator(DEFINITIONS, uid, 0, new DeadLetters("dead", 1 << 20)));
      host =
          HostFixture.open(
              new PlannedQuery(DEFINITIONS, uid, false), Backend.HEAP, directory, 1, null);
      clock.setProcessingTime(FIVE - MINUTE);
      clock.setup(SourceElementSerializer.INSTANCE);
      clock.open();
      keying.setup(KeyedElementSerializer.INSTANCE);
      keying.open();
      clock.processElement(new StreamRecord<>(new SourceElement.Assigned("reader", List.of(0))));
    }

    /** The wall clock reaches a minute after five. */
    void minute(int minute) throws Exception {
      clock.setProcessingTime(FIVE + MINUTE * minute);
      passOn();
    }

    /** A match of this minute arrives. */
    void match(int minute) throws Exception {
      RawRecord raw =
          new RawRecord(
              "matches", 0, 0, FIVE + MINUTE * minute, bytes("u"), bytes("{\"x\":1}"), List.of());
      clock.processElement(
          new StreamRecord<>(
              new SourceElement.Read(raw, List.of(Decoders.of(plan.inputs().get(0)).decode(raw)))));
      passOn();
    }

    /** Elements and clocks in their order, as a chain and a network edge hand them on. */
    private void passOn() throws Exception {
      List<Object> outputs = List.copyOf(clock.getOutput());
      clock.getOutput().clear();
      for (Object output : outputs) {
        if (output instanceof Watermark mark) {
          host.clock(mark.getTimestamp() + 1);
        } else if (output instanceof StreamRecord<?> record) {
          keying.processElement(new StreamRecord<>((SourceElement) record.getValue()));
          for (KeyedElement element : keying.extractOutputValues()) {
            host.process(element);
          }
          keying.getOutput().clear();
        }
      }
      host.take().forEach(command -> seen.add(text(command)));
    }

    @Override
    public void close() throws Exception {
      clock.close();
      keying.close();
      host.close();
    }
  }

  @Test
  void countsRiseWithTheMatchesAndFallByTheWallClockAlone() throws Exception {
    try (Chain chain = new Chain()) {
      for (int minute = 0; minute <= 30; minute++) {
        chain.minute(minute);
        if (minute % 2 == 0 && minute <= 12) {
          chain.match(minute);
        }
      }
      assertThat(chain.seen)
          .containsExactly(
              "1 @0.0", "2 @2.0", "3 @4.0", "4 @6.0", "5 @8.0", "5 @10.0", "5 @12.0", "4 @14.0",
              "3 @16.0", "2 @18.0", "1 @20.0", "0 @22.0");
      chain.host.snapshot(1);
      assertThat(chain.host.entries()).as("state").isZero();
      assertThat(chain.host.timers()).isZero();
    }
  }

  /** The clock of a silent partition is the wall clock less one second. */
  @Test
  void anOutageThatLookedLikeSilenceIsCorrectedByItsLateEvents() throws Exception {
    try (Chain chain = new Chain()) {
      chain.minute(0);
      chain.match(0);
      chain.minute(11);
      assertThat(chain.seen).containsExactly("1 @0.0", "0 @10.0");
      chain.match(3);
      chain.match(1);
      chain.match(0);
      double elevenLessASecond = 11 - 1 / 60.0;
      assertThat(chain.seen.subList(2, chain.seen.size()))
          .as("17:00 is out of the window by then")
          .containsExactly("1 @" + elevenLessASecond, "2 @" + elevenLessASecond);
      chain.minute(30);
      assertThat(chain.seen).last().isEqualTo("0 @13.0");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The count and the minutes of its as-of since five. */
  private static String text(CommandRecord command) {
    String value = ScriptedQuery.text(command);
    String count = value.substring(value.indexOf(':') + 1, value.length() - 1);
    return count + " @" + (command.timestampMillis() - FIVE) / (double) MINUTE;
  }
}
