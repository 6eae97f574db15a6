package dev.recency.aggregate;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.nio.ByteBuffer;

/**
 * STDDEV_SAMP and STDDEV_SAMPLE as the dialect has them: the sample variance and its square root,
 * updated event by event (Youngs and Cramer, "Some results relevant to choice of sum and
 * sum-of-product algorithms", 1971); 0.0 below two values. Over INTEGER the sums wrap around in 32
 * bits, over BIGINT in 64; STDDEV_SAMP counts in 32 bits, so its n · (n − 1) wraps from 46,342 values
 * on.
 *
 * <p>Parts are combined with the means as DOUBLE (Chan, Golub and LeVeque, 1979), which is what the
 * events one by one give but for rounding. Taking an event back inverts the step, but for rounding.
 * O(1) per event; 10 to 27 bytes: squares, sum, count.
 */
final class RunningVariance implements UndoableAggregate<RunningVariance.Moments> {
  private final int slot;
  private final Simple argument;
  private final boolean root;

  /**
   * @param argument INTEGER, BIGINT or DOUBLE
   * @param root true for STDDEV_SAMPLE, false for STDDEV_SAMP
   */
  RunningVariance(int slot, Simple argument, boolean root) {
    this.slot = slot;
    this.argument = argument;
    this.root = root;
  }

  /** The accumulator: count, sum (the one that the type has), squared differences from the mean. */
  static final class Moments {
    private long count;
    private long sum;
    private double realSum;
    private double squares;
  }

  @Override
  public SqlType type() {
    return Simple.DOUBLE;
  }

  @Override
  public Moments create() {
    return new Moments();
  }

  @Override
  public void clear(Moments accumulator) {
    accumulator.count = 0;
    accumulator.sum = 0;
    accumulator.realSum = 0;
    accumulator.squares = 0;
  }

  @Override
  public void add(Moments into, Arguments event) {
    if (event.isNull(slot)) {
      return;
    }
    if (into.count > 0) {
      into.squares += step(difference(into, event), into.count + 1);
    }
    into.count++;
    if (argument == Simple.DOUBLE) {
      into.realSum += event.getDouble(slot);
    } else {
      into.sum = narrow(into.sum + event.getLong(slot));
    }
  }

  @Override
  public void remove(Moments from, Arguments event) {
    if (event.isNull(slot)) {
      return;
    }
    if (from.count > 1) {
      from.squares -= step(difference(from, event), from.count);
    }
    from.count--;
    // Rounding must not leave a variance behind where there is none, nor one below 0.
    from.squares = from.count < 2 ? 0 : Math.max(0, from.squares);
    if (argument == Simple.DOUBLE) {
      from.realSum -= event.getDouble(slot);
    } else {
      from.sum = narrow(from.sum - event.getLong(slot));
    }
  }

  /** The n-th value times n, less the sum of all n. */
  private double difference(Moments moments, Arguments event) {
    if (argument == Simple.DOUBLE) {
      double value = event.getDouble(slot);
      return value * (moments.count + 1) - (moments.realSum + value);
    }
    long value = event.getLong(slot);
    long difference = value * (moments.count + 1) - narrow(moments.sum + value);
    return root ? difference : narrow(difference);
  }

  private double step(double difference, long count) {
    long product = count * (count - 1);
    return difference * difference / (root ? product : (int) product);
  }

  private long narrow(long number) {
    return argument == Simple.INTEGER ? (int) number : number;
  }

  private double mean(Moments moments) {
    double sum = argument == Simple.DOUBLE ? moments.realSum : moments.sum;
    return sum / moments.count;
  }

  @Override
  public void combine(Moments into, Moments other) {
    if (into.count != 0 && other.count != 0) {
      double difference = mean(into) - mean(other);
      double weight = (double) into.count * other.count / (into.count + other.count);
      into.squares += weight * difference * difference;
    }
    into.squares += other.squares;
    into.count += other.count;
    into.realSum += other.realSum;
    into.sum = narrow(into.sum + other.sum);
  }

  private double value(Moments moments) {
    if (moments.count < 2) {
      return 0;
    }
    double variance = moments.squares / (moments.count - 1);
    return root ? Math.sqrt(variance) : variance;
  }

  @Override
  public Double lower(Moments accumulator) {
    return value(accumulator);
  }

  @Override
  public void lower(Moments accumulator, Row.Builder row, int rowSlot) {
    row.setDouble(rowSlot, value(accumulator));
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Moments accumulator) {
    int sum = argument == Simple.DOUBLE ? Double.BYTES : Varint.sizeSigned(accumulator.sum);
    return Double.BYTES + sum + Varint.sizeUnsigned(accumulator.count);
  }

  @Override
  public void write(Moments accumulator, ByteBuffer target) {
    target.putDouble(accumulator.squares);
    if (argument == Simple.DOUBLE) {
      target.putDouble(accumulator.realSum);
    } else {
      Varint.writeSigned(target, accumulator.sum);
    }
    Varint.writeUnsigned(target, accumulator.count);
  }

  @Override
  public Moments read(ByteBuffer source) {
    Moments moments = new Moments();
    moments.squares = source.getDouble();
    if (argument == Simple.DOUBLE) {
      moments.realSum = source.getDouble();
    } else {
      moments.sum = Varint.readSigned(source);
    }
    moments.count = Varint.readUnsigned(source);
    return moments;
  }
}
