package dev.recency.window.session;

import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import dev.recency.window.time.Aggregation;
import dev.recency.window.time.Blocks;
import dev.recency.window.time.Totals;

/** One session of a key that is not over. Its position is its end: no two of a key share it. */
final class Session extends Blocks.Entry {
  final long startMillis;
  final Totals totals;

  /** Whether the last row of it passed HAVING. */
  final boolean visible;

  Session(long startMillis, long endMillis, Totals totals, boolean visible) {
    super(endMillis);
    this.startMillis = startMillis;
    this.totals = totals;
    this.visible = visible;
  }

  long endMillis() {
    return position();
  }

  /** {@code flags, length, totals}. */
  record Format(Aggregation aggregation, int blockEntries) implements Blocks.Format<Session> {
    private static final int VISIBLE = 1;

    @Override
    public void write(Session session, ByteSink target) {
      target.writeByte(session.visible ? VISIBLE : 0);
      target.writeVarint(session.endMillis() - session.startMillis);
      aggregation.write(session.totals, target);
    }

    @Override
    public Session read(long position, ByteSource source) {
      boolean visible = (source.readByte() & VISIBLE) != 0;
      long startMillis = position - source.readVarint();
      return new Session(startMillis, position, aggregation.read(source), visible);
    }

    @Override
    public int memoryBytes(Session session) {
      return 48 + aggregation.memoryBytes(session.totals);
    }
  }
}
