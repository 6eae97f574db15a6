package dev.recency.flink.keyed;

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
import dev.recency.format.RecordDecoder;
import dev.recency.operator.ClockOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/**
 * Live clock, keying and host as the job chains them, with a wall clock that the test steps. Every
 * partition counts as read to its end.
 */
final class LiveChain implements AutoCloseable {
  private final OneInputStreamOperatorTestHarness<SourceElement, SourceElement> clock;
  private final OneInputStreamOperatorTestHarness<SourceElement, KeyedElement> keying;
  private final HostFixture host;
  private final RecordDecoder decoder;
  private final String topic;
  private final List<CommandRecord> seen = new ArrayList<>();

  /** What a checkpoint keeps of a chain. */
  record State(OperatorSubtaskState clock, HostFixture.State host) {}

  /**
   * @param definitions one source over one topic, one group of statements
   * @param nowMillis what the wall clock shows
   * @param state of a chain before, or null
   */
  LiveChain(
      Definitions definitions,
      Path directory,
      int partitions,
      long nowMillis,
      @Nullable State state)
      throws Exception {
    KeyedGroup group = KeyedGroup.of(definitions.plan()).get(0);
    decoder = Decoders.of(definitions.plan().inputs().get(0));
    topic = definitions.plan().inputs().get(0).source().serialization().topic();
    clock =
        new OneInputStreamOperatorTestHarness<>(
            new LiveClockOperator(
                Clocking.live(topic, ClockOptions.DEFAULT), (reader, partition) -> true));
    keying =
        new OneInputStreamOperatorTestHarness<>(
            new KeyingOperator(definitions, group.uid(), 0, new DeadLetters("dead", 1 << 20)));
    host =
        HostFixture.open(
            new PlannedQuery(definitions, group.uid(), false),
            Backend.HEAP,
            directory,
            1,
            state == null ? null : state.host());
    clock.setProcessingTime(nowMillis);
    clock.setup(SourceElementSerializer.INSTANCE);
    if (state != null) {
      clock.initializeState(state.clock());
    }
    clock.open();
    keying.setup(KeyedElementSerializer.INSTANCE);
    keying.open();
    List<Integer> assigned = IntStream.range(0, partitions).boxed().toList();
    clock.processElement(new StreamRecord<>(new SourceElement.Assigned("reader", assigned)));
  }

  HostFixture host() {
    return host;
  }

  /** The wall clock reaches an instant. */
  void now(long millis) throws Exception {
    clock.setProcessingTime(millis);
    passOn();
  }

  /** An event arrives whose record timestamp is its time. */
  void event(int partition, String key, long atMillis) throws Exception {
    RawRecord raw =
        new RawRecord(topic, partition, 0, atMillis, bytes(key), bytes("{\"x\":1}"), List.of());
    clock.processElement(
        new StreamRecord<>(new SourceElement.Read(raw, List.of(decoder.decode(raw)))));
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
    seen.addAll(host.take());
  }

  /** The commands since the last call. */
  List<CommandRecord> take() {
    List<CommandRecord> taken = List.copyOf(seen);
    seen.clear();
    return taken;
  }

  State snapshot() throws Exception {
    return new State(clock.snapshot(1, 1), host.snapshot(1));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws Exception {
    clock.close();
    keying.close();
    host.close();
  }
}
