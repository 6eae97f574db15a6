package dev.recency.ksqldb.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.sql.SqlParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;

final class WindowStateTest {
  private static final Instant START = Instant.ofEpochMilli(1_700_000_040_000L); // a full minute
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * What a window of a three-letter key takes: the key, its start, the timestamp; in the value a byte
   * for "there", one for the length and 3 for the text of the key, 4 for the length of the count's
   * bytes and one for a small count.
   */
  private static final long WINDOW = 3 + 8 + 8 + (1 + 1 + 3) + (4 + 1);

  private final StateSize size = new StateSize();

  private void take(String window, Event... events) {
    Plan plan =
        Planner.plan(
            List.of(
                SqlParser.script(
                    "test.sql",
                    "CREATE STREAM e (id STRING) WITH (KAFKA_TOPIC='e', VALUE_FORMAT='JSON');"
                        + "CREATE TABLE c WITH (KAFKA_TOPIC='c', KEY_FORMAT='KAFKA') AS"
                        + " SELECT id, COUNT(*) AS n FROM e WINDOW "
                        + window
                        + " GROUP BY id EMIT CHANGES;")));
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "size");
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    ReferenceOptions losesNothing = ReferenceOptions.best(10 * DAY.toMillis());
    try (TopologyTestDriver driver =
        new TopologyTestDriver(
            ReferenceTopology.of(plan, plan.queries().get(0), losesNothing, size),
            properties,
            Instant.EPOCH)) {
      TestInputTopic<byte[], byte[]> topic =
          driver.createInputTopic("e", new ByteArraySerializer(), new ByteArraySerializer());
      for (Event event : events) {
        byte[] value = "{\"ID\":\"%s\"}".formatted(event.id).getBytes(StandardCharsets.UTF_8);
        topic.pipeInput(new byte[0], value, START.plus(event.after));
      }
    }
  }

  private record Event(String id, Duration after) {}

  private static Event event(String id, Duration after) {
    return new Event(id, after);
  }

  @Test
  void aWindowCountsOnceHoweverManyEventsItHas() {
    take("TUMBLING (SIZE 1 MINUTES)", event("one", Duration.ZERO), event("one", Duration.ZERO));
    assertThat(size.largestBytes()).isEqualTo(WINDOW);
  }

  @Test
  void everyHopOfEveryKeyCounts() {
    take(
        "HOPPING (SIZE 10 MINUTES, ADVANCE BY 1 MINUTE)",
        event("one", Duration.ZERO),
        event("two", Duration.ZERO));
    assertThat(size.largestBytes()).isEqualTo(2 * 10 * WINDOW);
  }

  @Test
  void whatKsqldbNeedsNoLongerDoesNotCountThoughTheReferenceKeepsIt() {
    take(
        "TUMBLING (SIZE 1 MINUTES, RETENTION 9 DAYS, GRACE PERIOD 1 DAYS)",
        event("one", Duration.ZERO),
        event("one", DAY.plusMinutes(1)),
        event("one", DAY.plusMinutes(2)));
    assertThat(size.largestBytes()).isEqualTo(2 * WINDOW);
  }

  @Test
  void tenTimesTheKeysTakeTenTimesTheBytes() {
    Event[] events = new Event[900];
    for (int i = 0; i < events.length; i++) {
      events[i] = event("" + (100 + i), Duration.ZERO);
    }
    take("TUMBLING (SIZE 1 MINUTES)", events);
    assertThat(size.largestBytes()).isEqualTo(900 * WINDOW);
  }

  @Test
  void aWindowIsHeldAsLongAsItStartsNoMoreThanTheRetentionBeforeTheNewest() {
    HeldWindows held = new HeldWindows(100);
    held.changed(0, 10);
    held.changed(100, 10);
    assertThat(held.largestBytes()).isEqualTo(20);
    held.changed(101, 15); // the first one goes
    assertThat(held.largestBytes()).isEqualTo(25);
    held.changed(0, 1_000); // too late
    held.changed(101, -15);
    held.changed(1, 14);
    assertThat(held.largestBytes()).isEqualTo(25);
    held.clear();
    held.changed(0, 26);
    assertThat(held.largestBytes()).isEqualTo(26);
  }
}
