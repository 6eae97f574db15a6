package dev.recency.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.recency.sql.Location;
import java.io.IOException;

/** The fields that every message about a place in a definition has. */
final class LocatedJson {
  private LocatedJson() {}

  static void write(JsonGenerator writer, Location location, String code, String message)
      throws IOException {
    writer.writeStringField("file", location.file());
    writer.writeNumberField("line", location.line());
    writer.writeNumberField("column", location.column());
    writer.writeStringField("code", code);
    writer.writeStringField("message", message);
  }
}
