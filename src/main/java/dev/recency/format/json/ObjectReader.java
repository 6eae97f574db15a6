package dev.recency.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recency.format.part.Problem;
import dev.recency.format.part.Problems;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object that somebody wants and skips the others. Of duplicate fields
 * the last one wins, an exact name before one in another case; so a problem with a field counts
 * only if that field is not overwritten.
 *
 * @param <T> what is filled
 */
final class ObjectReader<T> {
  private final List<String> names;
  private final FieldNames matcher;
  private final List<JsonField<T>> fields;

  /** Number of the object in which the field was last found under its exact name. */
  private final long[] exactIn;

  private final @Nullable Problem[] found;
  private boolean anyFound;
  private long object;

  ObjectReader(List<String> names, List<? extends JsonField<T>> fields) {
    this.names = List.copyOf(names);
    this.matcher = new FieldNames(this.names);
    this.fields = List.copyOf(fields);
    this.exactIn = new long[names.size()];
    this.found = new @Nullable Problem[names.size()];
  }

  /** Reads the object at whose start the parser stands, to its end. */
  void read(JsonParser parser, T target, Problems problems) throws IOException {
    object++;
    forgetProblems();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      int[] matches = matcher.find(name);
      parser.nextToken();
      if (matches.length == 0) {
        parser.skipChildren();
      } else if (matches.length == 1) {
        readField(matches[0], parser, target, problems);
      } else {
        readCopies(matches, parser, target, problems);
      }
    }
    reportFound(problems);
  }

  private void readField(int match, JsonParser parser, T target, Problems problems)
      throws IOException {
    int index = FieldNames.index(match);
    if (FieldNames.exact(match)) {
      exactIn[index] = object;
    } else if (exactIn[index] == object) {
      parser.skipChildren();
      return;
    }
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      fields.get(index).setNull(target);
    } else {
      fields.get(index).read(parser, target, problems);
    }
    if (problems.any()) {
      found[index] = problems.takeWithin(names.get(index));
      anyFound = true;
    } else {
      found[index] = null;
    }
  }

  /** One field for two columns: {@code `a`} and {@code A}. Rare, so by a tree. */
  private void readCopies(int[] matches, JsonParser parser, T target, Problems problems)
      throws IOException {
    JsonNode tree = Json.MAPPER.readTree(parser);
    for (int match : matches) {
      try (JsonParser copy = Json.MAPPER.treeAsTokens(tree)) {
        copy.nextToken();
        readField(match, copy, target, problems);
      }
    }
  }

  private void reportFound(Problems problems) {
    if (anyFound) {
      for (Problem problem : found) {
        if (problem != null) {
          problems.report(problem);
        }
      }
      forgetProblems();
    }
  }

  /** Also before reading: a syntax error leaves the problems of a half-read object behind. */
  private void forgetProblems() {
    if (anyFound) {
      Arrays.fill(found, null);
      anyFound = false;
    }
  }
}
