package dev.recency.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recency.plan.KeyWindow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One case of a case file.
 *
 * @param file as the user named it
 * @param properties engine properties by name
 * @param inputs in order
 * @param live whether clocks stand still but for {@link CaseInput.Clock}, and of several instants
 *     of decay only the last is emitted; otherwise the records move the clocks, as in a replay
 * @param refusalExpected whether the statements must be refused
 */
public record TestCase(
    String file,
    String name,
    List<String> statements,
    Map<String, String> properties,
    List<CaseInput> inputs,
    List<CaseRecord> outputs,
    boolean live,
    boolean refusalExpected)
    implements FeatureCase {
  public TestCase {
    statements = List.copyOf(statements);
    properties = Map.copyOf(properties);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** What happens to the statements of a case. */
  sealed interface CaseInput {
    /** The clocks reach this instant, {@code {"clock": millis}}; in a replay the live ones. */
    record Clock(long millis) implements CaseInput {}

    /** All state is written and read back, {@code {"restart": true}}. */
    record Restart() implements CaseInput {}
  }

  /**
   * A record of a case.
   *
   * @param partition of an input; 0 unless it says so
   * @param key a null node: none
   * @param value a null node: a tombstone
   * @param timestampMillis empty: 0 in an input, any in an output
   * @param window of a windowed key
   */
  record CaseRecord(
      String topic,
      int partition,
      JsonNode key,
      JsonNode value,
      OptionalLong timestampMillis,
      Optional<CaseWindow> window,
      List<CaseHeader> headers)
      implements CaseInput {
    CaseRecord {
      headers = List.copyOf(headers);
    }
  }

  /** The window in a key. */
  record CaseWindow(long startMillis, long endMillis, boolean session) {
    /** How keys hold it. */
    KeyWindow inKey() {
      return session ? new KeyWindow.Session() : new KeyWindow.Sized(endMillis - startMillis);
    }
  }

  /** A header with its value as text. */
  record CaseHeader(String name, String text) {}
}
