package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Plan;
import dev.recency.simulator.RealMessages.Message;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Real messages, up to an hour late and some of them twice: the last values are the same. */
class PermutedMessagesTest {
  private static final int PERMUTATIONS = 20;
  private static final int SOME_MESSAGES = 6_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Plan plan() {
    StringBuilder sql =
        new StringBuilder(
            "CREATE STREAM sent (u STRING, t BIGINT) WITH (KAFKA_TOPIC='sent',"
                + " VALUE_FORMAT='JSON', TIMESTAMP='t', PARTITIONS=1);");
    for (long size : RealMessages.SIZES) {
      sql.append(
          "CREATE TABLE w%1$d WITH (KAFKA_TOPIC='w%1$d') AS SELECT u, COUNT(*) AS n FROM sent WINDOW SLIDING (SIZE %1$d MILLISECONDS) GROUP BY u EMIT CHANGES;"
              .formatted(size));
    }
    return Records.plan(sql.toString());
  }

  /** The last value per window and sender when all is read; an empty window is none. */
  private static Map<Long, Map<String, Long>> lastValues(Plan plan, List<Message> messages) {
    Map<Long, Map<String, Long>> last = new HashMap<>();
    RealMessages.SIZES.forEach(size -> last.put(size, new HashMap<>()));
    Simulator simulator =
        new Simulator(
            plan,
            ClockOptions.DEFAULT,
            command -> {
              Map<String, Long> own =
                  Objects.requireNonNull(last.get(Long.valueOf(command.topic().substring(1))));
              long value = count(Objects.requireNonNull(command.value()));
              if (value == 0) {
                own.remove(Records.text(command.key()));
              } else {
                own.put(Records.text(command.key()), value);
              }
            });
    long offset = 0;
    for (Message each : messages) {
      String value = "{\"U\":\"%s\",\"T\":%d}".formatted(each.sender(), each.sentAtMillis());
      simulator.process(Records.record("sent", 0, offset++, each.arrivalMillis(), null, value));
    }
    return last;
  }

  private static long count(byte[] value) {
    try {
      return JSON.readTree(Records.text(value)).get("N").longValue();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<Long, Map<String, Long>> truth(List<Message> messages) {
    CountTruth truth = new CountTruth(messages);
    long newest = RealMessages.newestMillis(messages);
    Map<Long, Map<String, Long>> counts = new HashMap<>();
    RealMessages.SIZES.forEach(size -> counts.put(size, truth.counts(size, newest)));
    return counts;
  }

  private static void check(List<Message> messages) {
    Plan plan = plan();
    Map<Long, Map<String, Long>> expected = truth(messages);
    for (int seed = 1; seed <= PERMUTATIONS; seed++) {
      List<Message> late = RealMessages.late(messages, new Random(seed));
      assertThat(lastValues(plan, late)).as("seed [%d]", seed).isEqualTo(expected);
    }
  }

  @Test
  void allMessagesInAnyOrderUpToAnHourLateLeaveTheTrueLastValues() throws IOException {
    if (!RealMessages.missing("PermutedMessagesTest")) {
      check(RealMessages.doubled(RealMessages.all()));
    }
  }

  @Test
  void messagesUpToTheBusiestMinuteDoToo() throws IOException {
    if (RealMessages.missing("PermutedMessagesTest")) {
      return;
    }
    List<Message> all = RealMessages.all();
    int end = RealMessages.endOfBusiestMinute(all);
    List<Message> messages =
        RealMessages.doubled(all.subList(Math.max(0, end - SOME_MESSAGES), end));
    Map<Long, Map<String, Long>> expected = truth(messages);
    expected.forEach(
        (size, counts) -> assertThat(counts).as("senders in [%d ms]", size).hasSizeGreaterThan(4));
    check(messages);
    Map<Long, Map<String, Long>> mutant =
        lastValues(plan(), RealMessages.inOrderOnly(RealMessages.late(messages, new Random(1))));
    for (long size : RealMessages.SIZES) {
      assertThat(mutant.get(size))
          .as("a mutant that ignores late events, [%d ms]", size)
          .isNotEqualTo(expected.get(size));
    }
  }
}
