package dev.recency.format.part;

import dev.recency.plan.row.Row;
import java.util.List;

/** Reads DELIMITED: one line with exactly one field per declared column; an empty one is NULL. */
public final class DelimitedDecoder implements PartDecoder {
  private final PartColumns columns;
  private final char delimiter;

  /** A decoder of these columns. */
  public DelimitedDecoder(PartColumns columns, char delimiter) {
    this.columns = columns;
    this.delimiter = delimiter;
  }

  @Override
  public boolean decode(byte[] bytes, Row.Builder row, Problems problems) {
    String text = Utf8.decode(bytes);
    List<String> fields = text == null ? null : DelimitedText.split(text, delimiter);
    if (text == null) {
      problems.malformed("expected DELIMITED text, found bytes that are no UTF-8");
    } else if (fields == null) {
      problems.malformed("expected one DELIMITED line with closed quotes");
    } else if (fields.size() != columns.size()) {
      problems.malformed("expected [" + columns.size() + "] fields, found [" + fields.size() + "]");
    } else {
      read(fields, row, problems);
    }
    return true;
  }

  private void read(List<String> fields, Row.Builder row, Problems problems) {
    for (int i = 0; i < fields.size(); i++) {
      int slot = columns.slots().get(i);
      if (slot < 0 || fields.get(i).isEmpty()) {
        continue;
      }
      Texts.set(row, slot, columns.declared().get(i).type(), fields.get(i), problems);
      if (problems.any()) {
        problems.locate(columns.declared().get(i).name());
        return;
      }
    }
  }
}
