package dev.recency.flink.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.flink.Definitions;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.source.SourceGroup;
import dev.recency.format.Decoded;
import dev.recency.format.Decoders;
import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StatementRouterTest {
  private static final long ARRIVAL = 1_700_000_000_000L;

  private static final Plan PLAN =
      Definitions.of(
              "test.sql",
              """
              CREATE STREAM trips (city STRING KEY, km INT, startedAt BIGINT, arriveAt BIGINT,
                  stops ARRAY<STRING>, waits ARRAY<INT>)
                WITH (KAFKA_TOPIC='trips', VALUE_FORMAT='JSON', TIMESTAMP='startedAt');
              CREATE STREAM longTrips WITH (KAFKA_TOPIC='long-trips') AS
                SELECT city, km FROM trips WHERE km > 10 EMIT CHANGES;
              CREATE STREAM allTrips WITH (KAFKA_TOPIC='all-trips') AS
                SELECT city, km FROM trips EMIT CHANGES;
              CREATE STREAM veryLong WITH (KAFKA_TOPIC='very-long') AS
                SELECT city, km + 1 AS more FROM longTrips WHERE km > 100 EMIT CHANGES;
              CREATE STREAM planned WITH (KAFKA_TOPIC='planned', TIMESTAMP='due') AS
                SELECT city, arriveAt AS due FROM trips WHERE arriveAt IS NOT NULL EMIT CHANGES;
              CREATE STREAM halts WITH (KAFKA_TOPIC='halts') AS
                SELECT city, EXPLODE(stops) AS stop, EXPLODE(waits) AS wait FROM trips
                WHERE stops IS NOT NULL EMIT CHANGES;
              CREATE STREAM longHalts WITH (KAFKA_TOPIC='long-halts') AS
                SELECT city, stop FROM halts WHERE wait > 10 EMIT CHANGES;
              CREATE TABLE perPlan WITH (KAFKA_TOPIC='per-plan') AS
                SELECT city, COUNT(*) AS n FROM planned GROUP BY city EMIT CHANGES;
              CREATE TABLE perCity WITH (KAFKA_TOPIC='per-city') AS
                SELECT city, COUNT(*) AS n FROM longTrips GROUP BY city EMIT CHANGES;
              """)
          .plan();

  private static final SourceGroup GROUP = SourceGroup.of(PLAN).get(0);

  /** What came out, in order. */
  private final List<String> outputs = new ArrayList<>();

  private final List<SourceElement> edges = new ArrayList<>();

  private StatementRouter router(long maxCommandBytes) {
    return new StatementRouter(
        PLAN,
        GROUP,
        (statement, kind, message) -> {},
        Ledger.empty(new UnregisteredMetricsGroup()),
        new CommandLimits(maxCommandBytes, 60_000, false),
        Optional.empty(),
        new StatementOutput() {
          @Override
          public void command(CommandRecord command) {
            outputs.add(
                command.topic() + " " + text(command.value()) + " @" + command.timestampMillis());
          }

          @Override
          public void deadLetter(RawRecord record, RejectReason reason, String message) {
            outputs.add("dead " + record.offset() + " " + reason);
          }

          @Override
          public void edge(String source, SourceElement element) {
            edges.add(element);
          }
        });
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
  }

  private static SourceElement trip(long offset, @Nullable String value) {
    RawRecord raw =
        new RawRecord(
            "trips",
            1,
            offset,
            ARRIVAL,
            "Bonn".getBytes(StandardCharsets.UTF_8),
            value == null ? null : value.getBytes(StandardCharsets.UTF_8),
            List.of());
    return new SourceElement.Read(raw, List.of(Decoders.of(GROUP.inputs().get(0)).decode(raw)));
  }

  @Test
  void commandsComeByOffsetThenStatementAlsoThroughDerivedStreams() {
    StatementRouter router = router(1 << 20);
    router.route(trip(0, "{\"km\":200,\"startedAt\":5000}"));
    router.route(trip(1, "{\"km\":5,\"startedAt\":6000}"));
    assertThat(outputs)
        .containsExactly(
            "long-trips {\"KM\":200} @5000",
            "all-trips {\"KM\":200} @5000",
            "very-long {\"MORE\":201} @5000",
            "all-trips {\"KM\":5} @6000");
  }

  @Test
  void tableFunctionsGiveSeveralCommandsAndEachGoesOnToTheStatementsBehind() {
    StatementRouter router = router(1 << 20);
    router.route(trip(0, "{\"startedAt\":5,\"stops\":[\"A\",\"B\",\"C\"],\"waits\":[20,3]}"));
    router.route(trip(1, "{\"startedAt\":6,\"stops\":[]}"));
    assertThat(outputs)
        .containsExactly(
            "all-trips {\"KM\":null} @5",
            "halts {\"STOP\":\"A\",\"WAIT\":20} @5",
            "halts {\"STOP\":\"B\",\"WAIT\":3} @5",
            "halts {\"STOP\":\"C\",\"WAIT\":null} @5",
            "long-halts {\"STOP\":\"A\"} @5",
            "all-trips {\"KM\":null} @6");
  }

  @Test
  void rowsForKeyedStatementsKeepEventTimeArrivalAndPlace() {
    router(1 << 20).route(trip(3, "{\"km\":50,\"startedAt\":5000}"));
    assertThat(edges).hasSize(1);
    SourceElement.Read row = (SourceElement.Read) edges.get(0);
    Event event = ((Decoded.Accepted) row.decoded().get(0)).event();
    assertThat(event.eventTimeMillis()).isEqualTo(5_000);
    assertThat(event.arrivalMillis()).isEqualTo(ARRIVAL);
    assertThat(event.partition()).isEqualTo(1);
    assertThat(event.offset()).isEqualTo(3);
  }

  @Test
  void assignmentsReachTheClocksOfDerivedStreams() {
    SourceElement assigned = new SourceElement.Assigned("reader", List.of(0, 1));
    router(1 << 20).route(assigned);
    assertThat(edges).containsExactly(assigned, assigned);
    assertThat(outputs).isEmpty();
  }

  @Test
  void aRejectedRecordIsOneDeadLetterHoweverManyStatementsReadIt() {
    router(1 << 20).route(trip(4, "{\"km\":\"far\",\"startedAt\":5000}"));
    assertThat(outputs).hasSize(1).first().asString().startsWith("dead 4 ");
  }

  @Test
  void aCommandThatKafkaWouldNotTakeIsADeadLetterOfItsStatementAlone() {
    router(320).route(trip(5, "{\"km\":5,\"startedAt\":5000}"));
    router(20).route(trip(6, "{\"km\":5,\"startedAt\":5000}"));
    assertThat(outputs).containsExactly("all-trips {\"KM\":5} @5000", "dead 6 LIMIT");
  }

  @Test
  void aTimestampFromTheFutureReachesNeitherTheSinkNorTheStatementsBehindIt() {
    long ahead = ARRIVAL + 60_001;
    router(1 << 20).route(trip(7, "{\"km\":0,\"startedAt\":5000,\"arriveAt\":" + ahead + "}"));
    assertThat(outputs).containsExactly("all-trips {\"KM\":0} @5000", "dead 7 FUTURE_TIMESTAMP");
    assertThat(edges).isEmpty();
  }

  @Test
  void aTimestampWithinTheLimitIsTheOneOfTheCommand() {
    long ahead = ARRIVAL + 60_000;
    router(1 << 20).route(trip(8, "{\"km\":0,\"startedAt\":5000,\"arriveAt\":" + ahead + "}"));
    assertThat(outputs).last().asString().startsWith("planned ").endsWith("@" + ahead);
    assertThat(edges).hasSize(1);
  }
}
