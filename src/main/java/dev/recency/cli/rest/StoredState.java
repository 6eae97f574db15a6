package dev.recency.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A savepoint or checkpoint of a job that is still there.
 *
 * @param id counts up, savepoints and checkpoints together
 */
public record StoredState(long id, String path) {

  /** What Flink says of it; empty if it says nothing, or that it was deleted. */
  public static Optional<StoredState> of(JsonNode answer) {
    String path = answer.path("external_path").asText("");
    // Instead of a path Flink has words for what lies in memory.
    return path.contains("/") && !answer.path("discarded").asBoolean()
        ? Optional.of(new StoredState(answer.path("id").asLong(), path))
        : Optional.empty();
  }
}
