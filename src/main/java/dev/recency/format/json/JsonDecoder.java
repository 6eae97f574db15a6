package dev.recency.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.recency.format.part.PartColumns;
import dev.recency.format.part.PartDecoder;
import dev.recency.format.part.Problems;
import dev.recency.plan.Column;
import dev.recency.plan.row.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one JSON value per record: an object with a field per column, or bare the value of the one
 * column. The text is read to its end whatever columns are wanted, because the last of duplicate
 * fields wins and because half a record is none. Stricter than ksqlDB, which ignores what follows
 * the value.
 */
public final class JsonDecoder implements PartDecoder {
  private final Root root;

  private JsonDecoder(Root root) {
    this.root = root;
  }

  /** A decoder of an object with a field per column. */
  public static JsonDecoder ofObject(PartColumns columns) {
    List<String> names = new ArrayList<>();
    List<ColumnField> fields = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int slot = columns.slots().get(i);
      if (slot >= 0) {
        Column column = columns.declared().get(i);
        names.add(column.name());
        fields.add(ColumnField.of(column.type(), slot));
      }
    }
    ObjectReader<Row.Builder> reader = new ObjectReader<>(names, fields);
    return new JsonDecoder(
        (parser, row, problems) -> {
          if (parser.currentToken() == JsonToken.START_OBJECT) {
            reader.read(parser, row, problems);
          } else {
            problems.malformed("expected a JSON object");
            parser.skipChildren();
          }
        });
  }

  /** A decoder of the value of the one column. */
  public static JsonDecoder ofBare(PartColumns columns) {
    int slot = columns.slots().get(0);
    if (slot < 0) {
      return new JsonDecoder((parser, row, problems) -> parser.skipChildren());
    }
    Column column = columns.declared().get(0);
    ColumnField field = ColumnField.of(column.type(), slot);
    return new JsonDecoder(
        (parser, row, problems) -> {
          field.read(parser, row, problems);
          problems.locate(column.name());
        });
  }

  @Override
  public boolean decode(byte[] bytes, Row.Builder row, Problems problems) {
    try (JsonParser parser = Json.FACTORY.createParser(bytes)) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        problems.malformed("expected JSON, found nothing");
        return true;
      }
      if (token != JsonToken.VALUE_NULL) {
        root.read(parser, row, problems);
      }
      if (parser.nextToken() != null) {
        problems.malformed("expected one JSON value, found more behind it");
      }
      return token != JsonToken.VALUE_NULL;
    } catch (StreamConstraintsException e) {
      // Text that cannot be read to its end outweighs what is wrong with a value in it.
      problems.clear();
      problems.limit(
          "JSON is nested deeper than ["
              + Json.MAX_DEPTH
              + "] levels, or has too long a number, name or text");
    } catch (JsonProcessingException e) {
      problems.clear();
      problems.malformed("no valid JSON" + place(e));
    } catch (IOException e) {
      problems.clear();
      problems.malformed("no valid JSON text");
    }
    return true;
  }

  /** Where the error is; Jackson's own message would quote data. */
  private static String place(JsonProcessingException e) {
    return e.getLocation() == null || e.getLocation().getByteOffset() < 0
        ? ""
        : " at byte [" + e.getLocation().getByteOffset() + "]";
  }

  /** Reads the value at the top, which is not null. */
  private interface Root {
    void read(JsonParser parser, Row.Builder row, Problems problems) throws IOException;
  }
}
