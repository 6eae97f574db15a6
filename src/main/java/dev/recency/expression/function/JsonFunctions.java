package dev.recency.expression.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON kept in STRING columns. Text that is no JSON is an error, but for IS_JSON_STRING and
 * JSON_ARRAY_CONTAINS.
 */
final class JsonFunctions {
  private JsonFunctions() {}

  static void register(Registry registry) {
    registry.site("EXTRACTJSONFIELD(STRING, STRING) -> STRING", site -> new FieldExtractor());
    registry.raw(
        "IS_JSON_STRING(STRING) -> BOOLEAN",
        arguments -> arguments[0] instanceof String text && JsonText.valid(text));
    registry.raw("JSON_ARRAY_CONTAINS(STRING, ANY) -> BOOLEAN", JsonFunctions::contains);
    registry.one("JSON_ARRAY_LENGTH(STRING) -> INTEGER", JsonFunctions::length);
    registry.raw("JSON_CONCAT(STRING...) -> STRING", JsonFunctions::concat);
    registry.one("JSON_ITEMS(STRING) -> ARRAY<STRING>", JsonFunctions::items);
    registry.one("JSON_KEYS(STRING) -> ARRAY<STRING>", JsonFunctions::keys);
    registry.one("JSON_RECORDS(STRING) -> MAP<STRING, STRING>", JsonFunctions::records);
    registry.site(
        "TO_JSON_STRING(ANY) -> STRING",
        site -> {
          JsonWriter writer = new JsonWriter(site.argumentTypes().get(0));
          return arguments -> writer.write(arguments[0]);
        });
  }

  /** EXTRACTJSONFIELD at one place: the last path is kept. */
  private static final class FieldExtractor implements ScalarFunction {
    private JsonPath path = new JsonPath("$");

    @Override
    public @Nullable Object apply(@Nullable Object[] arguments) {
      if (!(arguments[0] instanceof String json) || !(arguments[1] instanceof String wanted)) {
        return null;
      }
      if (!wanted.equals(path.text())) {
        path = new JsonPath(wanted);
      }
      JsonNode found = path.find(JsonText.parse(json));
      return found == null || found.isMissingNode() ? null : JsonText.plain(found);
    }
  }

  /** A value is contained if an element has its type and value; text that is no JSON has none. */
  private static boolean contains(@Nullable Object[] arguments) {
    FunctionErrors.check(arguments[0] != null, "JSON_ARRAY_CONTAINS needs a text");
    String json = (String) arguments[0];
    Object wanted = arguments[1];
    if (!JsonText.valid(json)) {
      return false;
    }
    JsonNode node = JsonText.parse(json);
    if (node.isArray()) {
      for (JsonNode element : node) {
        if (same(element, wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean same(JsonNode element, @Nullable Object wanted) {
    if (wanted == null) {
      return element.isNull();
    }
    if (wanted instanceof String text) {
      return element.isTextual() && element.textValue().equals(text);
    }
    if (wanted instanceof Boolean flag) {
      return element.isBoolean() && element.booleanValue() == flag;
    }
    if (wanted instanceof Integer || wanted instanceof Long) {
      long number = ((Number) wanted).longValue();
      return element.isIntegralNumber()
          && element.bigIntegerValue().equals(BigInteger.valueOf(number));
    }
    return wanted instanceof Double number
        && element.isFloatingPointNumber()
        && element.doubleValue() == number;
  }

  private static @Nullable Integer length(String json) {
    JsonNode node = JsonText.parse(json);
    return node.isArray() ? node.size() : null;
  }

  /** Objects alone merge, the last of equal fields counting; several others become one array. */
  private static @Nullable Object concat(@Nullable Object[] arguments) {
    List<JsonNode> nodes = new ArrayList<>();
    for (Object argument : arguments) {
      if (!(argument instanceof String text) || !JsonText.valid(text)) {
        return null;
      }
      nodes.add(JsonText.parse(text));
    }
    if (nodes.stream().allMatch(JsonNode::isObject)) {
      ObjectNode merged = JsonNodeFactory.instance.objectNode();
      nodes.forEach(node -> merged.setAll((ObjectNode) node));
      return JsonText.withoutExponents(merged);
    }
    if (nodes.size() == 1) {
      return JsonText.withoutExponents(nodes.get(0));
    }
    ArrayNode joined = JsonNodeFactory.instance.arrayNode();
    for (JsonNode node : nodes) {
      if (node instanceof ArrayNode array) {
        joined.addAll(array);
      } else {
        joined.add(node);
      }
    }
    return JsonText.withoutExponents(joined);
  }

  private static @Nullable List<String> items(String json) {
    JsonNode node = JsonText.parse(json);
    if (!node.isArray()) {
      return null;
    }
    List<String> items = new ArrayList<>();
    node.forEach(element -> items.add(JsonText.json(element)));
    return Collections.unmodifiableList(items);
  }

  private static @Nullable List<String> keys(String json) {
    JsonNode node = JsonText.parse(json);
    if (!node.isObject()) {
      return null;
    }
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return Collections.unmodifiableList(keys);
  }

  private static @Nullable Map<String, String> records(String json) {
    JsonNode node = JsonText.parse(json);
    if (!node.isObject()) {
      return null;
    }
    Map<String, String> records = new LinkedHashMap<>();
    node.properties()
        .forEach(entry -> records.put(entry.getKey(), JsonText.plain(entry.getValue())));
    return Collections.unmodifiableMap(records);
  }
}
