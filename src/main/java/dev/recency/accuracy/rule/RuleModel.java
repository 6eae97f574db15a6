package dev.recency.accuracy.rule;

import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.store.ReplayedStore;
import dev.recency.accuracy.truth.StatementFeatures;
import dev.recency.accuracy.truth.WindowContent;

/**
 * Makes the commands of one statement from a rule: what the system would write if it did exactly
 * what its rule says, without delay, throttle or loss. Time O(n log n) per statement, whatever the
 * hop: equal windows in a row are one command that stands for all of them.
 */
public final class RuleModel {
  final EventTable events;
  final StatementFeatures features;
  final WindowContent content;
  final FeatureRow row;
  final long untilMillis;

  /**
   * A model over these events.
   *
   * @param content of the statement; it is left in some state
   * @param untilMillis nothing becomes visible after it
   */
  public RuleModel(
      EventTable events, StatementFeatures features, WindowContent content, long untilMillis) {
    this.events = events;
    this.features = features;
    this.content = content;
    this.untilMillis = untilMillis;
    row = new FeatureRow(features.features().size());
  }

  /**
   * What the rule writes.
   *
   * @throws IllegalArgumentException if it is unknown
   */
  public ReplayedStore replay(WindowRule rule) {
    ReplayedStore.Builder commands = new ReplayedStore.Builder(events, features, content.empty());
    for (int entity = 0; entity < events.entityCount(); entity++) {
      content.clear(entity);
      if (rule instanceof WindowRule.Hopping hopping) {
        new HoppingModel(this, hopping, commands).write(entity);
      } else if (rule instanceof WindowRule.Tumbling tumbling) {
        new TumblingModel(this, tumbling, commands).write(entity);
      } else if (rule instanceof WindowRule.Over over) {
        new OverModel(this, over, commands).write(entity);
      } else {
        new DecayingModel(this, rule, commands).write(entity);
      }
    }
    return commands.build();
  }
}
