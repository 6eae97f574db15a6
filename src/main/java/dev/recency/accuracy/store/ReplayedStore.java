package dev.recency.accuracy.store;

import dev.recency.accuracy.column.FeatureColumns;
import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.column.Grouping;
import dev.recency.accuracy.column.IntColumn;
import dev.recency.accuracy.column.LongColumn;
import dev.recency.accuracy.column.Search;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.store.VisibleCommand.Bounds;
import dev.recency.accuracy.truth.Feature;
import dev.recency.accuracy.truth.StatementFeatures;
import java.util.Arrays;

/**
 * All commands of one statement and system: per entity by the moment at which they became visible,
 * of equal moments the later one counts. A command hides those that were written before it, so none
 * of them becomes visible later than it. About 50 bytes per command and 8 more per feature.
 */
public final class ReplayedStore {
  /** Answered where the store holds nothing yet. */
  public static final int MISSING = -1;

  private final Grouping grouping;
  private final long[] visible;
  private final Builder commands;

  private ReplayedStore(Builder commands, int entities) {
    this.commands = commands;
    commands.hideOlder(entities);
    grouping = Grouping.of(commands.entities, commands.visible, entities);
    visible = new long[grouping.size()];
    for (int place = 0; place < visible.length; place++) {
      visible[place] = commands.visible.get(grouping.row(place));
    }
  }

  /** Number of commands that it holds; a command may stand for several equal ones. */
  public int size() {
    return visible.length;
  }

  /** Number of commands that were written, those of unknown entities included. */
  public long written() {
    return commands.written;
  }

  /** Commands of entities that no event has. */
  public long unknownEntities() {
    return commands.unknownEntities;
  }

  /** The place of an entity's first command. */
  public int start(int entity) {
    return grouping.start(entity);
  }

  /** The place behind an entity's last command. */
  public int end(int entity) {
    return grouping.end(entity);
  }

  /** The place of the command that a reader finds at an instant, or {@link #MISSING}. */
  public int at(int entity, long instantMillis) {
    int after = Search.firstAbove(visible, start(entity), end(entity), instantMillis);
    return after == start(entity) ? MISSING : after - 1;
  }

  /** The moment from which readers find the command at a place. */
  public long visibleAt(int place) {
    return visible[place];
  }

  /** The record timestamp of the command at a place. */
  public long timestamp(int place) {
    return commands.timestamps.get(grouping.row(place));
  }

  /** Event times that the command at a place covers. */
  public Bounds bounds(int place) {
    int row = grouping.row(place);
    return new Bounds(commands.starts.get(row), commands.ends.get(row));
  }

  /** The end of the last window of equal content that the command at a place stands for. */
  public long lastEnd(int place) {
    return commands.lastEnds.get(grouping.row(place));
  }

  /** Fills the row with the values of the command at a place. */
  public void values(int place, FeatureRow into) {
    commands.values.get(grouping.row(place), into);
  }

  /** Takes commands in the order in which they were written. */
  public static final class Builder {
    private final EventTable events;
    private final StatementFeatures features;
    private final FeatureRow empty;
    private final FeatureRow scratch;
    private final IntColumn entities = new IntColumn();
    private final LongColumn visible = new LongColumn();
    private final LongColumn timestamps = new LongColumn();
    private final LongColumn starts = new LongColumn();
    private final LongColumn ends = new LongColumn();
    private final LongColumn lastEnds = new LongColumn();
    private final FeatureColumns values;
    private long written;
    private long unknownEntities;

    /**
     * A store without commands.
     *
     * @param empty the features over nothing: what a tombstone means
     */
    public Builder(EventTable events, StatementFeatures features, FeatureRow empty) {
      this.events = events;
      this.features = features;
      this.empty = empty;
      scratch = new FeatureRow(features.features().size());
      values = new FeatureColumns(features.features().size());
    }

    /** Takes a command that a system wrote. */
    public void add(VisibleCommand command) {
      int entity = events.entity(command.entity());
      if (entity == EventTable.NO_ENTITY) {
        written++;
        unknownEntities++;
        return;
      }
      scratch.set(empty);
      if (!command.tombstone()) {
        for (Feature feature : features.features()) {
          Object value = command.values().get(feature.index());
          scratch.set(feature.index(), feature.number().bits(value));
        }
      }
      Bounds window = command.window();
      add(
          entity,
          command.visibleAtMillis(),
          command.timestampMillis(),
          window,
          window.endMillis(),
          scratch);
      written++;
    }

    /**
     * Takes a command as it is held; {@link #count} says how many were written.
     *
     * @param window the first window of this content
     * @param lastEndMillis the end of the last one
     */
    public void add(
        int entity,
        long visibleAtMillis,
        long timestampMillis,
        Bounds window,
        long lastEndMillis,
        FeatureRow row) {
      entities.add(entity);
      visible.add(visibleAtMillis);
      timestamps.add(timestampMillis);
      starts.add(window.startMillis());
      ends.add(window.endMillis());
      lastEnds.add(lastEndMillis);
      values.add(row);
    }

    private void hideOlder(int entityCount) {
      long[] next = new long[entityCount];
      Arrays.fill(next, Long.MAX_VALUE);
      for (int row = entities.size() - 1; row >= 0; row--) {
        int entity = entities.get(row);
        next[entity] = Math.min(next[entity], visible.get(row));
        visible.set(row, next[entity]);
      }
    }

    /** Adds to the number of commands that were written. */
    public void count(long commands) {
      written += commands;
    }

    /** The store. The builder must not be used afterwards. */
    public ReplayedStore build() {
      return new ReplayedStore(this, events.entityCount());
    }
  }
}
