package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Judges what a job says after it went on from a stored savepoint. */
final class FixtureVerdict {
  /** Its commands between two arrivals depend on when the clock moved; their values do not. */
  private static final List<String> DECAYING = List.of("fixture-recent", "fixture-latest");

  private static final String STATELESS = "fixture-strong";

  /** Rows of several primary keys meet in a group, in any order. */
  private static final String UNORDERED = "fixture-genres";

  private FixtureVerdict() {}

  /** What is said after some commands, by key. */
  static Map<String, List<String>> behind(List<String> whole, List<String> before) {
    Map<String, List<String>> early = Verdict.byKey(before);
    Map<String, List<String>> rest = new TreeMap<>();
    Verdict.byKey(whole)
        .forEach(
            (key, all) -> {
              int said = early.getOrDefault(key, List.of()).size();
              if (said < all.size()) {
                rest.put(key, all.subList(said, all.size()));
              }
            });
    return rest;
  }

  /** Whether all is there that can be waited for. */
  static boolean complete(String topic, List<String> actual, Map<String, List<String>> expected) {
    return DECAYING.contains(topic)
        ? actual.containsAll(expected.values().stream().map(each -> last(each)).toList())
        : actual.size() >= expected.values().stream().mapToInt(List::size).sum();
  }

  /**
   * Whether these are the commands of each key. Where decays depend on the clock, each must be one of
   * those that there are, and the last of a key its last.
   */
  private static boolean says(
      String topic, List<String> actual, Map<String, List<String>> expected) {
    Map<String, List<String>> found = Verdict.byKey(actual);
    if (!DECAYING.contains(topic) && !topic.equals(UNORDERED)) {
      return found.equals(expected);
    }
    return found.keySet().equals(expected.keySet())
        && found.entrySet().stream()
            .allMatch(
                each -> {
                  List<String> own = expected.getOrDefault(each.getKey(), List.of());
                  boolean all =
                      topic.equals(UNORDERED)
                          ? each.getValue().size() == own.size()
                          : own.containsAll(each.getValue());
                  return all && last(each.getValue()).equals(last(own));
                });
  }

  /**
   * Checks a topic, and that the check would find an error.
   *
   * @param forgetful what a job would say that had lost its state
   */
  static void check(
      String topic,
      List<String> actual,
      Map<String, List<String>> expected,
      Map<String, List<String>> forgetful) {
    assertThat(says(topic, actual, expected)).as(topic).isTrue();
    List<String> shorter = actual.subList(0, actual.size() - 1);
    assertThat(says(topic, shorter, expected)).as("%s without the last", topic).isFalse();
    List<String> other = new ArrayList<>(shorter);
    other.add(last(actual).replace("{", "{\"X\":1,"));
    assertThat(says(topic, other, expected)).as("%s with another last", topic).isFalse();
    assertThat(says(topic, actual, forgetful))
        .as("%s without state", topic)
        .isEqualTo(topic.equals(STATELESS));
  }

  private static String last(List<String> texts) {
    return texts.get(texts.size() - 1);
  }
}
