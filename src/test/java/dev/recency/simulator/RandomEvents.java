package dev.recency.simulator;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random values for the columns of the stream {@code events}. */
final class RandomEvents {
  private static final List<Double> WILD =
      List.of(
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          1e17,
          -1e17,
          1e308,
          -1e308,
          Double.MIN_VALUE,
          -0.0,
          0.0);

  private static final List<String> TEXTS =
      List.of("", "a", "b", "c", "A", "aa", "ä", "\u65e5\u672c", "\ud83d\ude00", "long ".repeat(9));

  private final Random random;
  private final int keys;
  private final int wildness;

  /**
   * @param wildness one in so many values is extreme
   */
  RandomEvents(Random random, int keys, int wildness) {
    this.random = random;
    this.keys = keys;
    this.wildness = wildness;
  }

  /** Values of all columns but the time. */
  Map<String, Object> values() {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("K", random.nextInt(40) == 0 ? null : "k" + random.nextInt(keys));
    values.put("N", random.nextInt(40) == 0 ? null : random.nextInt(5));
    values.put("I", maybe(wild() ? extreme().intValue() : (Integer) (random.nextInt(9) - 3)));
    values.put("B", maybe(wild() ? extreme() : (Long) (random.nextInt(1000) - 300L)));
    values.put("D", maybe(wild() ? WILD.get(random.nextInt(WILD.size())) : tenths()));
    values.put("M", maybe(decimal()));
    values.put("S", maybe(TEXTS.get(random.nextInt(TEXTS.size()))));
    Map<String, Object> present = new HashMap<>();
    values.forEach(
        (name, value) -> {
          if (value != null) {
            present.put(name, value);
          }
        });
    return present;
  }

  private boolean wild() {
    return random.nextInt(wildness) == 0;
  }

  private @Nullable Object maybe(Object value) {
    return random.nextInt(8) == 0 ? null : value;
  }

  private Long extreme() {
    return switch (random.nextInt(4)) {
      case 0 -> Long.MAX_VALUE;
      case 1 -> Long.MIN_VALUE;
      case 2 -> (long) Integer.MAX_VALUE;
      default -> random.nextLong();
    };
  }

  private Double tenths() {
    return random.nextInt(10) / 10.0;
  }

  private BigDecimal decimal() {
    long unscaled = wild() ? random.nextLong() / 100 : random.nextInt(100_000) - 30_000;
    return BigDecimal.valueOf(unscaled, 3);
  }
}
