package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.flink.keyed.HostFixture.Backend;
import dev.recency.flink.keyed.HostFixture.State;
import dev.recency.flink.statement.CommandSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KeyedOperatorHostTest {
  @TempDir private Path directory;

  private HostFixture open(Backend backend) throws Exception {
    return open(backend, 1, null);
  }

  private HostFixture open(Backend backend, int parallelism, @Nullable State state)
      throws Exception {
    return HostFixture.open(ScriptedQuery::open, backend, directory, parallelism, state);
  }

  private static List<String> texts(List<CommandRecord> commands) {
    return commands.stream().map(ScriptedQuery::text).toList();
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void headersAndChunksBelongToTheirKeyAlone(Backend backend) throws Exception {
    try (HostFixture host = open(backend)) {
      host.process(ScriptedQuery.element("a", "header h1; chunk -1 x; chunk 2 y"));
      host.process(ScriptedQuery.element("b", "read"));
      host.process(ScriptedQuery.element("a", "read; drop; discard 2; read"));
      assertThat(texts(host.take())).containsExactly("b none", "a h1 -1=x 2=y", "a none -1=x");
    }
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void aTimerIsCalledAsSoonAsTheClockReachesIt(Backend backend) throws Exception {
    try (HostFixture host = open(backend)) {
      host.process(ScriptedQuery.element("a", "timer 100"));
      host.clock(99);
      assertThat(host.take()).isEmpty();
      host.clock(100);
      assertThat(host.take())
          .singleElement()
          .satisfies(
              command -> {
                assertThat(ScriptedQuery.text(command)).isEqualTo("a timer");
                assertThat(command.timestampMillis()).isEqualTo(100);
              });
    }
  }

  @Test
  void aLaterTimerReplacesTheEarlierOne() throws Exception {
    try (HostFixture host = open(Backend.HEAP)) {
      host.process(ScriptedQuery.element("a", "timer 100; timer 300; timer 200; timer 200"));
      host.beforeBarrier(1);
      assertThat(host.timers()).isEqualTo(1);
      host.clock(150);
      assertThat(host.take()).isEmpty();
      host.clock(1_000);
      assertThat(texts(host.take())).containsExactly("a timer");
      assertThat(host.timers()).isZero();
    }
  }

  @Test
  void aCancelledTimerIsNotCalled() throws Exception {
    try (HostFixture host = open(Backend.HEAP)) {
      host.process(ScriptedQuery.element("a", "timer 100; cancel"));
      host.beforeBarrier(1);
      host.clock(1_000);
      assertThat(host.take()).isEmpty();
      assertThat(host.timers()).isZero();
    }
  }

  @Test
  void aTimerAtOrBeforeTheClockIsCalledRightAfterTheRecord() throws Exception {
    try (HostFixture host = open(Backend.HEAP)) {
      host.clock(100);
      host.process(ScriptedQuery.element("a", "timer 100; read"));
      assertThat(texts(host.take())).containsExactly("a none", "a timer");
      host.clock(200);
      assertThat(host.take()).isEmpty();
    }
  }

  @Test
  void flinksLastWatermarkClosesNothing() throws Exception {
    try (HostFixture host = open(Backend.HEAP)) {
      host.process(ScriptedQuery.element("a", "timer 100"));
      host.clock(Long.MIN_VALUE); // a watermark of Long.MAX
      assertThat(host.take()).isEmpty();
    }
  }

  @Test
  void theClockNeverGoesBack() throws Exception {
    try (HostFixture host = open(Backend.HEAP)) {
      host.clock(100);
      host.clock(50);
      host.process(ScriptedQuery.element("a", "read"));
      assertThat(host.take()).extracting(CommandRecord::timestampMillis).containsExactly(100L);
    }
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void stateTimersAndTheLargestClockSurviveRescaling(Backend backend) throws Exception {
    State state;
    try (HostFixture host = open(backend, 3, null)) {
      for (int key = 0; key < 20; key++) {
        host.process(ScriptedQuery.element("k" + key, "header h" + key + "; timer 500"));
      }
      host.clock(0, 100);
      host.clock(1, 300);
      state = host.snapshot(1);
    }
    try (HostFixture host = open(backend, 2, state)) {
      host.process(ScriptedQuery.element("k7", "read"));
      List<CommandRecord> commands = host.take();
      assertThat(texts(commands)).containsExactly("k7 h7");
      assertThat(commands).extracting(CommandRecord::timestampMillis).containsExactly(300L);
      assertThat(host.timers()).isEqualTo(20);
      host.clock(500);
      assertThat(host.take()).hasSize(20);
    }
  }

  @Test
  void aTimerThatTheRestoredClockHasPassedIsCalledAtTheNextWatermark() throws Exception {
    State state;
    try (HostFixture host = open(Backend.HEAP, 2, null)) {
      int fast = host.subtaskOf(ScriptedQuery.key("a"));
      String slowKey = host.subtaskOf(ScriptedQuery.key("b")) == fast ? "c" : "b";
      host.process(ScriptedQuery.element(slowKey, "timer 200"));
      host.clock(host.subtaskOf(ScriptedQuery.key("a")), 300);
      host.take();
      state = host.snapshot(1);
    }
    try (HostFixture host = open(Backend.HEAP, 1, state)) {
      host.clock(10);
      List<CommandRecord> commands = host.take();
      assertThat(commands).hasSize(1);
      assertThat(commands).extracting(CommandRecord::timestampMillis).containsExactly(300L);
    }
  }

  @Test
  void aRowThatCannotBeWrittenIsADeadLetterOfItsKey() throws Exception {
    String ahead = "ahead=" + (1_000 + 60_001);
    try (HostFixture host = open(Backend.HEAP)) {
      host.clock(1_000);
      host.process(ScriptedQuery.element("big", "header " + "x".repeat(1 << 20) + "; read"));
      host.process(ScriptedQuery.element("late", "header timeless; read"));
      host.process(ScriptedQuery.element("early", "header " + ahead + "; read"));
      host.process(ScriptedQuery.element("good", "header ahead=" + (1_000 + 60_000) + "; read"));
      assertThat(host.take()).extracting(CommandRecord::timestampMillis).containsExactly(61_000L);
      List<String> reasons = List.of("LIMIT", "INVALID_TIMESTAMP", "FUTURE_TIMESTAMP");
      List<String> keys = List.of("big", "late", "early");
      List<CommandRecord> letters = host.letters();
      assertThat(letters).hasSize(3);
      for (int i = 0; i < letters.size(); i++) {
        assertThat(ScriptedQuery.text(letters.get(i)))
            .contains("\"reason\":\"" + reasons.get(i) + "\"", "\"topic\":\"commands\"");
        assertThat(letters.get(i).key()).asString(StandardCharsets.UTF_8).isEqualTo(keys.get(i));
        assertThat(letters.get(i).timestampMillis()).isEqualTo(1_000);
        assertThat(CommandSize.bytes(letters.get(i))).isLessThanOrEqualTo(1 << 20);
      }
    }
  }
}
