package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.Query;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.simulator.TableMutants.Distortion;
import dev.recency.simulator.TableMutants.Emitted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An operator over tables that breaks one rule is found out by {@link TableRun}. */
class TableMutantsTest {
  private static final int SEEDS = 10;
  private static final int STEPS = 200;

  /** In how many of the scripts the mutant writes something else than the model. */
  private static int found(RunnerOptions.Operators mutant) {
    return (int)
        IntStream.rangeClosed(1, SEEDS)
            .filter(seed -> new TableRun(seed, mutant).difference(STEPS).isPresent())
            .count();
  }

  private static int foundInGroups(Distortion distortion) {
    return found(TableMutants.distorted(Query.TableAggregate.class, distortion));
  }

  private static int foundInFilters(Distortion distortion) {
    return found(TableMutants.distorted(Query.FilteredTable.class, distortion));
  }

  private static List<Emitted> without(List<Emitted> rows, RowKind kind) {
    return rows.stream().filter(each -> each.kind() != kind).toList();
  }

  /** The group of the only row type with one GROUP BY value, then the flags. */
  private static Row withFlags(Row row, boolean old, boolean added) {
    Row flags = new Row.Builder(2).setBoolean(0, old).setBoolean(1, added).build();
    int group = row.size() % 2 == 0 ? 2 : 1;
    return Row.join(row.part(0, group), flags, row.part(group + 2, row.size()));
  }

  @Test
  void theRightOperatorsAreNotFound() {
    assertThat(foundInGroups(rows -> rows)).isZero();
    assertThat(foundInFilters(rows -> rows)).isZero();
  }

  @Test
  void deletesThatAreIgnoredAreFound() {
    assertThat(found(TableMutants.withoutDeletes())).isEqualTo(SEEDS);
  }

  @Test
  void aRowThatDoesNotLeaveItsGroupIsFound() {
    assertThat(foundInGroups(rows -> without(rows, RowKind.DELETE))).isEqualTo(SEEDS);
  }

  @Test
  void aRowThatIsAddedBeforeTheOldOneLeavesIsFound() {
    assertThat(
            foundInGroups(
                rows -> {
                  List<Emitted> reversed = new ArrayList<>(rows);
                  Collections.reverse(reversed);
                  return reversed;
                }))
        .isEqualTo(SEEDS);
  }

  @Test
  void aReplacedRowThatStaysIsFound() {
    assertThat(
            foundInGroups(
                rows ->
                    rows.stream()
                        .map(
                            each ->
                                each.kind() == RowKind.UPDATE
                                    ? new Emitted(
                                        withFlags(each.row(), false, true),
                                        each.kind(),
                                        each.asOfMillis(),
                                        each.arrivalMillis())
                                    : each)
                        .toList()))
        .isEqualTo(SEEDS);
  }

  @Test
  void aReplacementInTwoStepsIsFound() {
    assertThat(
            foundInGroups(
                rows ->
                    rows.stream()
                        .flatMap(
                            each ->
                                each.kind() == RowKind.UPDATE
                                    ? List.of(
                                        new Emitted(
                                            withFlags(each.row(), true, false),
                                            RowKind.DELETE,
                                            each.asOfMillis(),
                                            each.arrivalMillis()),
                                        new Emitted(
                                            withFlags(each.row(), false, true),
                                            RowKind.INSERT,
                                            each.asOfMillis(),
                                            each.arrivalMillis()))
                                        .stream()
                                    : List.of(each).stream())
                        .toList()))
        .isEqualTo(SEEDS);
  }

  @Test
  void aFilterThatWritesNoTombstonesIsFound() {
    assertThat(foundInFilters(rows -> without(rows, RowKind.DELETE))).isEqualTo(SEEDS);
  }

  @Test
  void aFilterThatSaysARowTwiceIsFound() {
    assertThat(
            foundInFilters(
                rows -> {
                  List<Emitted> twice = new ArrayList<>(rows);
                  twice.addAll(rows);
                  return twice;
                }))
        .isEqualTo(SEEDS);
  }
}
