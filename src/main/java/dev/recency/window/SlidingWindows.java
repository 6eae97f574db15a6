package dev.recency.window;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.plan.SharedLog;
import dev.recency.plan.SlidingWindow;
import dev.recency.plan.row.Row;
import dev.recency.window.log.LogSizes;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All sliding windows over one log: {@code WINDOW SLIDING} of any number of sizes and aggregates,
 * over one sorted log of events per key.
 *
 * <p>Invariants, at every moment and for every key and statement (the interval is {@code (T − W,
 * T]}):
 *
 * <ol>
 *   <li>The last row equals the aggregates over the accepted events of the interval at its as-of.
 *   <li>Its value does not depend on the order in which the events arrived.
 *   <li>When the clock has passed the moment at which the last event leaves, the row over nothing
 *       has been emitted.
 *   <li>A key has state, and a timer, from its first accepted event until then; nothing else.
 *   <li>Each record is counted once per statement: accepted or late.
 * </ol>
 *
 * <p>Time per event and statement: O(1) amortized for what can be undone and for what can be folded,
 * whatever the length of the window and the events in it; the value of a collection costs its
 * events. An event that is older than the newest 256 to 512 of its key costs the chunk where it
 * belongs. Space: a few bytes per event of the longest window, once for all statements.
 */
public final class SlidingWindows implements KeyedOperator {
  private static final int SPARE_STATES = 64;
  private static final int SPARE_BYTES = 4_096;

  private final LogDefinition definition;
  private final Emission emission;

  /** Emptied states of keys that were dropped: keys come and go by the million. */
  private final ArrayDeque<LogState> spare = new ArrayDeque<>();

  private SlidingWindows(LogDefinition definition, Emission emission) {
    this.definition = definition;
    this.emission = emission;
  }

  /** Which instants of decay are emitted when the clock passes several at once. */
  public enum Decay {
    /** Each with its own as-of: a replay, where the clock stands in for a reader at any moment. */
    EVERY_INSTANT,
    /** Only the last: live, nobody could have read the ones between. */
    LAST_INSTANT
  }

  /**
   * The operator of a log. Its records carry the log's columns as arguments; statement i of {@link
   * KeyContext#emit} is {@code log.statements().get(i)}.
   *
   * @param having per statement, over its layout; always true if there is none
   */
  public static SlidingWindows of(SharedLog log, List<Predicate<Row>> having, Decay decay) {
    return of(log, having, decay, LogSizes.DEFAULT);
  }

  /** The same with a log that is cut in another way. */
  public static SlidingWindows of(
      SharedLog log, List<Predicate<Row>> having, Decay decay, LogSizes sizes) {
    LogDefinition definition = LogDefinition.of(log, having, sizes);
    boolean changes = log.statements().get(0).window().emit() == SlidingWindow.Emit.CHANGES;
    return new SlidingWindows(
        definition, changes ? new EmitChanges(decay) : new EmitFinal(definition.graceMillis()));
  }

  @Override
  public void onRecord(KeyedRecord record, KeyContext context) {
    LogState state = load(context);
    if (state == null) {
      LogState used = spare.pollLast();
      state = used == null ? LogState.empty(definition) : used;
    }
    emission.arrive(state, record, context);
    store(state, context);
  }

  @Override
  public void onTimer(Row key, KeyContext context) {
    LogState state = load(context);
    if (state != null) {
      emission.catchUp(state, key, context);
      store(state, context);
    }
  }

  private @Nullable LogState load(KeyContext context) {
    if (context.liveHeader() instanceof LogState live) {
      return live;
    }
    byte[] header = context.header();
    if (header == null) {
      return null;
    }
    LogState state = StateCodec.read(definition, header, context);
    for (WindowState window : state.windows) {
      if (window.unfilled) {
        emission.fill(state, window, context);
      }
    }
    return state;
  }

  private void store(LogState state, KeyContext context) {
    if (state.idle()) {
      state.log.dropBefore(Instants.NEVER, context);
      context.deleteHeader();
      context.cancelTimer();
      if (spare.size() < SPARE_STATES && state.memoryBytes() < SPARE_BYTES) {
        state.reset();
        spare.addLast(state);
      }
      return;
    }
    state.log.dropBefore(state.oldestNeededMillis(), context);
    context.putHeader(state);
    context.timer(emission.dueMillis(state));
  }
}
