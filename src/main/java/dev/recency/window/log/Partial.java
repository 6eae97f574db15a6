package dev.recency.window.log;

import dev.recency.aggregate.Aggregate;
import java.nio.ByteBuffer;

/**
 * An aggregate without an inverse, of which the log keeps a partial result per chunk and page.
 *
 * @param id stable number of the aggregate and its arguments
 */
public record Partial(int id, Aggregate<Object> aggregate) {
  /** The accumulators of no event, one per partial. */
  static Object[] create(Partial[] partials) {
    Object[] accumulators = new Object[partials.length];
    for (int i = 0; i < partials.length; i++) {
      accumulators[i] = partials[i].aggregate.create();
    }
    return accumulators;
  }

  /** Combines all of {@code other} into {@code into}. */
  static void combine(Partial[] partials, Object[] into, Object[] other) {
    for (int i = 0; i < partials.length; i++) {
      partials[i].aggregate.combine(into[i], other[i]);
    }
  }

  /** Adds some events of a run. */
  static void add(Partial[] partials, Object[] into, EventRun run, int from, int to) {
    for (int i = 0; i < partials.length; i++) {
      for (int index = from; index < to; index++) {
        partials[i].aggregate.add(into[i], run.at(index));
      }
    }
  }

  static void writeIds(Partial[] partials, ByteSink target) {
    target.writeVarint(partials.length);
    for (Partial partial : partials) {
      target.writeInt(partial.id);
      target.writeByte(partial.aggregate.formatVersion());
    }
  }

  static void write(Partial[] partials, Object[] accumulators, ByteSink target) {
    for (int i = 0; i < partials.length; i++) {
      int size = partials[i].aggregate.sizeBytes(accumulators[i]);
      target.writeVarint(size);
      partials[i].aggregate.write(accumulators[i], target.room(size));
    }
  }

  /** Which stored partial is which one of today, by {@link #writeIds}; −1: of none. */
  static int[] readIds(Partial[] partials, ByteSource source) {
    int[] order = new int[source.readCount()];
    for (int i = 0; i < order.length; i++) {
      int id = source.readInt();
      int version = source.readByte();
      order[i] = -1;
      for (int own = 0; own < partials.length; own++) {
        if (partials[own].id == id && partials[own].aggregate.formatVersion() == version) {
          order[i] = own;
        }
      }
    }
    return order;
  }

  /** Reads accumulators in this order into today's; those that were not stored stay empty. */
  static Object[] read(Partial[] partials, int[] order, ByteSource source) {
    Object[] accumulators = create(partials);
    for (int own : order) {
      ByteBuffer bytes = source.slice(source.readCount());
      if (own >= 0) {
        accumulators[own] = partials[own].aggregate.read(bytes);
      }
    }
    return accumulators;
  }

  /** Whether every partial of today is among those stored. */
  static boolean complete(Partial[] partials, int[] order) {
    int found = 0;
    for (int own : order) {
      found += own >= 0 ? 1 : 0;
    }
    return found == partials.length;
  }
}
