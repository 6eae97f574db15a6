package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** EMIT FINAL delivered exactly once: its rows do not tell that a task failed. */
final class SlidingFinalIT {
  private static final int HOSTS = 8;
  private static final int STEP = 3;

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  @Test
  void finalRowsAreTheSameThroughAFailure() throws Exception {
    String name = "sliding-final";
    JobOptions options = RUNTIME.options(name).withDelivery(Delivery.EXACTLY_ONCE);
    Definitions definitions =
        Definitions.of(
            name,
            """
            CREATE STREAM pings (host STRING KEY, x INT)
              WITH (KAFKA_TOPIC='%1$s-pings', VALUE_FORMAT='JSON', PARTITIONS=2);
            CREATE TABLE counted WITH (KAFKA_TOPIC='%1$s-counted', PARTITIONS=2) AS
              SELECT host, COUNT(*) AS n FROM pings
              WINDOW SLIDING (SIZE 50 MILLISECONDS) GROUP BY host EMIT FINAL;
            """
                .formatted(name));
    long start = 1_700_000_000_000L;
    try (TestJob job = TestJob.of(RUNTIME, options, definitions)) {
      job.load(finalPings(name, start, 0, 1_000));
      job.start(FaultyEnvironment.of(RUNTIME.cluster().environment()));
      job.awaitRunning();
      job.await(name + "-counted", 100);
      job.load(finalPings(name, start, 1_000, 2_000));
      FaultPoint.ELEMENT.fail(1);
      await().atMost(TestJob.PATIENCE).until(() -> !FaultPoint.ELEMENT.pending());
      job.load(finalPings(name, start, 2_000, 3_000));
      List<String> expected = finalRows(start, 3_000);
      job.await(name + "-counted", expected.size());
      RUNTIME.cluster().checkpoint(job.id());
      Map<String, List<String>> actual = new HashMap<>();
      for (String text : Verdict.texts(job.committed(name + "-counted"))) {
        actual.computeIfAbsent(text.substring(0, 2), each -> new ArrayList<>()).add(text);
      }
      for (int host = 0; host < HOSTS; host++) {
        String own = "h" + host;
        assertThat(actual.get(own))
            .containsExactlyElementsOf(
                expected.stream().filter(each -> each.startsWith(own)).toList());
      }
      assertThat(job.committed(options.deadLetterTopic())).isEmpty();
    }
  }

  /** Host i mod 8 every three milliseconds, the two partitions in turn. */
  private static Iterator<String> finalPings(String name, long start, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                "{\"topic\":\"%s-pings\",\"partition\":%d,\"key\":\"h%d\",\"value\":{\"x\":1},\"timestamp\":%d}"
                    .formatted(name, i % 2, i % HOSTS, start + (long) STEP * i))
        .iterator();
  }

  /** Event i stands alone at its instant and leaves 50 ms later; the slower partition closes. */
  private static List<String> finalRows(long start, int events) {
    List<String> rows = new ArrayList<>();
    long clock = start + (long) STEP * (events - 2);
    for (int host = 0; host < HOSTS; host++) {
      for (long at = start; at < clock; at++) {
        int content = 0;
        boolean changed = false;
        for (int i = host; i < events; i += HOSTS) {
          long time = start + (long) STEP * i;
          content += time > at - 50 && time <= at ? 1 : 0;
          changed |= time == at || time + 50 == at;
        }
        if (changed) {
          rows.add("h%d {\"N\":%d} @%d".formatted(host, content, at));
        }
      }
    }
    return rows;
  }
}
