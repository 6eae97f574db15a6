package dev.recency.flink.replay;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/** Looks up the offsets of the topic once and gives the one split to the one reader. */
final class ReplayEnumerator implements SplitEnumerator<ReplaySplit, ReplayState> {
  private static final int ONLY_READER = 0;

  private final SplitEnumeratorContext<ReplaySplit> context;
  private final Callable<ReplaySplit> lookUp;
  private boolean found;
  private @Nullable ReplaySplit waiting;

  ReplayEnumerator(
      SplitEnumeratorContext<ReplaySplit> context,
      Callable<ReplaySplit> lookUp,
      ReplayState state) {
    this.context = context;
    this.lookUp = lookUp;
    this.found = state.found();
    this.waiting = state.waiting().orElse(null);
  }

  @Override
  public void start() {
    if (context.currentParallelism() != 1) {
      throw new IllegalStateException("a replay has one reader per topic: its parallelism is 1");
    }
    if (!found) {
      context.callAsync(lookUp, this::found);
    }
  }

  private void found(@Nullable ReplaySplit split, @Nullable Throwable failure) {
    if (failure != null) {
      throw new FlinkRuntimeException("the offsets of the replayed topic are unknown", failure);
    }
    found = true;
    waiting = split;
    assign();
  }

  @Override
  public void addReader(int reader) {
    assign();
  }

  @Override
  public void addSplitsBack(List<ReplaySplit> splits, int reader) {
    splits.forEach(split -> waiting = split);
    assign();
  }

  private void assign() {
    if (!found || !context.registeredReaders().containsKey(ONLY_READER)) {
      return;
    }
    if (waiting != null) {
      context.assignSplit(waiting, ONLY_READER);
      waiting = null;
    }
    context.signalNoMoreSplits(ONLY_READER);
  }

  @Override
  public ReplayState snapshotState(long checkpointId) {
    return new ReplayState(found, Optional.ofNullable(waiting));
  }

  @Override
  public void handleSplitRequest(int reader, @Nullable String hostname) {}

  @Override
  public void close() {}
}
