package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * MIN and MAX of every type with an order: numbers by value, DOUBLE with −0.0 below 0.0 and NaN
 * above all, STRING by its UTF-16 code units, BYTES by its signed bytes (as the dialect compares),
 * FALSE below TRUE. NULL over nothing.
 *
 * <p>Combine has no inverse. O(1), no garbage for the types that a row holds as a primitive; one
 * byte and the value.
 */
public final class Extreme implements Aggregate<Extreme.Best> {
  private final Operand operand;
  private final boolean largest;
  private final boolean real;
  private final boolean primitive;

  private Extreme(Operand operand, boolean largest) {
    this.operand = operand;
    this.largest = largest;
    this.real = operand.type() == Simple.DOUBLE;
    this.primitive = operand.type().primitive();
  }

  /** The accumulator: the value so far, in the form that the type has in a row. */
  static final class Best {
    private boolean present;
    private long number;
    private double real;
    private @Nullable Object reference;
  }

  /** MIN. */
  static Extreme smallest(Operand operand) {
    return new Extreme(operand, false);
  }

  /** MAX. */
  static Extreme largest(Operand operand) {
    return new Extreme(operand, true);
  }

  @Override
  public SqlType type() {
    return operand.type();
  }

  @Override
  public Best create() {
    return new Best();
  }

  @Override
  public void clear(Best accumulator) {
    accumulator.present = false;
    accumulator.reference = null;
  }

  @Override
  public void add(Best into, Arguments event) {
    int slot = operand.slot();
    if (event.isNull(slot)) {
      return;
    }
    if (real) {
      offer(into, 0, event.getDouble(slot), null);
    } else if (primitive) {
      offer(into, event.getLong(slot), 0, null);
    } else {
      offer(into, 0, 0, event.getReference(slot));
    }
  }

  @Override
  public void combine(Best into, Best other) {
    if (other.present) {
      offer(into, other.number, other.real, other.reference);
    }
  }

  private void offer(Best best, long number, double fraction, @Nullable Object reference) {
    if (best.present) {
      int order = compare(best, number, fraction, reference);
      if (largest ? order >= 0 : order <= 0) {
        return;
      }
    }
    best.present = true;
    best.number = number;
    best.real = fraction;
    best.reference = reference;
  }

  private int compare(Best best, long number, double fraction, @Nullable Object reference) {
    if (best.reference != null && reference != null) {
      return ValueOrder.compare(best.reference, reference);
    }
    return real ? Double.compare(best.real, fraction) : Long.compare(best.number, number);
  }

  @Override
  public @Nullable Object lower(Best accumulator) {
    return accumulator.present ? value(accumulator) : null;
  }

  private Object value(Best best) {
    if (best.reference != null) {
      return best.reference;
    }
    return real ? (Object) best.real : operand.box(best.number);
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Best accumulator) {
    return 1 + (accumulator.present ? operand.codec().sizeBytes(value(accumulator)) : 0);
  }

  @Override
  public void write(Best accumulator, ByteBuffer target) {
    target.put((byte) (accumulator.present ? 1 : 0));
    if (accumulator.present) {
      operand.codec().write(value(accumulator), target);
    }
  }

  @Override
  public Best read(ByteBuffer source) {
    Best best = new Best();
    if ((Boolean) PrimitiveCodec.BOOLEAN.read(source)) {
      Object value = operand.codec().read(source);
      best.present = true;
      if (!primitive) {
        best.reference = value;
      } else if (value instanceof Double number) {
        best.real = number;
      } else {
        best.number =
            value instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) value).longValue();
      }
    }
    return best;
  }
}
