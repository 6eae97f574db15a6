package dev.recency.flink.statement;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * One number for some statements, shown under each of them on top of what that one had counted
 * before this task began. Not thread-safe; reporters may see a number that is a moment old.
 */
final class SharedCounter {
  private final long[] before;
  private long count;

  /**
   * @param before by statement
   */
  SharedCounter(long... before) {
    this.before = before;
  }

  void inc() {
    count++;
  }

  /** What this statement has counted, all tasks before this one included. */
  long count(int statement) {
    return before[statement] + count;
  }

  void show(int statement, MetricGroup group, String name) {
    group.counter(name, new Shown(statement));
  }

  /** Reporters know counters by this interface; none of them counts. */
  private final class Shown implements Counter {
    private final int statement;

    Shown(int statement) {
      this.statement = statement;
    }

    @Override
    public long getCount() {
      return count(statement);
    }

    @Override
    public void inc() {
      inc(1);
    }

    @Override
    public void inc(long n) {
      count += n;
    }

    @Override
    public void dec() {
      inc(-1);
    }

    @Override
    public void dec(long n) {
      inc(-n);
    }
  }
}
