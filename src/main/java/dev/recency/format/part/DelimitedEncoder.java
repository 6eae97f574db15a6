package dev.recency.format.part;

import dev.recency.plan.row.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes DELIMITED: one line without line end. */
public final class DelimitedEncoder implements PartEncoder {
  private final PartColumns columns;
  private final char delimiter;

  /** An encoder of these columns. */
  public DelimitedEncoder(PartColumns columns, char delimiter) {
    this.columns = columns;
    this.delimiter = delimiter;
  }

  @Override
  public byte @Nullable [] encode(Row row) {
    List<@Nullable String> fields = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      fields.add(Texts.get(row, columns.slots().get(i), columns.declared().get(i).type()));
    }
    return Utf8.encode(DelimitedText.join(fields, delimiter));
  }
}
