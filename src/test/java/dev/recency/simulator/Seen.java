package dev.recency.simulator;

import dev.recency.operator.KeyContext;
import dev.recency.operator.LiveHeader;
import dev.recency.operator.Outcome;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import org.jspecify.annotations.Nullable;

/** A context that passes everything on; tests see or change what goes through it. */
class Seen implements KeyContext {
  private final KeyContext context;

  Seen(KeyContext context) {
    this.context = context;
  }

  @Override
  public byte @Nullable [] header() {
    return context.header();
  }

  @Override
  public void putHeader(byte[] header) {
    context.putHeader(header);
  }

  @Override
  public @Nullable LiveHeader liveHeader() {
    return context.liveHeader();
  }

  @Override
  public void putHeader(LiveHeader header) {
    context.putHeader(header);
  }

  @Override
  public void deleteHeader() {
    context.deleteHeader();
  }

  @Override
  public byte @Nullable [] chunk(long id) {
    return context.chunk(id);
  }

  @Override
  public void putChunk(long id, byte[] chunk) {
    context.putChunk(id, chunk);
  }

  @Override
  public void deleteChunk(long id) {
    context.deleteChunk(id);
  }

  @Override
  public void timer(long atMillis, long rank) {
    context.timer(atMillis, rank);
  }

  @Override
  public void cancelTimer() {
    context.cancelTimer();
  }

  @Override
  public long clock() {
    return context.clock();
  }

  @Override
  public long now() {
    return context.now();
  }

  @Override
  public void count(int statement, Outcome outcome) {
    context.count(statement, outcome);
  }

  @Override
  public void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
    context.emit(statement, row, kind, asOfMillis, arrivalMillis);
  }
}
