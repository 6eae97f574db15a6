package dev.recency.window.session;

import dev.recency.operator.KeyContext;
import dev.recency.operator.LiveHeader;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import dev.recency.window.time.Aggregation;
import dev.recency.window.time.Blocks;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;

/** One key: its sessions by their end. */
final class SessionState implements LiveHeader {
  private static final int VERSION = 1;
  static final long UNSET = Long.MIN_VALUE;

  final Blocks<Session> sessions;

  /** How many events came, the number of the last one. */
  long sequence;

  /** The largest arrival. */
  long stampMillis = Long.MIN_VALUE;

  /** When the timer is set to come, or UNSET. */
  long dueMillis = UNSET;

  /** The rank of the timer. */
  long dueRank;

  /**
   * Whether a session may begin before one that ends earlier: an event of a slow partition has met
   * one that was over for a fast one.
   */
  private boolean nested;

  private SessionState(Blocks<Session> sessions) {
    this.sessions = sessions;
  }

  /** The state of the current key; empty if it has none. */
  static SessionState load(Session.Format format, KeyContext context) {
    if (context.liveHeader() instanceof SessionState live) {
      return live;
    }
    byte[] header = context.header();
    return header == null ? new SessionState(new Blocks<>(format)) : read(format, header);
  }

  /**
   * The sessions that end at {@code fromMillis} or later and begin at {@code toMillis} or earlier,
   * by ascending end.
   */
  List<Session> reaching(long fromMillis, long toMillis, KeyContext context) {
    List<Session> found = new ArrayList<>();
    Session each = sessions.ceiling(fromMillis, context);
    while (each != null && (nested || each.startMillis <= toMillis)) {
      if (each.startMillis <= toMillis) {
        found.add(each);
      }
      each = sessions.higher(each.endMillis(), context);
    }
    return found;
  }

  /** Puts a session in place of others. */
  void replace(List<Session> old, Session made, KeyContext context) {
    for (Session each : old) {
      sessions.remove(each.endMillis(), context);
    }
    Session before = sessions.lower(made.endMillis(), context);
    Session behind = sessions.higher(made.endMillis(), context);
    nested |= before != null && before.startMillis > made.startMillis;
    nested |= behind != null && behind.startMillis < made.startMillis;
    sessions.put(made, context);
  }

  @Override
  public byte[] toBytes() {
    ByteSink target = new ByteSink();
    target.writeByte(VERSION);
    target.writeByte(nested ? 1 : 0);
    target.writeVarint(sequence);
    target.writeSigned(stampMillis);
    target.writeSigned(dueMillis);
    target.writeSigned(dueRank);
    sessions.write(target);
    return target.toBytes();
  }

  private static SessionState read(Session.Format format, byte[] header) {
    Aggregation aggregation = format.aggregation();
    ByteSource source = new ByteSource(header);
    try {
      int version = source.readByte();
      if (version != VERSION) {
        throw aggregation.refused("format version [" + version + "], expected [" + VERSION + "]");
      }
      boolean nested = source.readByte() != 0;
      long sequence = source.readVarint();
      long stampMillis = source.readSigned();
      long dueMillis = source.readSigned();
      long dueRank = source.readSigned();
      SessionState state = new SessionState(Blocks.read(format, source));
      state.nested = nested;
      state.sequence = sequence;
      state.stampMillis = stampMillis;
      state.dueMillis = dueMillis;
      state.dueRank = dueRank;
      return state;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw aggregation.refused("only [" + header.length + "] bytes or damaged ones");
    }
  }

  @Override
  public int memoryBytes() {
    return 96 + sessions.memoryBytes();
  }
}
