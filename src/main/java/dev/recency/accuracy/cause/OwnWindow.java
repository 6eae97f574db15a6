package dev.recency.accuracy.cause;

import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.store.ReplayedStore;
import dev.recency.accuracy.truth.Feature;
import dev.recency.accuracy.truth.Known;
import dev.recency.accuracy.truth.StatementFeatures;
import java.util.BitSet;

/** Whether commands hold what had arrived in the windows that they cover. Asked once per command. */
final class OwnWindow {
  private final Known known;
  private final StatementFeatures features;
  private final ReplayedStore store;
  private final FeatureRow expected;
  private final FeatureRow held;
  private final BitSet asked = new BitSet();
  private final BitSet[] different;

  OwnWindow(Known known, StatementFeatures features, ReplayedStore store) {
    this.known = known;
    this.features = features;
    this.store = store;
    expected = new FeatureRow(features.features().size());
    held = new FeatureRow(features.features().size());
    different = new BitSet[features.features().size()];
    for (int feature = 0; feature < different.length; feature++) {
      different[feature] = new BitSet();
    }
  }

  boolean holds(int entity, FoundCommand command, Feature feature) {
    if (!asked.get(command.place())) {
      asked.set(command.place());
      known.over(
          entity,
          command.startMillis() - 1,
          command.endMillis() - 1,
          command.visibleAtMillis(),
          expected);
      store.values(command.place(), held);
      for (Feature each : features.features()) {
        different[each.index()].set(command.place(), !each.equal(expected, held));
      }
    }
    return !different[feature.index()].get(command.place());
  }
}
