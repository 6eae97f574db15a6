package dev.recency.expression.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Table functions: the list whose elements become rows. */
final class TableFunctions {
  /** Bounds the rows of one event to about a million. */
  private static final int MAX_CUBE_VALUES = 20;

  private TableFunctions() {}

  static void register(Registry registry) {
    registry.one("EXPLODE(ARRAY<T>) -> T", (List<?> list) -> list);
    registry.one("CUBE_EXPLODE(ARRAY<T>) -> ARRAY<T>", TableFunctions::cube);
  }

  /**
   * Every choice of values kept and values made NULL, from none kept to all, the last value changing
   * fastest. A value that is NULL has no choice.
   */
  private static List<?> cube(List<?> values) {
    FunctionErrors.check(
        values.size() <= MAX_CUBE_VALUES, "CUBE_EXPLODE takes at most " + MAX_CUBE_VALUES);
    int[] present =
        IntStream.range(0, values.size()).filter(index -> values.get(index) != null).toArray();
    List<List<?>> choices = new ArrayList<>();
    for (int choice = 0; choice < 1 << present.length; choice++) {
      @Nullable Object[] kept = new @Nullable Object[values.size()];
      for (int i = 0; i < present.length; i++) {
        boolean keep = (choice >> (present.length - 1 - i) & 1) == 1;
        kept[present[i]] = keep ? values.get(present[i]) : null;
      }
      choices.add(Collections.unmodifiableList(Arrays.asList(kept)));
    }
    return choices;
  }
}
