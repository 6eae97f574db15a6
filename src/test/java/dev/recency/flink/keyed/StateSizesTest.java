package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.JobBuilder;
import dev.recency.flink.ShownMetrics;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

final class StateSizesTest {
  private static final int KEYS = 1_000;
  private static final int BYTES = 3;

  private final List<KeyGroupSizes> kept = new ArrayList<>();

  private static StateSizes sizes(
      int parallelism, int subtask, List<KeyGroupSizes> before, boolean keysThere) {
    KeyGroupRange own =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            JobBuilder.MAX_PARALLELISM, parallelism, subtask);
    return new StateSizes(own, JobBuilder.MAX_PARALLELISM, before, keysThere);
  }

  private static ShownMetrics shown(List<StateSizes> subtasks) {
    ShownMetrics shown = new ShownMetrics();
    subtasks.forEach(each -> each.show(shown.operator().addGroup("statement", "S")));
    return shown;
  }

  @Test
  void whatKeyGroupsHoldGoesWithThemWhenSubtasksBecomeMoreAndFewer() {
    StateSizes one = sizes(1, 0, List.of(), false);
    for (int hash = 0; hash < KEYS; hash++) {
      one.changed(hash, 1, BYTES);
    }
    kept.addAll(one.toKeep());
    for (int parallelism : List.of(3, 2)) {
      List<StateSizes> subtasks = new ArrayList<>();
      for (int subtask = 0; subtask < parallelism; subtask++) {
        subtasks.add(sizes(parallelism, subtask, kept, true));
      }
      ShownMetrics shown = shown(subtasks);
      assertThat(shown.values("S", "keysWithState")).allMatch(keys -> keys > 0 && keys < KEYS);
      assertThat(shown.sum("S", "keysWithState")).isEqualTo(KEYS);
      assertThat(shown.sum("S", "stateBytes")).isEqualTo(KEYS * BYTES);
      kept.clear();
      subtasks.forEach(each -> kept.addAll(each.toKeep()));
    }
  }

  @Test
  void keysThatNobodyHasToldOfMakeItUnknownAlsoForThoseWhoComeLater() {
    StateSizes older = sizes(2, 0, List.of(), true);
    older.changed(0, 1, BYTES);
    assertThat(shown(List.of(older)).sum("S", "keysWithState")).isEqualTo(StateSizes.UNKNOWN);
    assertThat(shown(List.of(older)).sum("S", "stateBytes")).isEqualTo(StateSizes.UNKNOWN);
    assertThat(older.toKeep()).isEmpty();
    List<KeyGroupSizes> half = sizes(2, 1, List.of(), false).toKeep();
    assertThat(shown(List.of(sizes(1, 0, half, true))).sum("S", "stateBytes"))
        .as("half of it is not known")
        .isEqualTo(StateSizes.UNKNOWN);
  }
}
