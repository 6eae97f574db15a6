package dev.recency.window.log;

import dev.recency.plan.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A run of events as bytes: count, time of the first, steps to the next ones, then each column as a
 * block {@code id(4) length nulls? values}. Whole numbers are steps from the value before; doubles
 * the bits that differ, mirrored; others length and bytes. A column that is not known any more is
 * skipped, one that was not stored then is NULL.
 */
public final class RunCodec {
  private static final int SOME_NULL = 1;

  private final LogColumn[] columns;
  private final ByteSink block = new ByteSink();

  public RunCodec(LogColumn[] columns) {
    this.columns = columns;
  }

  /** Writes the events from one index to before another. */
  void write(EventRun run, int from, int to, ByteSink target) {
    target.writeVarint(to - from);
    long before = 0;
    for (int i = from; i < to; i++) {
      long time = run.time(i);
      if (i == from) {
        target.writeSigned(time);
      } else {
        target.writeVarint(time - before);
      }
      before = time;
    }
    target.writeVarint(columns.length);
    for (int column = 0; column < columns.length; column++) {
      target.writeInt(columns[column].id());
      block.clear();
      writeColumn(run, from, to, column);
      target.writeBlock(block.toBytes());
    }
  }

  private void writeColumn(EventRun run, int from, int to, int column) {
    boolean someNull = false;
    for (int i = from; i < to && !someNull; i++) {
      someNull = run.at(i).isNull(column);
    }
    block.writeByte(someNull ? SOME_NULL : 0);
    if (someNull) {
      writeNulls(run, from, to, column);
    }
    LogColumn type = columns[column];
    boolean isDouble = type.type() == SqlType.Simple.DOUBLE;
    long before = 0;
    for (int i = from; i < to; i++) {
      if (run.at(i).isNull(column)) {
        continue;
      }
      if (type.primitive()) {
        long value = run.getLong(column);
        if (isDouble) {
          block.writeVarint(Long.reverse(value ^ before));
        } else {
          block.writeSigned(value - before);
        }
        before = value;
      } else {
        Object value = Objects.requireNonNull(run.getReference(column));
        int size = type.codec().sizeBytes(value);
        block.writeVarint(size);
        type.codec().write(value, block.room(size));
      }
    }
  }

  private void writeNulls(EventRun run, int from, int to, int column) {
    for (int i = from; i < to; i += Byte.SIZE) {
      int bits = 0;
      for (int bit = 0; bit < Byte.SIZE && i + bit < to; bit++) {
        bits |= run.at(i + bit).isNull(column) ? 1 << bit : 0;
      }
      block.writeByte(bits);
    }
  }

  /** The run that was written. */
  EventRun read(ByteSource source) {
    int count = source.readCount();
    EventRun run = new EventRun(columns, Math.max(count, 1));
    long time = 0;
    for (int i = 0; i < count; i++) {
      time = i == 0 ? source.readSigned() : time + source.readVarint();
      run.append(time);
    }
    boolean[] filled = new boolean[columns.length];
    int stored = source.readCount();
    for (int i = 0; i < stored; i++) {
      int id = source.readInt();
      ByteSource values = source.block();
      for (int column = 0; column < columns.length; column++) {
        if (columns[column].id() == id) {
          readColumn(values, run, column);
          filled[column] = true;
        }
      }
    }
    for (int column = 0; column < columns.length; column++) {
      for (int i = 0; !filled[column] && i < count; i++) {
        run.setNull(column, i);
      }
    }
    return run;
  }

  private void readColumn(ByteSource source, EventRun run, int column) {
    int count = run.size();
    boolean someNull = source.readByte() == SOME_NULL;
    List<Integer> bits = new ArrayList<>();
    for (int i = 0; someNull && i < count; i += Byte.SIZE) {
      bits.add(source.readByte());
    }
    LogColumn type = columns[column];
    boolean isDouble = type.type() == SqlType.Simple.DOUBLE;
    long before = 0;
    for (int i = 0; i < count; i++) {
      if (someNull && (bits.get(i / Byte.SIZE) >> i % Byte.SIZE & 1) != 0) {
        run.setNull(column, i);
        continue;
      }
      if (type.primitive()) {
        before =
            isDouble ? before ^ Long.reverse(source.readVarint()) : before + source.readSigned();
        run.setPrimitive(column, i, before);
      } else {
        run.setReference(column, i, type.codec().read(source.slice(source.readCount())));
      }
    }
  }
}
