package dev.recency.bench.windows;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Variants that are measured round by round, one after the other.
 *
 * @param variants the first one is what the others are divided by
 */
record Suite(String name, List<Variant> variants, List<Goal> goals) {
  /** The same with only those variants in whose names the pattern is found. */
  Suite only(Pattern pattern) {
    List<Variant> left =
        variants.stream().filter(variant -> pattern.matcher(variant.name()).find()).toList();
    List<String> names = left.stream().map(Variant::name).toList();
    List<Goal> sensible =
        goals.stream()
            .filter(goal -> names.contains(goal.subject()) && names.contains(goal.against()))
            .toList();
    return new Suite(name, left, sensible);
  }

  /**
   * One round to warm up, then so many that count.
   *
   * @throws IllegalStateException if a variant emits other rows than it must
   */
  Results measure(Stage stage, int rounds) {
    Results results = new Results();
    for (Variant variant : variants) {
      variant
          .expected()
          .ifPresent(checksum -> results.check(variant.name(), checksum.getAsLong()));
    }
    for (int round = 0; round <= rounds; round++) {
      for (Variant variant : variants) {
        Meter.Reading reading = stage.run(variant);
        results.check(variant.name(), reading.checksum());
        Cost cost = Cost.of(reading, variant.feed().events());
        System.err.printf(
            "%s round [%d] %s: [%.0f] events/s, [%.0f] ns of CPU, [%.2f] rows per event%n",
            name, round, variant.name(), cost.eventsPerSecond(), cost.cpuNanos(), cost.rows());
        if (round > 0) {
          results.add(variant.name(), cost);
        }
      }
    }
    Feed.forget();
    return results;
  }
}
