package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * HISTOGRAM: how often each text occurs, for the first {@value #MAX_VALUES} distinct ones by the
 * {@link Arguments#position} where each was first seen; NULL counts as the text {@code null}.
 *
 * <p>Events are to be added, and runs combined, by position: the occurrences of a text beyond the
 * limit are not kept, so an earlier one would come too late to count them. Up to the limit any order
 * will do. Taking an event back takes one off the count of its text. O(log values) per event; O(values) of state.
 */
public final class Histogram
    implements CollectingAggregate<Histogram.Counts>, UndoableAggregate<Histogram.Counts> {
  /** Texts that are counted; those first seen after them are left out. */
  public static final int MAX_VALUES = 1000;

  private static final String NULL_TEXT = "null";
  private static final ValueCodec CODEC = TextCodec.STRING;

  private final Operand operand;

  Histogram(Operand operand) {
    this.operand = operand;
  }

  /** The accumulator. */
  static final class Counts {
    private final FirstSeen texts = new FirstSeen(MAX_VALUES);
  }

  @Override
  public SqlType type() {
    return new SqlType.MapOf(Simple.STRING, Simple.BIGINT);
  }

  /** Never: a text that is there can occur again. */
  @Override
  public boolean full(Counts accumulator) {
    return false;
  }

  @Override
  public Counts create() {
    return new Counts();
  }

  @Override
  public void clear(Counts accumulator) {
    accumulator.texts.clear();
  }

  @Override
  public void add(Counts into, Arguments event) {
    into.texts.offer(text(event), event.position(), 1);
  }

  @Override
  public void remove(Counts from, Arguments event) {
    from.texts.withdraw(text(event));
  }

  private byte[] text(Arguments event) {
    Object text = operand.value(event);
    return CODEC.encode(text == null ? NULL_TEXT : text);
  }

  @Override
  public void combine(Counts into, Counts other) {
    into.texts.offerAll(other.texts);
  }

  @Override
  public Map<String, Long> lower(Counts accumulator) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (FirstSeen.Seen seen : accumulator.texts.inOrder()) {
      counts.put((String) CODEC.read(ByteBuffer.wrap(bytes(seen))), seen.count());
    }
    return Collections.unmodifiableMap(counts);
  }

  private static byte[] bytes(FirstSeen.Seen seen) {
    byte[] bytes = seen.value().bytes();
    return bytes == null ? CODEC.encode(NULL_TEXT) : bytes;
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Counts accumulator) {
    int size = Varint.sizeUnsigned(accumulator.texts.size());
    long before = 0;
    for (FirstSeen.Seen seen : accumulator.texts.inOrder()) {
      size += Varint.sizeSigned(seen.position() - before);
      size += bytes(seen).length + Varint.sizeUnsigned(seen.count());
      before = seen.position();
    }
    return size;
  }

  /** Count, per text: step from the position before, text, occurrences. */
  @Override
  public void write(Counts accumulator, ByteBuffer target) {
    Varint.writeUnsigned(target, accumulator.texts.size());
    long before = 0;
    for (FirstSeen.Seen seen : accumulator.texts.inOrder()) {
      Varint.writeSigned(target, seen.position() - before);
      target.put(bytes(seen));
      Varint.writeUnsigned(target, seen.count());
      before = seen.position();
    }
  }

  @Override
  public Counts read(ByteBuffer source) {
    Counts counts = new Counts();
    int size = Varint.readCount(source, Math.min(MAX_VALUES, source.remaining()));
    long position = 0;
    for (int i = 0; i < size; i++) {
      position += Varint.readSigned(source);
      byte[] text = CODEC.encode(CODEC.read(source));
      counts.texts.offer(text, position, Varint.readUnsigned(source));
    }
    return counts;
  }
}
