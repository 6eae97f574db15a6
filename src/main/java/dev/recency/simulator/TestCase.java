package dev.recency.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One case of a case file.
 *
 * @param file as the user named it
 * @param properties engine properties by name
 * @param refusalExpected whether the statements must be refused
 */
public record TestCase(
    String file,
    String name,
    List<String> statements,
    Map<String, String> properties,
    List<CaseRecord> inputs,
    List<CaseRecord> outputs,
    boolean refusalExpected) {
  public TestCase {
    statements = List.copyOf(statements);
    properties = Map.copyOf(properties);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * A record of a case.
   *
   * @param key a null node: none
   * @param value a null node: a tombstone
   * @param timestampMillis empty: 0 in an input, any in an output
   * @param window of a windowed key
   */
  record CaseRecord(
      String topic,
      JsonNode key,
      JsonNode value,
      OptionalLong timestampMillis,
      Optional<CaseWindow> window,
      List<CaseHeader> headers) {
    CaseRecord {
      headers = List.copyOf(headers);
    }
  }

  /** The window in a key. */
  record CaseWindow(long startMillis, long endMillis, boolean session) {}

  /** A header with its value as text. */
  record CaseHeader(String name, String text) {}
}
